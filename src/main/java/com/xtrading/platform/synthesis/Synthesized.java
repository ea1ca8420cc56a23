package com.xtrading.platform.synthesis;

import com.xtrading.platform.capacity.CapacityReport;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.OutputFile;
import com.xtrading.platform.policy.Verdict;
import java.util.List;

/**
 * One environment, rendered and judged, ready to be written.
 *
 * @param topology what was declared
 * @param manifests every Kubernetes object
 * @param files the bytes of {@code dist/<env>/}, the inventory included
 * @param verdict what the policies say
 * @param capacity how it sits on the nodes
 */
public record Synthesized(
    Environment environment,
    Topology topology,
    List<Manifest> manifests,
    List<OutputFile> files,
    Verdict verdict,
    CapacityReport capacity) {

  /** The name of the environment. */
  public String name() {
    return environment.name().value();
  }
}
