package com.xtrading.platform.alerting;

import com.xtrading.platform.model.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Why Alertmanager would not start with a configuration: names that do not fit together. */
public final class ConfigRefusals {

  private final Set<String> receivers = new LinkedHashSet<>();
  private final Set<String> intervals = new LinkedHashSet<>();
  private final List<ConfigProblem> problems = new ArrayList<>();

  private ConfigRefusals() {}

  /** All of them, in the order of the file; none where Alertmanager starts. */
  public static List<ConfigProblem> of(AlertmanagerConfig config) {
    ConfigRefusals refusals = new ConfigRefusals();
    for (int index = 0; index < config.receivers().size(); index++) {
      refusals.name(
          refusals.receivers,
          config.receivers().get(index).name(),
          "receivers[%d].name".formatted(index));
    }
    for (int index = 0; index < config.timeIntervals().size(); index++) {
      refusals.name(
          refusals.intervals,
          config.timeIntervals().get(index).name(),
          "time_intervals[%d].name".formatted(index));
    }
    refusals.root(config.route());
    refusals.route(config.route(), "route");
    return List.copyOf(refusals.problems);
  }

  private void name(Set<String> names, String name, String path) {
    if (!names.add(name)) {
      add(path, "\"%s\" is there twice".formatted(name), "each name once", "rename one of the two");
    }
  }

  private void root(Route root) {
    if (root.receiver().isEmpty()) {
      add(
          "route",
          "the root has no receiver",
          "one for alerts that no other route takes",
          "add receiver:");
    }
    String keep = "no matchers, intervals or continue at the root: it is there for all alerts";
    if (!root.matchers().isEmpty()) {
      add("route.matchers", "the root has matchers", keep, "move them to a route below it");
    }
    if (root.goesOn()) {
      add("route.continue", "the root has continue", keep, "remove it");
    }
    if (!root.quiet().mute().isEmpty()) {
      add("route.mute_time_intervals", "the root is muted", keep, "move it to a route below it");
    }
    if (!root.quiet().active().isEmpty()) {
      add(
          "route.active_time_intervals",
          "the root is active at times",
          keep,
          "move it to a route below it");
    }
  }

  private void route(Route route, String path) {
    route
        .receiver()
        .ifPresent(receiver -> known(receivers, receiver, path + ".receiver", "receiver"));
    intervals(route.quiet().mute(), path + ".mute_time_intervals");
    intervals(route.quiet().active(), path + ".active_time_intervals");
    for (int index = 0; index < route.routes().size(); index++) {
      route(route.routes().get(index), "%s.routes[%d]".formatted(path, index));
    }
  }

  private void intervals(List<String> names, String path) {
    for (int index = 0; index < names.size(); index++) {
      known(intervals, names.get(index), "%s[%d]".formatted(path, index), "time interval");
    }
  }

  private void known(Collection<String> names, String name, String path, String what) {
    if (!names.contains(name)) {
      add(
          path,
          "no %s is called \"%s\"".formatted(what, name),
          names.isEmpty() ? "none is defined" : Suggestion.list(names),
          Suggestion.of(name, names)
              .map("did you mean %s?"::formatted)
              .orElse("define it, or name another"));
    }
  }

  private void add(String path, String problem, String allowed, String change) {
    problems.add(new ConfigProblem(path, problem, allowed, change));
  }
}
