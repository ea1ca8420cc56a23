package com.xtrading.platform.dashboard;

import com.xtrading.platform.model.InvalidValue;
import java.time.Duration;

/**
 * The time that a page shows when it is opened.
 *
 * @param shown up to now, in whole minutes
 * @param refresh how often it is asked anew, in whole seconds
 */
public record Period(Duration shown, Duration refresh) {

  /** Below it Grafana refuses a refresh, where nobody has changed its settings. */
  private static final Duration LEAST = Duration.ofSeconds(5);

  /** The last six hours, every half minute. */
  public static final Period HOURS = new Period(Duration.ofHours(6), Duration.ofSeconds(30));

  /** The last day, every minute. */
  public static final Period DAY = new Period(Duration.ofDays(1), Duration.ofMinutes(1));

  /** The last week, every five minutes. */
  public static final Period WEEK = new Period(Duration.ofDays(7), Duration.ofMinutes(5));

  /**
   * @throws InvalidValue when Grafana cannot say the time, or would refuse it
   */
  public Period {
    if (shown.toMinutes() < 1 || !shown.equals(Duration.ofMinutes(shown.toMinutes()))) {
      throw new InvalidValue(
          "a page shows %s".formatted(shown), "whole minutes", "round it to minutes");
    }
    if (refresh.compareTo(LEAST) < 0 || refresh.getNano() != 0) {
      throw new InvalidValue(
          "a page is asked anew every %s".formatted(refresh),
          "whole seconds, at least 5",
          "ask less often; Prometheus scrapes every 30 s");
    }
  }

  String from() {
    return "now-" + text(shown);
  }

  String refreshText() {
    return text(refresh);
  }

  private static String text(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds % 86_400 == 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3_600 == 0) {
      return seconds / 3_600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
