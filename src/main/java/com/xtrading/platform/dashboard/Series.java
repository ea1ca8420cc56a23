package com.xtrading.platform.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Series of one metric, and the usual questions about them, as texts in PromQL. Rates are taken
 * over the range that Grafana finds right for the time that is shown.
 *
 * @param metric its name; for a histogram without {@code _bucket}
 * @param matchers of labels, such as {@code namespace="a"}
 */
public record Series(String metric, List<String> matchers) {

  private static final String RANGE = "[$__rate_interval]";

  public Series {
    matchers = List.copyOf(matchers);
  }

  /** Series of a metric that have some labels. */
  public static Series of(String metric, String... matchers) {
    return new Series(metric, List.of(matchers));
  }

  /** Those of them that have another label too. */
  public Series where(String matcher) {
    List<String> more = new ArrayList<>(matchers);
    more.add(matcher);
    return new Series(metric, more);
  }

  /** Another metric with the same labels. */
  public Series named(String other) {
    return new Series(other, matchers);
  }

  /** Of a counter: its increase a second. */
  public String rate() {
    return "rate(%s%s)".formatted(this, RANGE);
  }

  /** Of a counter: how much it grew in the time between two points. */
  public String increase() {
    return "increase(%s%s)".formatted(this, RANGE);
  }

  /** Of a counter: the sum of the rates, by labels. */
  public String sumOfRates(String... labels) {
    return aggregated("sum", rate(), labels);
  }

  /** Of a counter: the sum of what was added between two points, by labels. */
  public String sumOfIncreases(String... labels) {
    return aggregated("sum", increase(), labels);
  }

  /** Of a gauge: the sum, by labels. */
  public String sum(String... labels) {
    return aggregated("sum", toString(), labels);
  }

  /** Of a gauge: the largest, by labels. */
  public String max(String... labels) {
    return aggregated("max", toString(), labels);
  }

  /** Of a gauge: the smallest, by labels. */
  public String min(String... labels) {
    return aggregated("min", toString(), labels);
  }

  /** How many there are, by labels. */
  public String count(String... labels) {
    return aggregated("count", toString(), labels);
  }

  /** Of a histogram: the value below which a share of what was measured lies, by labels. */
  public String quantile(double share, String... labels) {
    List<String> kept = new ArrayList<>(List.of(labels));
    kept.add("le");
    return "histogram_quantile(%s, %s)"
        .formatted(share, named(metric + "_bucket").sumOfRates(kept.toArray(String[]::new)));
  }

  /** Of a histogram: the mean of what was measured, by labels. */
  public String mean(String... labels) {
    return ratio(
        named(metric + "_sum").sumOfRates(labels), named(metric + "_count").sumOfRates(labels));
  }

  /** A part of a whole; nothing where there is no whole. */
  public static String ratio(String part, String whole) {
    return "%s / (%s > 0)".formatted(part, whole);
  }

  /**
   * The same where series of the part are not there as long as it is nothing, such as errors; its
   * share is then 0.
   */
  public static String share(String part, String whole) {
    return "(%1$s or 0 * %2$s) / (%2$s > 0)".formatted(part, whole);
  }

  /** An aggregation of an expression, by labels. */
  public static String aggregated(String operator, String expression, String... labels) {
    return labels.length == 0
        ? "%s(%s)".formatted(operator, expression)
        : "%s by (%s) (%s)".formatted(operator, String.join(", ", labels), expression);
  }

  @Override
  public String toString() {
    return matchers.isEmpty()
        ? metric
        : metric + matchers.stream().collect(Collectors.joining(", ", "{", "}"));
  }
}
