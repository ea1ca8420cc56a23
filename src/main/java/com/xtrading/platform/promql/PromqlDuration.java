package com.xtrading.platform.promql;

/**
 * A span of time, below zero for one that looks ahead.
 *
 * @param nanos nanoseconds, which is what Prometheus counts in, though it shows and uses only whole
 *     milliseconds
 */
public record PromqlDuration(long nanos) {

  public static final PromqlDuration ZERO = new PromqlDuration(0);

  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final long WEEK = 7 * DAY;
  private static final long YEAR = 365 * DAY;

  public static PromqlDuration ofMillis(long millis) {
    return new PromqlDuration(Math.multiplyExact(millis, 1_000_000L));
  }

  /** Whole milliseconds, rounded towards zero. */
  public long millis() {
    return nanos / 1_000_000;
  }

  public boolean isZero() {
    return nanos == 0;
  }

  /** The span to the other side of zero; the longest below zero stays what it is. */
  public PromqlDuration negated() {
    return new PromqlDuration(-nanos);
  }

  /**
   * As Prometheus writes it, {@code 1h30m}: years and weeks only where nothing is left over, which
   * a year of 365 days and a week of 7 see to.
   */
  @Override
  public String toString() {
    long left = millis();
    if (left == 0) {
      return "0s";
    }
    StringBuilder text = new StringBuilder();
    if (left < 0) {
      text.append('-');
      left = -left;
    }
    if (left % YEAR == 0) {
      left = part(text, left, YEAR, "y");
    }
    if (left % WEEK == 0) {
      left = part(text, left, WEEK, "w");
    }
    left = part(text, left, DAY, "d");
    left = part(text, left, HOUR, "h");
    left = part(text, left, MINUTE, "m");
    left = part(text, left, SECOND, "s");
    part(text, left, 1, "ms");
    return text.toString();
  }

  private static long part(StringBuilder text, long millis, long unit, String name) {
    if (millis >= unit) {
      text.append(millis / unit).append(name);
    }
    return millis % unit;
  }
}
