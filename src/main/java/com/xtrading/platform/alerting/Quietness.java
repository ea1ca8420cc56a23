package com.xtrading.platform.alerting;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What keeps a route quiet at a moment. What is not sent then is not made up for: the next try is a
 * {@code group_interval} later.
 *
 * @param reason of which kind
 * @param intervals those that mute and hold, or all that it is active in and none of which holds
 * @param until when that ends; absent where it does not within 5 years
 */
public record Quietness(Reason reason, List<String> intervals, Optional<Instant> until) {

  /** Why. */
  public enum Reason {
    /** A time interval that mutes holds. */
    MUTED,
    /** No time interval holds in which it is active. */
    NOT_ACTIVE
  }

  public Quietness {
    intervals = List.copyOf(intervals);
  }
}
