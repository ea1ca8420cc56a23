package com.xtrading.platform.alerting;

import com.xtrading.platform.alerting.YamlNode.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the top of a configuration. */
final class ConfigReader {

  private static final List<String> KEYS =
      List.of(
          "global",
          "route",
          "inhibit_rules",
          "receivers",
          "templates",
          "mute_time_intervals",
          "time_intervals",
          "tracing",
          "event_recorder");

  private static final List<String> RULE_KEYS =
      List.of(
          "name",
          "source_match",
          "source_match_re",
          "source_matchers",
          "target_match",
          "target_match_re",
          "target_matchers",
          "equal");

  private final FieldReader top;
  private final Problems problems;

  private ConfigReader(FieldReader top) {
    this.top = top;
    this.problems = top.problems();
  }

  /** What is there, as far as it can be read; what cannot is a problem. */
  static AlertmanagerConfig read(Mapping top, Problems problems) {
    return new ConfigReader(FieldReader.of(top, KEYS, problems)).config();
  }

  private AlertmanagerConfig config() {
    Optional<YamlNode> root = top.get("route");
    if (root.isEmpty()) {
      top.problem("route", "there is no route", "a route for all alerts", "add route:");
    }
    GlobalSettings global = GlobalReader.read(top);
    return new AlertmanagerConfig(
        global,
        root.map(node -> RouteReader.read(node, problems)).orElseGet(() -> Route.root("none")),
        items("inhibit_rules").stream().map(this::rule).toList(),
        ReceiverReader.read(items("receivers"), global, problems),
        intervals(),
        top.texts("templates").orElse(List.of()));
  }

  private List<YamlNode> items(String key) {
    return top.items(key).orElse(List.of());
  }

  /** The old list first, as Alertmanager reads them. */
  private List<TimeInterval> intervals() {
    List<TimeInterval> read = new ArrayList<>();
    for (String key : List.of("mute_time_intervals", "time_intervals")) {
      for (YamlNode item : items(key)) {
        problems.place("time_intervals[%d]".formatted(read.size()), item.line());
        IntervalReader.read(item, problems).ifPresent(read::add);
      }
    }
    return read;
  }

  private InhibitRule rule(YamlNode node) {
    FieldReader fields = FieldReader.of(node, RULE_KEYS, problems);
    problems.place(node.path(), node.line());
    return problems
        .read(
            node,
            () ->
                new InhibitRule(
                    fields.text("name").filter(name -> !name.isEmpty()),
                    MatcherFields.read(fields, "source_match", "source_matchers"),
                    MatcherFields.read(fields, "target_match", "target_matchers"),
                    fields.texts("equal").orElse(List.of())))
        .orElseGet(() -> new InhibitRule(Optional.empty(), List.of(), List.of(), List.of()));
  }
}
