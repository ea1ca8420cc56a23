package com.xtrading.platform.environment;

import com.xtrading.platform.model.KubernetesName;
import java.util.Arrays;
import java.util.Locale;

/**
 * The namespaces that an environment owns, by the suffix that each adds to that of the application.
 */
public enum Zone {
  APPLICATION("", true),
  /** Stores encrypt by themselves, and must be reached whatever becomes of a mesh. */
  DATA("-data"),
  EDGE("-edge", true),
  MONITORING("-monitoring", true),
  LOGGING("-logging"),
  /** Pods that read files of the node: Fluent Bit and the node exporter, nothing else. */
  AGENTS("-agents");

  /** By which each namespace says its zone. */
  public static final String LABEL = "xtrading.com/zone";

  public static final int LONGEST_SUFFIX =
      Arrays.stream(values()).mapToInt(zone -> zone.suffix.length()).max().orElseThrow();

  private final String suffix;
  private final boolean meshed;

  Zone(String suffix) {
    this(suffix, false);
  }

  Zone(String suffix, boolean meshed) {
    this.suffix = suffix;
    this.meshed = meshed;
  }

  /** Whether its pods are in the service mesh, where there is one. */
  public boolean meshed() {
    return meshed;
  }

  /** The value of the label {@link #LABEL}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The namespace of this zone beside the given one of the application. */
  public String namespace(KubernetesName application) {
    return application + suffix;
  }
}
