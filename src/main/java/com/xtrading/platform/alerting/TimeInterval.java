package com.xtrading.platform.alerting;

import com.xtrading.platform.model.InvalidValue;
import java.util.List;
import java.util.Optional;

/**
 * A name for moments that come again.
 *
 * @param name by which routes call it
 * @param spans it holds while one of these does; without any it never holds
 */
public record TimeInterval(String name, List<Span> spans) {

  /**
   * What a moment fulfils all of. A field that is absent says nothing; one that is there and empty
   * is never fulfilled.
   *
   * @param times of the day
   * @param weekdays 0 is Sunday, 6 is Saturday
   * @param daysOfMonth from 1, or from -1 for the last one backwards
   * @param months 1 is January; Alertmanager takes other numbers too, which never come
   * @param years of the calendar
   * @param location the zone in which all this is meant; absent: UTC
   */
  public record Span(
      Optional<List<Times>> times,
      Optional<List<Range>> weekdays,
      Optional<List<Range>> daysOfMonth,
      Optional<List<Range>> months,
      Optional<List<Range>> years,
      Optional<Location> location) {

    /** Always. */
    public static final Span ALWAYS =
        new Span(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public Span {
      times = times.map(List::copyOf);
      weekdays = weekdays.map(List::copyOf);
      daysOfMonth = daysOfMonth.map(List::copyOf);
      months = months.map(List::copyOf);
      years = years.map(List::copyOf);
    }

    public Span withTimes(Times... others) {
      return new Span(Optional.of(List.of(others)), weekdays, daysOfMonth, months, years, location);
    }

    public Span withWeekdays(Range... others) {
      return new Span(times, Optional.of(List.of(others)), daysOfMonth, months, years, location);
    }

    public Span in(Location other) {
      return new Span(times, weekdays, daysOfMonth, months, years, Optional.of(other));
    }
  }

  /**
   * Minutes of a day.
   *
   * @param start from 0
   * @param end after the last one, up to 1440
   */
  public record Times(int start, int end) {

    private static final String ALLOWED = "two times from 00:00 to 24:00, the end after the start";

    /**
     * @throws InvalidValue when the end is not after the start: a night is two ranges
     */
    public Times {
      if (start < 0 || end > 24 * 60 || start >= end) {
        throw new InvalidValue(
            "times from %s to %s hold nothing".formatted(clock(start), clock(end)),
            ALLOWED,
            "write a night as two ranges, up to 24:00 and from 00:00");
      }
    }

    /** Reads {@code 09:00} and {@code 24:00}. */
    public static Times parse(String start, String end) {
      return new Times(minute(start), minute(end));
    }

    private static int minute(String text) {
      if (!text.matches("([01][0-9]|2[0-3]):[0-5][0-9]|24:00")) {
        throw new InvalidValue(
            "\"%s\" is not a time of day".formatted(text), ALLOWED, "write two digits each: 09:00");
      }
      return Integer.parseInt(text.substring(0, 2)) * 60 + Integer.parseInt(text.substring(3));
    }

    static String clock(int minute) {
      return "%02d:%02d".formatted(minute / 60, minute % 60);
    }

    boolean holds(int minute) {
      return minute >= start && minute < end;
    }

    @Override
    public String toString() {
      return clock(start) + " to " + clock(end);
    }
  }

  /**
   * Numbers from one to another, both of them included.
   *
   * @param begin the first
   * @param end the last
   */
  public record Range(long begin, long end) {

    public static Range of(long begin, long end) {
      return new Range(begin, end);
    }

    public static Range only(long number) {
      return new Range(number, number);
    }

    boolean holds(long number) {
      return number >= begin && number <= end;
    }
  }

  /**
   * @throws InvalidValue when it has no name
   */
  public TimeInterval {
    if (name.isEmpty()) {
      throw new InvalidValue("a time interval has no name", "a name", "give it one");
    }
    spans = List.copyOf(spans);
  }
}
