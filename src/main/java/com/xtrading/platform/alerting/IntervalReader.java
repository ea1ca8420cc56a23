package com.xtrading.platform.alerting;

import com.xtrading.platform.alerting.TimeInterval.Range;
import com.xtrading.platform.alerting.TimeInterval.Span;
import com.xtrading.platform.alerting.TimeInterval.Times;
import com.xtrading.platform.model.InvalidValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Reads a time interval. */
final class IntervalReader {

  private static final List<String> SPAN_KEYS =
      List.of("times", "weekdays", "days_of_month", "months", "years", "location");

  private final Problems problems;

  private IntervalReader(Problems problems) {
    this.problems = problems;
  }

  static Optional<TimeInterval> read(YamlNode node, Problems problems) {
    FieldReader fields = FieldReader.of(node, List.of("name", "time_intervals"), problems);
    problems.place(node.path(), node.line());
    IntervalReader reader = new IntervalReader(problems);
    List<Span> spans =
        fields.items("time_intervals").orElse(List.of()).stream().map(reader::span).toList();
    return problems.read(node, () -> new TimeInterval(fields.text("name").orElse(""), spans));
  }

  private Span span(YamlNode node) {
    problems.place(node.path(), node.line());
    FieldReader fields = FieldReader.of(node, SPAN_KEYS, problems);
    return new Span(
        list(fields, "times", this::times),
        list(fields, "weekdays", this::weekdays),
        list(fields, "days_of_month", this::daysOfMonth),
        list(fields, "months", this::months),
        list(fields, "years", this::years),
        fields
            .text("location")
            .flatMap(
                name ->
                    problems.read(fields.get("location").orElseThrow(), () -> new Location(name))));
  }

  private <T> Optional<List<T>> list(
      FieldReader fields, String key, Function<YamlNode, Optional<T>> item) {
    return fields
        .items(key)
        .map(
            items -> {
              List<T> read = new ArrayList<>();
              items.forEach(node -> item.apply(node).ifPresent(read::add));
              return read;
            });
  }

  private Optional<Times> times(YamlNode node) {
    FieldReader fields = FieldReader.of(node, List.of("start_time", "end_time"), problems);
    return problems.read(
        node,
        () ->
            Times.parse(fields.text("start_time").orElse(""), fields.text("end_time").orElse("")));
  }

  private Optional<Range> weekdays(YamlNode node) {
    return range(
        node,
        IntervalReader::weekday,
        range -> {
          if (range.begin() > range.end()) {
            throw new InvalidValue(
                "weekdays end before they begin, for weeks begin on sunday",
                "sunday to saturday, in this order",
                "write two ranges; from v0.35.0 on one will do");
          }
        });
  }

  private static long weekday(String text) {
    int day = CalendarNames.WEEKDAYS.indexOf(text);
    if (day < 0) {
      throw new InvalidValue(
          "\"%s\" is not a weekday".formatted(text), "sunday to saturday", "write monday:friday");
    }
    return day;
  }

  private Optional<Range> months(YamlNode node) {
    return range(
        node,
        text -> {
          int month = CalendarNames.MONTHS.indexOf(text);
          return month >= 0 ? month + 1 : number(text, "a month", "january to december, 1 to 12");
        },
        range -> ordered(range, "months", "december"));
  }

  private Optional<Range> years(YamlNode node) {
    return range(
        node,
        text -> number(text, "a year", "years such as 2026"),
        range -> ordered(range, "years", "the last year"));
  }

  private static void ordered(Range range, String what, String last) {
    if (range.begin() > range.end()) {
      throw new InvalidValue(
          "%s end before they begin".formatted(what),
          "the earlier one first",
          "write two ranges, the first up to " + last);
    }
  }

  private Optional<Range> daysOfMonth(YamlNode node) {
    String allowed = "1 to 31, or -31 to -1 from the end of the month";
    return range(
        node, text -> number(text, "a day of the month", allowed), IntervalReader::checkDays);
  }

  /** As Alertmanager: by a month of 28 days, in which -1 counts as 27. */
  private static void checkDays(Range range) {
    String allowed = "1 to 31, or -31 to -1 from the end of the month";
    if (!isDay(range.begin()) || !isDay(range.end())) {
      throw new InvalidValue("no month has such a day", allowed, "choose another");
    }
    if (range.begin() < 0 && range.end() > 0) {
      throw new InvalidValue(
          "days begin from the end of the month and end from its start",
          allowed,
          "count both from the end");
    }
    long begin = range.begin() < 0 ? 28 + range.begin() : range.begin();
    long end = range.end() < 0 ? 28 + range.end() : range.end();
    if (begin > end) {
      throw new InvalidValue(
          "days end before they begin, in a month of 28 days in which -1 counts as 27",
          allowed,
          range.begin() > 0 && range.end() < 0
              ? "end with 31, which is the last day of shorter months too"
              : "write the earlier one first");
    }
  }

  private static boolean isDay(long day) {
    return day != 0 && day >= -31 && day <= 31;
  }

  private static long number(String text, String what, String allowed) {
    try {
      if (text.matches("[+-]?[0-9]+")) {
        return Long.parseLong(text);
      }
    } catch (NumberFormatException tooLong) {
      // said below
    }
    throw new InvalidValue(
        "\"%s\" is not %s".formatted(text, what), allowed, "write a number, or two with : between");
  }

  private interface Check {
    void check(Range range);
  }

  private Optional<Range> range(YamlNode node, ToLongFunction<String> member, Check check) {
    if (!(node instanceof YamlNode.Scalar scalar)) {
      problems.add(node, "is " + node.shape(), "a text", "write one value, such as '1:5'");
      return Optional.empty();
    }
    return problems.read(
        node,
        () -> {
          String[] ends = scalar.text().toLowerCase(Locale.ROOT).split(":", -1);
          if (ends.length > 2) {
            throw new InvalidValue(
                "\"%s\" is not a range".formatted(scalar.text()),
                "one value, or two with : between",
                "write two");
          }
          Range range =
              new Range(member.applyAsLong(ends[0]), member.applyAsLong(ends[ends.length - 1]));
          check.check(range);
          return range;
        });
  }
}
