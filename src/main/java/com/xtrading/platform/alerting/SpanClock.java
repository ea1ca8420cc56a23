package com.xtrading.platform.alerting;

import com.xtrading.platform.alerting.TimeInterval.Range;
import com.xtrading.platform.alerting.TimeInterval.Span;
import com.xtrading.platform.alerting.TimeInterval.Times;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** When a span holds, and when that may change. */
final class SpanClock {

  /** How far ahead anybody looks: over a leap year, and no further than anybody plans. */
  static final int HORIZON_YEARS = 5;

  /** Clocks that change further away cannot bring a day back that is over. */
  private static final Duration NEAR = Duration.ofDays(3);

  private static final int LAST_YEAR = 9999;

  private final Span span;
  private final ZoneId zone;

  SpanClock(Span span) {
    this.span = span;
    this.zone = span.location().map(Location::zone).orElse(ZoneOffset.UTC);
  }

  boolean holds(Instant at) {
    ZonedDateTime local = at.atZone(zone);
    int minute = local.getHour() * 60 + local.getMinute();
    return span.times().map(times -> times.stream().anyMatch(one -> one.holds(minute))).orElse(true)
        && holdsOn(local.toLocalDate());
  }

  /** Whether it holds at some time of that day, as far as days decide. */
  boolean holdsOn(LocalDate day) {
    return any(span.months(), day.getMonthValue())
        && any(span.weekdays(), day.getDayOfWeek().getValue() % 7)
        && any(span.years(), day.getYear())
        && span.daysOfMonth()
            .map(ranges -> ranges.stream().anyMatch(range -> holds(range, day)))
            .orElse(true);
  }

  private static boolean any(Optional<List<Range>> ranges, long number) {
    return ranges.map(some -> some.stream().anyMatch(range -> range.holds(number))).orElse(true);
  }

  private boolean holds(Range range, LocalDate day) {
    int length = daysInMonth(day);
    long begin = range.begin() < 0 ? length + range.begin() + 1 : range.begin();
    long end = range.end() < 0 ? length + range.end() + 1 : range.end();
    return begin <= length
        && day.getDayOfMonth() >= begin
        && day.getDayOfMonth() <= Math.min(end, length);
  }

  /**
   * As Alertmanager v0.34.2 counts: by the hours from the first to the first, so that a month in
   * which clocks go forward has a day less. From v0.35.0 on it has all its days.
   */
  private int daysInMonth(LocalDate day) {
    LocalDate first = day.withDayOfMonth(1);
    long seconds = midnight(first.plusMonths(1)) - midnight(first);
    return (int) (seconds / (24 * 3600));
  }

  /** Go's choice where clocks change at midnight. */
  private long midnight(LocalDate day) {
    long asUtc = day.atStartOfDay().toEpochSecond(ZoneOffset.UTC);
    int guess = offset(asUtc);
    return asUtc - (guess == 0 ? 0 : offset(asUtc - guess));
  }

  private int offset(long second) {
    return zone.getRules().getOffset(Instant.ofEpochSecond(second)).getTotalSeconds();
  }

  /**
   * The first moment after another at which it may begin or end to hold; absent where it never
   * does.
   */
  Optional<Instant> nextChange(Instant after) {
    LocalDate today = after.atZone(zone).toLocalDate();
    Optional<LocalDate> day = nextDay(today);
    SortedSet<Instant> moments = new TreeSet<>();
    day.ifPresent(
        next -> {
          add(moments, next.atStartOfDay());
          moments.add(next.atStartOfDay(zone).toInstant());
        });
    if (span.times().isPresent() && holdsOn(today)) {
      for (Times times : span.times().get()) {
        add(moments, today.atStartOfDay().plusMinutes(times.start()));
        add(moments, today.atStartOfDay().plusMinutes(times.end()));
      }
    }
    ZoneOffsetTransition transition = zone.getRules().nextTransition(after);
    if (transition != null && transition.getInstant().isBefore(after.plus(NEAR))) {
      moments.add(transition.getInstant());
    }
    return moments.tailSet(after.plusNanos(1)).stream().findFirst();
  }

  /** The next day that may be another: tomorrow, or the next on which it holds if today is none. */
  private Optional<LocalDate> nextDay(LocalDate today) {
    LocalDate last = today.plusYears(HORIZON_YEARS);
    boolean holds = holdsOn(today);
    if (holds && isAlways()) {
      return Optional.empty();
    }
    LocalDate next = step(today);
    while (!holds && !holdsOn(next)) {
      next = step(next);
      if (next.isAfter(last)) {
        return Optional.empty();
      }
    }
    return Optional.of(next);
  }

  /** Whether there is a day on which it holds. The calendar comes again after 400 years. */
  boolean everHolds() {
    if (span.times().filter(List::isEmpty).isPresent()) {
      return false;
    }
    return span.years().orElse(List.of(Range.of(2000, 2399))).stream().anyMatch(this::holdsIn);
  }

  private boolean holdsIn(Range years) {
    int first = (int) Math.max(1, Math.min(years.begin(), LAST_YEAR + 1));
    int last = (int) Math.min(Math.min(years.end(), LAST_YEAR), first + 399L);
    LocalDate day = LocalDate.of(first, 1, 1);
    while (day.getYear() <= last) {
      if (holdsOn(day)) {
        return true;
      }
      day = step(day);
    }
    return false;
  }

  /** Not one by one through a year or month that does not count. */
  private LocalDate step(LocalDate day) {
    if (!any(span.years(), day.getYear())) {
      return day.withDayOfYear(1).plusYears(1);
    }
    return any(span.months(), day.getMonthValue())
        ? day.plusDays(1)
        : day.withDayOfMonth(1).plusMonths(1);
  }

  /** Whether it has no field that a moment could fail. */
  private boolean isAlways() {
    return span.times().isEmpty()
        && Stream.of(span.weekdays(), span.daysOfMonth(), span.months(), span.years())
            .allMatch(Optional::isEmpty);
  }

  /** Once, twice where clocks go back, and never where they go forward. */
  private void add(SortedSet<Instant> moments, LocalDateTime local) {
    zone.getRules().getValidOffsets(local).forEach(offset -> moments.add(local.toInstant(offset)));
  }
}
