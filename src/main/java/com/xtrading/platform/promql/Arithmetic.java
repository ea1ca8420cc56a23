package com.xtrading.platform.promql;

/** Rounding and conversion as Go does it on the processors that Prometheus runs on. */
final class Arithmetic {

  private static final double LONGEST_SECONDS = 9223372036.854775808;

  private Arithmetic() {}

  /** Halves go away from zero. */
  static double round(double value) {
    double whole = value < 0 ? Math.ceil(value) : Math.floor(value);
    return Math.abs(value - whole) >= 0.5 ? whole + Math.signum(value) : whole;
  }

  /** What does not fit, and what is no number, becomes the smallest of all. */
  static long toLong(double value) {
    return value >= -0x1p63 && value < 0x1p63 ? (long) value : Long.MIN_VALUE;
  }

  static PromqlDuration ofSeconds(double seconds) {
    return new PromqlDuration(toLong(round(seconds * 1e9)));
  }

  /** Seconds of so many nanoseconds, whole ones and the rest converted each by itself. */
  static double seconds(long nanos) {
    return nanos / 1_000_000_000L + (nanos % 1_000_000_000L) / 1e9;
  }

  /** No number is not too long. */
  static boolean isTooLong(double seconds) {
    return seconds > LONGEST_SECONDS || seconds < -LONGEST_SECONDS;
  }
}
