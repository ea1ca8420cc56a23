package com.xtrading.platform.alerting;

import com.xtrading.platform.alerting.TimeInterval.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What Alertmanager accepts and nobody can mean. */
public final class ConfigLint {

  private ConfigLint() {}

  /**
   * Receivers and time intervals that nobody uses, routes that no alert reaches, routes that keep
   * alerts from all after them, time intervals that never hold, and secrets that stand in the text.
   * What cannot be decided is not reported.
   *
   * @param config one that Alertmanager accepts
   */
  public static List<ConfigProblem> of(AlertmanagerConfig config) {
    List<ConfigProblem> problems = new ArrayList<>(RouteLint.of(config.route()));
    Set<String> receivers = new HashSet<>();
    Set<String> intervals = new HashSet<>();
    names(config.route(), receivers, intervals);
    receivers(config, receivers, problems);
    intervals(config, intervals, problems);
    problems.addAll(SecretLint.of(config));
    return List.copyOf(problems);
  }

  private static void names(Route route, Set<String> receivers, Set<String> intervals) {
    route.receiver().ifPresent(receivers::add);
    intervals.addAll(route.quiet().mute());
    intervals.addAll(route.quiet().active());
    route.routes().forEach(below -> names(below, receivers, intervals));
  }

  private static void receivers(
      AlertmanagerConfig config, Set<String> used, List<ConfigProblem> problems) {
    for (int index = 0; index < config.receivers().size(); index++) {
      String name = config.receivers().get(index).name();
      problems.addAll(unused(used, name, "receivers[%d]".formatted(index), "receiver"));
    }
  }

  private static void intervals(
      AlertmanagerConfig config, Set<String> used, List<ConfigProblem> problems) {
    for (int index = 0; index < config.timeIntervals().size(); index++) {
      TimeInterval interval = config.timeIntervals().get(index);
      String path = "time_intervals[%d]".formatted(index);
      problems.addAll(unused(used, interval.name(), path, "time interval"));
      if (interval.spans().isEmpty()) {
        problems.add(
            never(path, "time interval \"%s\" has nothing in it".formatted(interval.name())));
      }
      for (int place = 0; place < interval.spans().size(); place++) {
        Span span = interval.spans().get(place);
        if (!new SpanClock(span).everHolds()) {
          problems.add(
              never(
                  "%s.time_intervals[%d]".formatted(path, place),
                  "this part of time interval \"%s\"".formatted(interval.name())));
        }
      }
    }
  }

  private static ConfigProblem never(String path, String what) {
    return new ConfigProblem(
        path, what + " never holds", "what some day is all of", "change it, or remove it");
  }

  private static List<ConfigProblem> unused(
      Set<String> used, String name, String path, String what) {
    return used.contains(name)
        ? List.of()
        : List.of(
            new ConfigProblem(
                path,
                "no route uses the %s \"%s\"".formatted(what, name),
                "what some route names",
                "name it in a route, or remove it"));
  }
}
