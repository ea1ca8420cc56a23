package com.xtrading.platform.component;

import java.util.Map;

/**
 * An upstream Helm chart at an exact version.
 *
 * @param repository address of the chart repository, or of a git repository that holds the chart
 * @param name name of the chart, or its folder in the git repository
 * @param version exact version of the chart, or the tag of the git repository
 * @param values values of ours, over the chart's own
 */
public record HelmChart(String repository, String name, String version, Map<String, Object> values)
    implements Upstream {

  public HelmChart {
    Upstream.requireExact(version);
  }

  /** Whether the chart lies in a folder of a git repository. */
  public boolean inGit() {
    return name.contains("/");
  }

  /** The same chart with values. */
  public HelmChart with(Map<String, Object> ours) {
    return new HelmChart(repository, name, version, ours);
  }
}
