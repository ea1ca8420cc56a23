package com.xtrading.platform.synthesis;

import com.xtrading.platform.declaration.NativeFile;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.manifest.Manifest;
import java.util.List;

/**
 * What was drawn for an environment, before anybody judged it.
 *
 * @param topology what was declared
 * @param manifests every Kubernetes object
 * @param files every native file but the README
 */
public record Unjudged(
    Environment environment, Topology topology, List<Manifest> manifests, List<NativeFile> files) {

  public Unjudged {
    manifests = List.copyOf(manifests);
    files = List.copyOf(files);
  }
}
