package com.xtrading.platform.alerting;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** When routes are quiet by time intervals. */
final class QuietTimes {

  private final Map<String, List<SpanClock>> clocks = new HashMap<>();

  QuietTimes(List<TimeInterval> intervals) {
    intervals.forEach(
        interval ->
            clocks.put(interval.name(), interval.spans().stream().map(SpanClock::new).toList()));
  }

  /** What keeps a route quiet at a moment, or nothing. */
  Optional<Quietness> of(Route.Quiet quiet, Instant at) {
    return reason(quiet, at)
        .map(reason -> new Quietness(reason, names(reason, quiet, at), () -> end(quiet, at)));
  }

  private Optional<Quietness.Reason> reason(Route.Quiet quiet, Instant at) {
    if (quiet.mute().stream().anyMatch(name -> holds(name, at))) {
      return Optional.of(Quietness.Reason.MUTED);
    }
    return quiet.active().isEmpty() || quiet.active().stream().anyMatch(name -> holds(name, at))
        ? Optional.empty()
        : Optional.of(Quietness.Reason.NOT_ACTIVE);
  }

  private List<String> names(Quietness.Reason reason, Route.Quiet quiet, Instant at) {
    return reason == Quietness.Reason.MUTED
        ? quiet.mute().stream().filter(name -> holds(name, at)).distinct().toList()
        : quiet.active();
  }

  boolean holds(String interval, Instant at) {
    return clocks.get(interval).stream().anyMatch(clock -> clock.holds(at));
  }

  /** The first moment at which nothing keeps it quiet. */
  private Optional<Instant> end(Route.Quiet quiet, Instant from) {
    List<Cursor> mute = cursors(quiet.mute(), from);
    List<Cursor> active = cursors(quiet.active(), from);
    Instant horizon = from.atZone(ZoneOffset.UTC).plusYears(SpanClock.HORIZON_YEARS).toInstant();
    Instant now = from;
    while (now.isBefore(horizon)) {
      Optional<Quietness.Reason> reason = reason(quiet, now);
      if (reason.isEmpty()) {
        return Optional.of(now);
      }
      // What keeps it quiet now has to end first, whatever the others do.
      now =
          reason.get() == Quietness.Reason.MUTED
              ? lastEnd(mute, now, horizon)
              : firstBegin(active, now, horizon);
    }
    return Optional.empty();
  }

  private List<Cursor> cursors(List<String> names, Instant from) {
    return names.stream()
        .distinct()
        .flatMap(name -> clocks.get(name).stream())
        .map(clock -> new Cursor(clock, from))
        .toList();
  }

  /** Before it some interval mutes all the time. */
  private static Instant lastEnd(List<Cursor> mute, Instant now, Instant horizon) {
    return mute.stream()
        .filter(cursor -> cursor.clock.holds(now))
        .map(cursor -> cursor.after(now).orElse(horizon))
        .max(Comparator.naturalOrder())
        .orElse(horizon);
  }

  /** Before it no interval holds. */
  private static Instant firstBegin(List<Cursor> active, Instant now, Instant horizon) {
    return active.stream()
        .map(cursor -> cursor.after(now).orElse(horizon))
        .min(Comparator.naturalOrder())
        .orElse(horizon);
  }

  /** The next change of one clock, which is looked for once. */
  private static final class Cursor {

    private final SpanClock clock;
    private Optional<Instant> change;

    Cursor(SpanClock clock, Instant from) {
      this.clock = clock;
      this.change = clock.nextChange(from);
    }

    Optional<Instant> after(Instant now) {
      if (change.isPresent() && !change.get().isAfter(now)) {
        change = clock.nextChange(now);
      }
      return change;
    }
  }
}
