package com.xtrading.platform.alerting;

import com.xtrading.platform.alerting.TimeInterval.Range;
import com.xtrading.platform.alerting.TimeInterval.Span;
import com.xtrading.platform.alerting.TimeInterval.Times;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;

/** Writes a time interval as the tree that Alertmanager reads. */
final class IntervalTree {

  private IntervalTree() {}

  static Map<String, Object> of(TimeInterval interval) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", interval.name());
    tree.put("time_intervals", interval.spans().stream().map(IntervalTree::span).toList());
    return tree;
  }

  private static Map<String, Object> span(Span span) {
    Map<String, Object> tree = new LinkedHashMap<>();
    span.times()
        .ifPresent(times -> tree.put("times", times.stream().map(IntervalTree::times).toList()));
    put(tree, "weekdays", span.weekdays(), day -> CalendarNames.WEEKDAYS.get((int) day));
    put(tree, "days_of_month", span.daysOfMonth(), Long::toString);
    put(tree, "months", span.months(), IntervalTree::month);
    put(tree, "years", span.years(), Long::toString);
    span.location().ifPresent(location -> tree.put("location", location.name()));
    return tree;
  }

  private static Map<String, Object> times(Times times) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("start_time", Times.clock(times.start()));
    tree.put("end_time", Times.clock(times.end()));
    return tree;
  }

  private static String month(long month) {
    return month >= 1 && month <= 12
        ? CalendarNames.MONTHS.get((int) month - 1)
        : Long.toString(month);
  }

  private static void put(
      Map<String, Object> tree,
      String key,
      Optional<List<Range>> ranges,
      LongFunction<String> written) {
    ranges.ifPresent(
        present ->
            tree.put(
                key,
                present.stream()
                    .map(
                        range ->
                            range.begin() == range.end()
                                ? written.apply(range.begin())
                                : written.apply(range.begin()) + ":" + written.apply(range.end()))
                    .toList()));
  }
}
