package com.xtrading.platform.alerting;

import java.util.List;

/** Days and months as they are written. */
final class CalendarNames {

  /** From Sunday, which is 0. */
  static final List<String> WEEKDAYS =
      List.of("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday");

  /** From January, which is 1. */
  static final List<String> MONTHS =
      List.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");

  private CalendarNames() {}
}
