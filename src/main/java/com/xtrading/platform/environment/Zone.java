package com.xtrading.platform.environment;

import com.xtrading.platform.model.KubernetesName;
import java.util.Arrays;

/**
 * The namespaces that an environment owns, by the suffix that each adds to that of the application.
 */
public enum Zone {
  APPLICATION(""),
  DATA("-data"),
  EDGE("-edge"),
  MONITORING("-monitoring"),
  LOGGING("-logging"),
  /** Pods that read files of the node: Fluent Bit and the node exporter, nothing else. */
  AGENTS("-agents");

  static final int LONGEST_SUFFIX =
      Arrays.stream(values()).mapToInt(zone -> zone.suffix.length()).max().orElseThrow();

  private final String suffix;

  Zone(String suffix) {
    this.suffix = suffix;
  }

  /** The namespace of this zone beside the given one of the application. */
  public String namespace(KubernetesName application) {
    return application + suffix;
  }
}
