package com.xtrading.platform.metric;

import java.util.List;
import java.util.Locale;

/** Types of families in the text format of Prometheus; they decide which series a family has. */
public enum MetricType {
  /** Only grows, but for restarts: useful inside a rate alone. */
  COUNTER(""),
  GAUGE(""),
  /** Classic: cumulative buckets by {@code le}. */
  HISTOGRAM("_bucket", "_sum", "_count"),
  /** Quantiles that the program computed itself. */
  SUMMARY("", "_sum", "_count"),
  /** The program does not say. */
  UNTYPED("");

  private final List<String> suffixes;

  MetricType(String... suffixes) {
    this.suffixes = List.of(suffixes);
  }

  /** What follows the name of a family in the names of its series. */
  List<String> suffixes() {
    return suffixes;
  }

  /** As {@code # TYPE} has it. */
  static MetricType of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
