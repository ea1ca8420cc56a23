package com.xtrading.platform.alerting;

import com.xtrading.platform.alerting.TimeInterval.Range;
import com.xtrading.platform.alerting.TimeInterval.Span;
import com.xtrading.platform.alerting.TimeInterval.Times;
import com.xtrading.platform.model.FilePath;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Random configurations of few labels and values, so that much of them meets. */
final class RandomConfigs {

  static final List<String> LABELS =
      List.of("alertname", "severity", "team", "env", "namespace", "weird name", "标签");
  static final List<String> VALUES =
      List.of("a", "b", "c", "critical", "warning", "a|b", "x.y", "x\ny", "ü", "say \"hi\" \\");
  static final List<String> EXPRESSIONS =
      List.of(
          "a|b",
          "a.*",
          ".*",
          ".+",
          "(a|b)c?",
          "[ab]+",
          "(?i)A",
          "^a$",
          "a|",
          "",
          "x\\.y",
          "x.y",
          "(?s).*",
          "crit.*|warning",
          "\\pL+",
          "[^a]",
          "a{1,3}",
          "(?:b|c)");
  static final List<String> ZONES =
      List.of(
          "Asia/Shanghai",
          "Europe/Berlin",
          "America/New_York",
          "Australia/Lord_Howe",
          "America/Santiago",
          "Asia/Beirut",
          "Asia/Kolkata",
          "Africa/Cairo",
          "EST",
          "UTC",
          "");

  private final Random random;

  RandomConfigs(Random random) {
    this.random = random;
  }

  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  boolean rarely(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  <T> List<T> some(int most, Supplier<T> item) {
    return Stream.generate(item).limit(random.nextInt(most + 1)).toList();
  }

  AlertmanagerConfig config() {
    List<TimeInterval> intervals = new ArrayList<>();
    for (int index = random.nextInt(4); index > 0; index--) {
      intervals.add(
          new TimeInterval("interval " + index, rarely(8) ? List.of() : some(2, this::span)));
    }
    List<Receiver> receivers = new ArrayList<>();
    for (int index = 1 + random.nextInt(4); index > 0; index--) {
      receivers.add(receiver("receiver-" + index));
    }
    List<String> names = receivers.stream().map(Receiver::name).toList();
    Route root =
        Route.root(one(names))
            .withGroupBy(groupBy())
            .withTimings(timings())
            .withRoutes(some(4, () -> route(3, names, intervals)));
    return new AlertmanagerConfig(
        rarely(3) ? new GlobalSettings(Optional.of(duration()), Map.of()) : GlobalSettings.DEFAULT,
        root,
        some(3, this::rule),
        receivers,
        intervals,
        some(1, () -> "/etc/alertmanager/templates/*.tmpl"));
  }

  private Receiver receiver(String name) {
    FilePath file = FilePath.parse("/etc/alertmanager/secrets/" + name);
    List<Integration> ways =
        some(
            2,
            () ->
                switch (random.nextInt(3)) {
                  case 0 -> new Integration.Webhook(file, random.nextBoolean(), random.nextInt(3));
                  case 1 ->
                      new Integration.PagerDuty(
                          file,
                          random.nextBoolean(),
                          Optional.of("{{ .CommonLabels.severity }}").filter(any -> rarely(2)));
                  default ->
                      new Integration.Slack(
                          file,
                          random.nextBoolean(),
                          Optional.of("#alerts"),
                          Optional.of("{{ .Status }}").filter(any -> rarely(2)),
                          Optional.empty());
                });
    return new Receiver(name, new TreeMap<>(), sorted(ways));
  }

  /** Of each kind those stand together. */
  private static List<Integration> sorted(List<Integration> ways) {
    return ways.stream().sorted(java.util.Comparator.comparing(Integration::key)).toList();
  }

  private Route route(int depth, List<String> receivers, List<TimeInterval> intervals) {
    Route route =
        new Route(
            Optional.of(one(receivers)).filter(any -> !rarely(3)),
            some(3, this::matcher),
            rarely(3),
            groupBy(),
            timings(),
            quiet(intervals),
            rarely(5) ? new TreeMap<>(Map.of("runbook", "{{ .x }}")) : new TreeMap<>(),
            depth == 0 ? List.of() : some(3, () -> route(depth - 1, receivers, intervals)));
    return route;
  }

  private Route.Quiet quiet(List<TimeInterval> intervals) {
    if (intervals.isEmpty() || rarely(2)) {
      return Route.Quiet.NEVER;
    }
    List<String> names = intervals.stream().map(TimeInterval::name).toList();
    return new Route.Quiet(some(2, () -> one(names)), some(2, () -> one(names)));
  }

  private GroupBy groupBy() {
    return switch (random.nextInt(6)) {
      case 0 -> GroupBy.together();
      case 1 -> GroupBy.eachAlert();
      case 2, 3 -> {
        List<String> labels = some(3, () -> one(LABELS)).stream().distinct().toList();
        yield labels.isEmpty() ? GroupBy.together() : new GroupBy.ByLabels(labels);
      }
      default -> GroupBy.inherited();
    };
  }

  private Timings timings() {
    return new Timings(
        rarely(2) ? Optional.of(duration()) : Optional.empty(),
        rarely(3) ? Optional.of(duration().plusSeconds(1)) : Optional.empty(),
        rarely(3) ? Optional.of(duration().plusSeconds(1)) : Optional.empty());
  }

  private Duration duration() {
    return switch (random.nextInt(4)) {
      case 0 -> Duration.ZERO;
      case 1 -> Duration.ofMillis(random.nextInt(100_000_000));
      case 2 -> Duration.ofDays(random.nextInt(1000));
      default -> Duration.ofMinutes(random.nextInt(3000));
    };
  }

  Matcher matcher() {
    Matcher.Op op = one(List.of(Matcher.Op.values()));
    return new Matcher(
        one(LABELS), op, op.isRegex() ? one(EXPRESSIONS) : rarely(5) ? "" : one(VALUES));
  }

  private InhibitRule rule() {
    return new InhibitRule(
        Optional.of("rule").filter(any -> rarely(2)),
        some(2, this::matcher),
        some(2, this::matcher),
        some(2, () -> one(LABELS)));
  }

  Span span() {
    return new Span(
        rarely(2) ? Optional.of(often(this::times)) : Optional.empty(),
        rarely(3) ? Optional.of(often(() -> range(0, 6))) : Optional.empty(),
        rarely(4) ? Optional.of(often(this::days)) : Optional.empty(),
        rarely(5) ? Optional.of(often(() -> range(1, 12))) : Optional.empty(),
        rarely(8) ? Optional.of(often(() -> range(2024, 2032))) : Optional.empty(),
        rarely(3) ? Optional.empty() : Optional.of(new Location(one(ZONES))));
  }

  private <T> List<T> often(Supplier<T> item) {
    return rarely(15) ? List.of() : Stream.generate(item).limit(1 + random.nextInt(3)).toList();
  }

  private Times times() {
    int step = rarely(2) ? 30 : 1;
    int start = random.nextInt(1440 / step) * step;
    return new Times(start, start + step * (1 + random.nextInt((1440 - start) / step)));
  }

  private Range days() {
    if (rarely(2)) {
      return range(1, 27);
    }
    if (rarely(3)) {
      return Range.of(1 + random.nextInt(20), -1 - random.nextInt(5));
    }
    return range(-31, -1);
  }

  private Range range(int from, int to) {
    int begin = from + random.nextInt(to - from + 1);
    return Range.of(begin, begin + random.nextInt(to - begin + 1));
  }

  SortedMap<String, String> alert() {
    SortedMap<String, String> labels = new TreeMap<>();
    for (String label : LABELS) {
      if (random.nextInt(3) > 0) {
        labels.put(label, rarely(3) ? one(VALUES) : one(VALUES.subList(0, 3)));
      }
    }
    return labels;
  }

  /** Near where clocks change, where months and weeks end, and anywhere. */
  Instant moment() {
    ZoneId zone = new Location(one(ZONES)).zone();
    int year = 2024 + random.nextInt(8);
    Instant any =
        LocalDate.of(year, 1, 1)
            .atStartOfDay(ZoneOffset.UTC)
            .toInstant()
            .plusSeconds(random.nextInt(365 * 24 * 3600));
    Instant base =
        switch (random.nextInt(3)) {
          case 0 ->
              Optional.ofNullable(zone.getRules().nextTransition(any))
                  .map(ZoneOffsetTransition::getInstant)
                  .orElse(any);
          case 1 ->
              LocalDate.of(year, 1 + random.nextInt(12), 1)
                  .plusMonths(1)
                  .atStartOfDay(zone)
                  .toInstant();
          default -> any;
        };
    return base.plusSeconds(
        rarely(2) ? random.nextInt(5) - 2 : random.nextInt(2 * 86_400) - 86_400);
  }
}
