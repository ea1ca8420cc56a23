package com.xtrading.platform.alerting;

import com.xtrading.platform.model.InvalidValue;
import java.time.Duration;
import java.util.Optional;

/**
 * When a route notifies; what is absent is as in the route above.
 *
 * @param groupWait from the first alert of a group to its notification; at the root 30 s
 * @param groupInterval from one notification to that of a change in the group; at the root 5 min
 * @param repeatInterval to the next notification of a group in which nothing changes; at the root 4
 *     h
 */
public record Timings(
    Optional<Duration> groupWait,
    Optional<Duration> groupInterval,
    Optional<Duration> repeatInterval) {

  /** As in the route above. */
  public static final Timings INHERITED =
      new Timings(Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * @throws InvalidValue when one of the intervals is zero
   */
  public Timings {
    positive("group_interval", groupInterval);
    positive("repeat_interval", repeatInterval);
  }

  public static Timings of(Duration groupWait, Duration groupInterval, Duration repeatInterval) {
    return new Timings(
        Optional.of(groupWait), Optional.of(groupInterval), Optional.of(repeatInterval));
  }

  private static void positive(String name, Optional<Duration> interval) {
    if (interval.filter(Duration::isZero).isPresent()) {
      throw new InvalidValue(
          name + " is zero",
          "more than zero",
          "write 5m, or leave it out for that of the route above");
    }
  }
}
