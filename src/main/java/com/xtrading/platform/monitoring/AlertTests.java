package com.xtrading.platform.monitoring;

import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.AlertScenario;
import com.xtrading.platform.declaration.ExpectedAlert;
import com.xtrading.platform.declaration.InputSeries;
import com.xtrading.platform.manifest.Fields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Scenarios as promtool reads them. Each is a test of its own: promtool loads a series only up to
 * the latest assertion of its test.
 */
final class AlertTests {

  /**
   * The tests of a group, by the name of their file: those of alerts that must hold for hours have
   * one of their own, since all rules of a file are evaluated in the same step.
   */
  static SortedMap<String, Map<String, Object>> of(
      String group, List<AlertRule> alerts, AlertTexts texts) {
    return of(group, alerts, alerts, texts);
  }

  /**
   * The tests of some alerts of a group.
   *
   * @param alerts all that are evaluated
   */
  static SortedMap<String, Map<String, Object>> of(
      String group, List<AlertRule> tested, List<AlertRule> alerts, AlertTexts texts) {
    SortedMap<Duration, List<AlertRule>> byStep =
        tested.stream()
            .collect(
                Collectors.groupingBy(
                    alert -> AlertScenario.step(alert.holdFor()),
                    TreeMap::new,
                    Collectors.toList()));
    SortedMap<String, Map<String, Object>> files = new TreeMap<>();
    byStep.forEach(
        (step, some) ->
            files.put(
                step.equals(AlertScenario.EVALUATION) ? group : group + "-hours",
                file(group, step, some, alerts, texts)));
    return files;
  }

  private static Map<String, Object> file(
      String group,
      Duration step,
      List<AlertRule> tested,
      List<AlertRule> alerts,
      AlertTexts texts) {
    List<Map<String, Object>> tests = new ArrayList<>();
    for (AlertRule alert : tested) {
      for (AlertScenario scenario : alert.scenarios()) {
        tests.add(test(alert, scenario, siblings(alert, alerts), texts));
      }
    }
    return Fields.of("rule_files", List.of("../rules/%s.yaml".formatted(group)))
        .with("evaluation_interval", AlertFiles.duration(step))
        .with("tests", tests);
  }

  private static Map<String, Object> test(
      AlertRule alert, AlertScenario scenario, List<AlertRule> siblings, AlertTexts texts) {
    return Fields.of("name", name(alert, scenario))
        .with("interval", AlertFiles.duration(scenario.given().interval()))
        .with("input_series", series(scenario, siblings))
        .with(
            "alert_rule_test",
            List.of(
                Fields.of("eval_time", AlertFiles.duration(scenario.at()))
                    .with("alertname", alert.name())
                    .with(
                        "exp_alerts",
                        scenario.expected().stream()
                            .map(expected -> expected(alert, expected, texts))
                            .toList())));
  }

  private static String name(AlertRule alert, AlertScenario scenario) {
    String which = String.join(" ", alert.labels().values());
    return "%s%s: %s".formatted(alert.name(), which.isEmpty() ? "" : " " + which, scenario.name());
  }

  /** Rules of one name are told apart by their labels, and asked together. */
  private static List<AlertRule> siblings(AlertRule alert, List<AlertRule> alerts) {
    return alerts.stream()
        .filter(other -> other.name().equals(alert.name()))
        .filter(other -> !other.labels().equals(alert.labels()))
        .toList();
  }

  /** The samples of the scenario, and those by which rules of the same name stay quiet. */
  private static List<Map<String, Object>> series(
      AlertScenario scenario, List<AlertRule> siblings) {
    Map<String, InputSeries> all = new TreeMap<>();
    for (AlertRule sibling : siblings) {
      quiet(sibling).forEach(series -> all.put(series.selector(), series));
    }
    scenario.given().series().forEach(series -> all.put(series.selector(), series));
    Duration interval = scenario.given().interval();
    return all.values().stream()
        .<Map<String, Object>>map(
            series ->
                Fields.of("series", series.selector())
                    .with("values", series.values(interval, scenario.at())))
        .toList();
  }

  /** The samples of the scenario in which a rule stays quiet for as long as it likes. */
  private static List<InputSeries> quiet(AlertRule alert) {
    Set<List<InputSeries>> firing =
        alert.scenarios().stream()
            .filter(AlertScenario::fires)
            .map(scenario -> scenario.given().series())
            .collect(Collectors.toSet());
    return alert.scenarios().stream()
        .map(scenario -> scenario.given().series())
        .filter(series -> !firing.contains(series))
        .findFirst()
        .orElse(List.of());
  }

  private static Map<String, Object> expected(
      AlertRule alert, ExpectedAlert expected, AlertTexts texts) {
    Map<String, Object> labels = new TreeMap<>(expected.labels());
    labels.putAll(AlertTexts.labels(alert));
    Map<String, Object> annotations = new TreeMap<>(texts.annotations(alert));
    annotations.replaceAll((key, text) -> expected.text((String) text));
    return Fields.of("exp_labels", labels).with("exp_annotations", annotations);
  }

  private AlertTests() {}
}
