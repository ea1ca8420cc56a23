package com.xtrading.platform.component;

import java.util.Map;

/**
 * An upstream Helm chart at an exact version.
 *
 * @param repository address of the chart repository
 * @param name name of the chart
 * @param version exact version of the chart
 * @param values values of ours, over the chart's own
 */
public record HelmChart(
    String repository, String name, String version, Map<String, Object> values) {

  public HelmChart {
    if (!version.matches("v?\\d+\\.\\d+\\.\\d+")) {
      throw new IllegalArgumentException("\"%s\" is not an exact chart version".formatted(version));
    }
  }

  /** The same chart with values. */
  public HelmChart with(Map<String, Object> ours) {
    return new HelmChart(repository, name, version, ours);
  }
}
