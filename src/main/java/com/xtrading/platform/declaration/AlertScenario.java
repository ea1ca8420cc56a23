package com.xtrading.platform.declaration;

import java.time.Duration;
import java.util.List;

/**
 * What an alert must make of given samples at one moment.
 *
 * @param name what is the case, in a few words
 * @param given the samples
 * @param at the moment of the assertion, counted from the first sample
 * @param expected the alerts that fire then; none for one that stays quiet
 */
public record AlertScenario(String name, Given given, Duration at, List<ExpectedAlert> expected) {

  /** How often Prometheus evaluates rules, here and in the cluster. */
  public static final Duration EVALUATION = Duration.ofSeconds(30);

  /**
   * How often rules are evaluated in the scenarios of alerts that must hold for an hour or more.
   */
  private static final Duration COARSE = Duration.ofMinutes(5);

  /** Between two evaluations in the scenarios of an alert that must hold so long. */
  public static Duration step(Duration holdFor) {
    return holdFor.compareTo(Duration.ofHours(1)) < 0 ? EVALUATION : COARSE;
  }

  public AlertScenario {
    expected = List.copyOf(expected);
  }

  /** Whether it proves that the alert fires. */
  public boolean fires() {
    return !expected.isEmpty();
  }

  /**
   * Samples.
   *
   * @param series each with its values over time
   * @param interval between two samples of a series; at most five minutes, after which Prometheus
   *     no longer takes a sample for the present
   * @param since when the condition holds for the first time, counted from the first sample
   */
  public record Given(List<InputSeries> series, Duration interval, Duration since) {

    public Given {
      series = List.copyOf(series);
    }

    /**
     * Samples as often as targets are scraped. The condition holds from the first sample, or from
     * the second where there are counters, which have no rate before.
     */
    public static Given of(InputSeries... series) {
      return of(List.of(series));
    }

    /** The same for many. */
    public static Given of(List<InputSeries> all) {
      boolean counts = all.stream().anyMatch(InputSeries::counts);
      return new Given(all, EVALUATION, counts ? EVALUATION : Duration.ZERO);
    }

    /** The same samples, of which the condition holds only after a while. */
    public Given since(Duration time) {
      return new Given(series, interval, time);
    }

    /** The same series with another interval between their samples. */
    public Given every(Duration time) {
      return new Given(series, time, since);
    }
  }
}
