package com.xtrading.platform.monitoring;

import com.xtrading.platform.component.Rendering;
import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.RecordingRule;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.YamlWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Writes each group of rules twice from one tree, as a PrometheusRule and as a file for promtool,
 * and beside it the scenarios of its alerts.
 */
final class AlertFiles {

  static void render(Rendering rendering, AlertTexts texts) {
    rules(rendering.topology(), texts)
        .forEach(
            (group, tree) -> {
              rendering.scope().custom("monitoring.coreos.com/v1", "PrometheusRule", group, tree);
              rendering.file("config/prometheus/rules/" + group + ".yaml", YamlWriter.write(tree));
            });
    tests(rendering.topology(), texts)
        .forEach(
            (group, tree) ->
                rendering.file(
                    "config/prometheus/tests/" + group + ".yaml", YamlWriter.write(tree)));
  }

  /** The rules of each group. */
  static SortedMap<String, Map<String, Object>> rules(Topology topology, AlertTexts texts) {
    SortedMap<String, Map<String, Object>> files = new TreeMap<>();
    groups(topology)
        .forEach(
            (name, group) -> files.put(name, rules(name, group.recordings, group.alerts, texts)));
    return files;
  }

  /** The rules of one group; recordings come first, since alerts read them. */
  static Map<String, Object> rules(
      String group, List<RecordingRule> recordings, List<AlertRule> alerts, AlertTexts texts) {
    List<Map<String, Object>> rules =
        Stream.concat(
                recordings.stream().map(AlertFiles::recording),
                alerts.stream().map(alert -> alert(alert, texts)))
            .toList();
    return Fields.of("groups", List.of(Fields.of("name", group).with("rules", rules)));
  }

  /** The scenarios of each group that has alerts. */
  static SortedMap<String, Map<String, Object>> tests(Topology topology, AlertTexts texts) {
    SortedMap<String, Map<String, Object>> files = new TreeMap<>();
    groups(topology)
        .forEach(
            (name, group) -> {
              files.putAll(AlertTests.of(name, group.alerts, texts));
              files.putAll(RecordingTests.of(name, group.recordings));
            });
    return files;
  }

  /** What is evaluated together. */
  private record Group(List<RecordingRule> recordings, List<AlertRule> alerts) {
    Group() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  private static Map<String, Group> groups(Topology topology) {
    Map<String, Group> groups = new TreeMap<>();
    topology
        .recordings()
        .forEach(
            rule -> groups.computeIfAbsent(rule.group(), name -> new Group()).recordings.add(rule));
    topology
        .alerts()
        .forEach(
            rule -> groups.computeIfAbsent(rule.group(), name -> new Group()).alerts.add(rule));
    return groups;
  }

  private static Map<String, Object> recording(RecordingRule recording) {
    Fields rule = Fields.of("record", recording.name()).with("expr", recording.expression());
    return recording.labels().isEmpty() ? rule : rule.with("labels", recording.labels());
  }

  private static Map<String, Object> alert(AlertRule alert, AlertTexts texts) {
    Fields rule = Fields.of("alert", alert.name()).with("expr", alert.expression());
    if (!alert.holdFor().isZero()) {
      rule.put("for", duration(alert.holdFor()));
    }
    alert
        .condition()
        .keepFiringFor()
        .ifPresent(time -> rule.put("keep_firing_for", duration(time)));
    return rule.with("labels", AlertTexts.labels(alert))
        .with("annotations", texts.annotations(alert));
  }

  /** Prometheus prints whole minutes as {@code 5m}. */
  static String duration(Duration duration) {
    return duration.toSeconds() % 60 == 0 ? duration.toMinutes() + "m" : duration.toSeconds() + "s";
  }

  private AlertFiles() {}
}
