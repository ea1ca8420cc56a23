package com.xtrading.platform.declaration;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An expression whose result Prometheus keeps as a series of its own.
 *
 * @param group rules of one group are evaluated together, recordings before alerts
 * @param name {@code level:metric:operation}
 * @param expression PromQL
 * @param labels that are added to the result
 * @param scenarios what it makes of samples, for promtool
 */
public record RecordingRule(
    String group,
    String name,
    String expression,
    SortedMap<String, String> labels,
    List<RecordingScenario> scenarios) {

  public RecordingRule {
    if (!name.matches("[a-z0-9_]+:[a-z0-9_]+:[a-z0-9_]+")) {
      throw new IllegalArgumentException(
          "\"%s\" is not the name of a recording rule; write level:metric:operation, such as job:http_requests:rate5m"
              .formatted(name));
    }
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    scenarios = List.copyOf(scenarios);
  }

  /** A rule without scenarios. */
  public RecordingRule(
      String group, String name, String expression, SortedMap<String, String> labels) {
    this(group, name, expression, labels, List.of());
  }

  /**
   * The same rule with a proof that it gives a value.
   *
   * @param value rounded to hundredths
   */
  public RecordingRule gives(
      String when, AlertScenario.Given given, Duration at, BigDecimal value) {
    return with(new RecordingScenario(when, given, at, Optional.of(value)));
  }

  /** The same rule with a proof that it gives nothing, not even a number that is none. */
  public RecordingRule givesNothing(String when, AlertScenario.Given given, Duration at) {
    return with(new RecordingScenario(when, given, at, Optional.empty()));
  }

  private RecordingRule with(RecordingScenario scenario) {
    List<RecordingScenario> more = new ArrayList<>(scenarios);
    more.add(scenario);
    return new RecordingRule(group, name, expression, labels, more);
  }
}
