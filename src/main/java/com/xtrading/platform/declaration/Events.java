package com.xtrading.platform.declaration;

import java.util.List;

/**
 * Events that a counter counts.
 *
 * @param metric the counter; for a histogram its name without {@code _bucket}
 * @param matchers of labels, such as {@code job="user-service"}
 * @param example labels that one of its series has once it is scraped; they meet the matchers
 */
public record Events(String metric, List<String> matchers, SeriesLabels example) {

  public Events {
    matchers = List.copyOf(matchers);
  }

  public static Events of(String metric, SeriesLabels example, String... matchers) {
    return new Events(metric, List.of(matchers), example);
  }

  /** How many there are a second, of all series together, as PromQL. */
  String rate(String window) {
    return rate("", List.of(), window);
  }

  /** The same of one of the series that a histogram has. */
  String rate(String suffix, List<String> more, String window) {
    return "sum(rate(%s%s{%s%s}[%s]))"
        .formatted(
            metric,
            suffix,
            String.join(", ", matchers),
            more.isEmpty() ? "" : ", " + String.join(", ", more),
            window);
  }

  /** A series of the counter for a scenario. */
  InputSeries series(double perSecond) {
    return example.counter(metric, perSecond);
  }

  /** The same events in another pod. */
  Events elsewhere() {
    String pod = example.labels().getOrDefault("pod", "pod");
    return new Events(metric, matchers, example.with("pod", pod + "-other"));
  }
}
