package com.xtrading.platform.alerting;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** When routes are quiet by time intervals. */
final class QuietTimes {

  /** After 28 years weekdays and leap years come again in the same order. */
  private static final int HORIZON_YEARS = 30;

  private final Map<String, List<SpanClock>> clocks = new HashMap<>();

  QuietTimes(List<TimeInterval> intervals) {
    intervals.forEach(
        interval ->
            clocks.put(interval.name(), interval.spans().stream().map(SpanClock::new).toList()));
  }

  /** What keeps a route quiet at a moment, or nothing. */
  Optional<Quietness> of(Route.Quiet quiet, Instant at) {
    return reason(quiet, at)
        .map(reason -> new Quietness(reason, names(reason, quiet, at), end(quiet, at)));
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
    List<SpanClock> asked =
        Stream.concat(quiet.mute().stream(), quiet.active().stream())
            .flatMap(name -> clocks.get(name).stream())
            .toList();
    Instant horizon = from.atZone(ZoneOffset.UTC).plusYears(HORIZON_YEARS).toInstant();
    Optional<Instant> next = Optional.of(from);
    while (next.isPresent() && next.get().isBefore(horizon)) {
      Instant now = next.get();
      if (reason(quiet, now).isEmpty()) {
        return next;
      }
      next = asked.stream().map(clock -> clock.nextChange(now)).min(Comparator.naturalOrder());
    }
    return Optional.empty();
  }
}
