package com.xtrading.platform.synthesis;

import com.xtrading.platform.manifest.DistDirectory;
import com.xtrading.platform.manifest.FileDifference;
import com.xtrading.platform.manifest.OutputFile;
import com.xtrading.platform.manifest.WriteOutcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The folder that environments are written to: {@code dist/}, or another one.
 *
 * @param place where it is
 * @param name what people call it
 */
public record OutputFolder(Path place, String name) {

  /** Its files. */
  public DistDirectory files() {
    return DistDirectory.at(place);
  }

  /** What people call the folder of an environment. */
  public String folder(String environment) {
    return "%s/%s".formatted(name, environment);
  }

  /** Writes environments, all or none of them. */
  public List<WrittenEnvironment> write(Collection<EnvironmentOutput> environments) {
    SortedMap<String, EnvironmentOutput> byName = new TreeMap<>();
    SortedMap<String, List<OutputFile>> files = new TreeMap<>();
    for (EnvironmentOutput environment : environments) {
      byName.put(environment.name(), environment);
      files.put(environment.name(), environment.files());
    }
    List<WrittenEnvironment> written = new ArrayList<>();
    for (WriteOutcome outcome : files().write(files)) {
      EnvironmentOutput environment = byName.get(outcome.environment());
      written.add(WrittenEnvironment.of(folder(environment.name()), environment, outcome));
    }
    return written;
  }

  /** In what files an environment differs from what would be written. */
  public List<FileDifference> differences(EnvironmentOutput environment) {
    return files().verify(environment.name(), environment.files());
  }

  /**
   * What lies in it beside the environments of these names, each with what to do about it. It is
   * never deleted: somebody may need it.
   */
  public List<String> strangers(Set<String> all) {
    return files().unknownEnvironments(all).stream()
        .map(
            entry ->
                Files.isDirectory(place.resolve(entry))
                    ? "%s/%s: belongs to no environment; delete it, or add environments/%s.yaml"
                        .formatted(name, entry, entry)
                    : "%s/%s: belongs to no environment; move it away".formatted(name, entry))
        .toList();
  }
}
