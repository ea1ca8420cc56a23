package com.xtrading.platform.slo;

import com.xtrading.platform.model.Days;
import java.time.Duration;

/** A time over which errors are a share of events. */
enum Window {
  FIVE_MINUTES("5m", Duration.ofMinutes(5)),
  HALF_HOUR("30m", Duration.ofMinutes(30)),
  HOUR("1h", Duration.ofHours(1)),
  TWO_HOURS("2h", Duration.ofHours(2)),
  SIX_HOURS("6h", Duration.ofHours(6)),
  DAY("1d", Duration.ofDays(1)),
  THREE_DAYS("3d", Duration.ofDays(3));

  private final String text;
  private final Duration length;

  Window(String text, Duration length) {
    this.text = text;
    this.length = length;
  }

  /** As Prometheus has it. */
  String text() {
    return text;
  }

  /** As people read it. */
  String spoken() {
    return switch (this) {
      case FIVE_MINUTES -> "five minutes";
      case HALF_HOUR -> "half hour";
      case HOUR -> "hour";
      case TWO_HOURS -> "two hours";
      case SIX_HOURS -> "six hours";
      case DAY -> "day";
      case THREE_DAYS -> "three days";
    };
  }

  /**
   * Whether it is computed from what programs export; longer ones from what is recorded of that.
   */
  boolean isOfSource() {
    return compareTo(SIX_HOURS) <= 0;
  }

  boolean isWithin(Days retention) {
    return length.compareTo(Duration.ofDays(retention.count())) <= 0;
  }
}
