package com.xtrading.platform.alerting;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What keeps a route quiet at a moment. What is not sent then is not made up for: the next try is a
 * {@code group_interval} later.
 */
public final class Quietness {

  /** Why. */
  public enum Reason {
    /** A time interval that mutes holds. */
    MUTED,
    /** No time interval holds in which it is active. */
    NOT_ACTIVE
  }

  private final Reason reason;
  private final List<String> intervals;
  private final Supplier<Optional<Instant>> end;

  /**
   * @param end looks for the end, which takes longer than all else about a route
   */
  Quietness(Reason reason, List<String> intervals, Supplier<Optional<Instant>> end) {
    this.reason = reason;
    this.intervals = List.copyOf(intervals);
    this.end = end;
  }

  /** Of which kind it is. */
  public Reason reason() {
    return reason;
  }

  /** Those that mute and hold, or all that it is active in and none of which holds. */
  public List<String> intervals() {
    return intervals;
  }

  /** When that ends; absent where it does not within 5 years. Looked for when it is asked. */
  public Optional<Instant> until() {
    return end.get();
  }
}
