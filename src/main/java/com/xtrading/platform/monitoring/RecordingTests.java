package com.xtrading.platform.monitoring;

import com.xtrading.platform.declaration.AlertScenario;
import com.xtrading.platform.declaration.RecordingRule;
import com.xtrading.platform.declaration.RecordingScenario;
import com.xtrading.platform.manifest.Fields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Scenarios of recordings as promtool reads them: those of the same samples are one test. */
final class RecordingTests {

  /** What scenarios have in common whose rules are asked together. */
  private record Case(String name, AlertScenario.Given given, Duration at) {}

  /** The test file of a group, by its name; none where nothing is to be proven. */
  static SortedMap<String, Map<String, Object>> of(String group, List<RecordingRule> recordings) {
    Map<Case, List<Map<String, Object>>> cases = new LinkedHashMap<>();
    for (RecordingRule rule : recordings) {
      for (RecordingScenario scenario : rule.scenarios()) {
        cases
            .computeIfAbsent(
                new Case(scenario.name(), scenario.given(), scenario.at()),
                one -> new ArrayList<>())
            .add(asked(rule, scenario));
      }
    }
    SortedMap<String, Map<String, Object>> files = new TreeMap<>();
    if (!cases.isEmpty()) {
      List<Map<String, Object>> tests = new ArrayList<>();
      cases.forEach((one, asked) -> tests.add(test(one, asked)));
      files.put(
          group + "-recordings",
          Fields.of("rule_files", List.of("../rules/%s.yaml".formatted(group)))
              .with("evaluation_interval", AlertFiles.duration(AlertScenario.EVALUATION))
              .with("tests", tests));
    }
    return files;
  }

  private static Map<String, Object> test(Case one, List<Map<String, Object>> asked) {
    Duration interval = one.given().interval();
    return Fields.of("name", one.name())
        .with("interval", AlertFiles.duration(interval))
        .with(
            "input_series",
            one.given().series().stream()
                .<Map<String, Object>>map(
                    series ->
                        Fields.of("series", series.selector())
                            .with("values", series.values(interval, one.at())))
                .toList())
        .with("promql_expr_test", asked);
  }

  private static Map<String, Object> asked(RecordingRule rule, RecordingScenario scenario) {
    // Versions of Prometheus differ in the last digits of a rate.
    return Fields.of("expr", "round(%s%s, 0.01)".formatted(rule.name(), labels(rule)))
        .with("eval_time", AlertFiles.duration(scenario.at()))
        .with(
            "exp_samples",
            scenario.value().stream()
                .map(value -> Fields.of("labels", labels(rule)).with("value", value))
                .toList());
  }

  private static String labels(RecordingRule rule) {
    return rule.labels().entrySet().stream()
        .map(label -> "%s=\"%s\"".formatted(label.getKey(), label.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private RecordingTests() {}
}
