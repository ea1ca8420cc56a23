package com.xtrading.platform.metric;

import java.math.BigDecimal;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Metrics of one name, as a program exports them.
 *
 * @param name without the suffixes of histograms and summaries
 * @param type as its {@code # TYPE} line says
 * @param labels those that its series may have, without {@code le} and {@code quantile}
 * @param bounds upper bounds of the buckets of a histogram, in ascending order, without infinity;
 *     empty where they are not known
 */
public record MetricFamily(
    String name, MetricType type, SortedSet<String> labels, List<BigDecimal> bounds) {

  /**
   * @throws IllegalArgumentException when something else than a histogram has bounds, or they do
   *     not ascend
   */
  public MetricFamily {
    labels = new TreeSet<>(labels);
    bounds = List.copyOf(bounds);
    if (!bounds.isEmpty() && type != MetricType.HISTOGRAM) {
      throw new IllegalArgumentException(name + " is no histogram and has bounds of buckets");
    }
    for (int index = 1; index < bounds.size(); index++) {
      if (bounds.get(index).compareTo(bounds.get(index - 1)) <= 0) {
        throw new IllegalArgumentException(
            "%s: the bound %s follows %s; write them in ascending order"
                .formatted(name, bounds.get(index), bounds.get(index - 1)));
      }
    }
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
