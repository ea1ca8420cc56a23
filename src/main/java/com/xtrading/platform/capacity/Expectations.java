package com.xtrading.platform.capacity;

import com.xtrading.platform.environment.Capacity;
import com.xtrading.platform.model.KubernetesName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What an environment asks of its nodes, held against what came of the scenarios. */
final class Expectations {

  private final Capacity asked;
  private final String stores;
  private final Set<String> shed;

  Expectations(Premises premises) {
    this.asked = premises.asked();
    this.stores = premises.stores() + "/";
    this.shed =
        asked.shed().orElse(List.of()).stream()
            .map(KubernetesName::value)
            .collect(Collectors.toSet());
  }

  /** Whether a scenario went as it must. */
  boolean met(List<ScenarioOutcome> outcomes) {
    return outcomes.stream()
        .allMatch(outcome -> unmet(outcome).isEmpty() && outcome.stuck().isEmpty());
  }

  /** Pods that wait and must not. */
  List<ScenarioOutcome.Waiting> unmet(ScenarioOutcome outcome) {
    Predicate<ScenarioOutcome.Waiting> must =
        switch (outcome.scenario()) {
          case STEADY, ROLLOUT, NODE_AUTOSCALING -> waiting -> true;
          case NODE_LOSS, DRAIN -> this::survives;
          // What waits here gets its node in the next one.
          case AUTOSCALING -> waiting -> false;
        };
    return outcome.waiting().stream().filter(must).toList();
  }

  private boolean survives(ScenarioOutcome.Waiting waiting) {
    return switch (asked.nodeLoss()) {
      case NOTHING -> false;
      case STORES -> waiting.set().startsWith(stores) && !waiting.spared();
      case EVERYTHING -> !shed.contains(nameOf(waiting.set()));
    };
  }

  /** The name in {@code namespace/name[Kind]}. */
  static String nameOf(String set) {
    String name = set.substring(set.indexOf('/') + 1);
    int kind = name.indexOf('[');
    return kind < 0 ? name : name.substring(0, kind);
  }

  /** What is wrong with the order of shedding: pods of lower priority wait before others. */
  List<Shortfall> shedding(List<PodSet> sets) {
    List<Shortfall> found = new ArrayList<>();
    int before = Integer.MIN_VALUE;
    for (KubernetesName name : asked.shed().orElse(List.of())) {
      List<PodSet> meant =
          sets.stream().filter(set -> nameOf(set.name()).equals(name.value())).toList();
      String place = "capacity.shed";
      if (meant.isEmpty()) {
        found.add(
            new Shortfall(
                Scenario.NODE_LOSS,
                place,
                "%s is no workload".formatted(name),
                "choose from "
                    + sets.stream()
                        .map(set -> nameOf(set.name()))
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(", "))));
        continue;
      }
      int priority = meant.stream().mapToInt(set -> set.priority().value()).max().orElseThrow();
      if (priority < before) {
        found.add(
            new Shortfall(
                Scenario.NODE_LOSS,
                place,
                "%s has a lower priority than the one before it and goes first".formatted(name),
                "write it before those of higher priority"));
      }
      before = Math.max(before, priority);
    }
    return found;
  }
}
