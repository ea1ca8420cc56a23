package com.xtrading.platform.component;

import java.util.Map;
import java.util.Set;

/**
 * An upstream Helm chart at an exact version.
 *
 * @param repository address of the chart repository, or of a git repository that holds the chart
 * @param name name of the chart, or its folder in the git repository
 * @param version exact version of the chart, or the tag of the git repository
 * @param values values of ours, over the chart's own
 * @param brings what it brings, with these values, that belongs to no namespace
 */
public record HelmChart(
    String repository,
    String name,
    String version,
    Map<String, Object> values,
    Set<ClusterPart> brings)
    implements Upstream {

  public HelmChart {
    Upstream.requireExact(version);
    brings = Set.copyOf(brings);
  }

  /** A chart with the values of its own. */
  public HelmChart(String repository, String name, String version, ClusterPart... brings) {
    this(repository, name, version, Map.of(), Set.of(brings));
  }

  /** Whether the chart lies in a folder of a git repository. */
  public boolean inGit() {
    return name.contains("/");
  }

  /** The same chart with values. */
  public HelmChart with(Map<String, Object> ours) {
    return new HelmChart(repository, name, version, ours, brings);
  }
}
