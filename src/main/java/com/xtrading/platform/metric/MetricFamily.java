package com.xtrading.platform.metric;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Metrics of one name, as a program exports them.
 *
 * @param name without the suffixes of histograms and summaries
 * @param type as its {@code # TYPE} line says
 * @param labels those that its series may have, without {@code le} and {@code quantile}
 */
public record MetricFamily(String name, MetricType type, SortedSet<String> labels) {

  public MetricFamily {
    labels = new TreeSet<>(labels);
  }

  /**
   * One of its series.
   *
   * @param name as expressions say it
   * @param type a counter for those of histograms and summaries that count
   * @param labels those that the program gives it
   */
  public record Series(String name, MetricType type, SortedSet<String> labels) {}

  /** The names of its series. */
  Stream<String> names() {
    return type.suffixes().stream().map(suffix -> name + suffix);
  }

  /** The series of a suffix that its type has. */
  Series series(String suffix) {
    SortedSet<String> all = new TreeSet<>(labels);
    if (suffix.equals("_bucket")) {
      all.add("le");
    }
    if (type == MetricType.SUMMARY && suffix.isEmpty()) {
      all.add("quantile");
    }
    return new Series(name + suffix, suffix.isEmpty() ? type : MetricType.COUNTER, all);
  }
}
