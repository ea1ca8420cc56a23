package com.xtrading.platform.cli;

import com.xtrading.platform.manifest.DistDirectory;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;

/**
 * Says what lies in {@code dist/} and belongs to no environment. It is never deleted: somebody may
 * need it.
 */
final class UnknownEnvironments {

  static List<String> of(Workspace workspace, Set<String> environments) {
    return DistDirectory.at(workspace.dist()).unknownEnvironments(environments).stream()
        .map(
            entry ->
                Files.isDirectory(workspace.dist().resolve(entry))
                    ? "%s/%s: belongs to no environment; delete it, or add environments/%s.yaml"
                        .formatted(workspace.distName(), entry, entry)
                    : "%s/%s: belongs to no environment; move it away"
                        .formatted(workspace.distName(), entry))
        .toList();
  }

  private UnknownEnvironments() {}
}
