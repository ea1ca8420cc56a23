package com.xtrading.platform.capacity;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Tells what came of events, in words for people. */
final class OutcomeTexts {

  private final Occupancy occupancy;
  private final DisruptionBudgets budgets;

  OutcomeTexts(Occupancy occupancy, DisruptionBudgets budgets) {
    this.occupancy = occupancy;
    this.budgets = budgets;
  }

  ScenarioOutcome of(
      Scenario scenario,
      String event,
      Collection<Scheduler.Waiting> waiting,
      List<ScenarioOutcome.Stuck> stuck) {
    return new ScenarioOutcome(
        scenario,
        event,
        List.of(),
        waiting.stream()
            .map(
                one -> {
                  PodSet set = occupancy.set(one.pod());
                  return new ScenarioOutcome.Waiting(
                      name(one.pod()),
                      set.name(),
                      set.source(),
                      set.priority().value(),
                      set.requests(),
                      budgets.spare(one.pod()),
                      why(one),
                      remedy(one));
                })
            .toList(),
        stuck);
  }

  /** A pod as people read it. */
  String name(SimulatedPod pod) {
    PodSet set = occupancy.set(pod);
    if (set.onEachNode()) {
      return set.name() + " on " + occupancy.nodes().get(pod.number()).name();
    }
    int most = set.number().most();
    if (pod.isNew()) {
      return set.name() + ", a new one";
    }
    return most == 1 ? set.name() : set.name() + " " + (pod.number() + 1);
  }

  /** What an operator gives from one pod to another, told by both. */
  String handOver(SimulatedPod pod, SimulatedPod heir) {
    return "%s from %s".formatted(name(heir), name(pod));
  }

  private static String remedy(Scheduler.Waiting waiting) {
    String remedy =
        waiting.why().keySet().stream()
            .map(Refusal::remedy)
            .filter(words -> !words.isEmpty())
            .distinct()
            .collect(Collectors.joining(", or "));
    return remedy.isEmpty() ? "ask for less" : remedy;
  }

  static String why(Scheduler.Waiting waiting) {
    return waiting.why().entrySet().stream()
        .map(
            entry ->
                "%d %s: %s"
                    .formatted(
                        entry.getValue(),
                        entry.getValue() == 1 ? "node" : "nodes",
                        entry.getKey().words()))
        .collect(Collectors.joining(", "));
  }
}
