package com.xtrading.platform.capacity;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How many pods may be evicted, by the PodDisruptionBudgets. */
final class DisruptionBudgets {

  private final Occupancy occupancy;
  private final BudgetedSets budgets;

  DisruptionBudgets(Occupancy occupancy, BudgetedSets budgets) {
    this.occupancy = occupancy;
    this.budgets = budgets;
  }

  /** The same once two sets have exchanged the labels by which budgets select them. */
  DisruptionBudgets exchanged(int one, int other) {
    return new DisruptionBudgets(occupancy, budgets.exchanged(one, other));
  }

  /** What keeps the pod from being evicted; nothing where it may go. */
  Optional<ScenarioOutcome.Stuck> keeps(SimulatedPod pod, String name) {
    List<Integer> own = budgets.of(pod.set());
    if (own.size() > 1) {
      return Optional.of(
          new ScenarioOutcome.Stuck(
              budgets.get(own.get(1)).source(),
              "%s stays: %s both select it, and the API evicts no pod with two budgets"
                  .formatted(name, String.join(" and ", names(own))),
              "let one budget alone select it"));
    }
    return own.stream()
        .filter(budget -> allowed(budget) <= 0)
        .findFirst()
        .map(
            budget ->
                new ScenarioOutcome.Stuck(
                    budgets.get(budget).source(),
                    "%s stays: %s lets nobody go".formatted(name, budgets.get(budget).name()),
                    "let the budget spare one more, or run one more"));
  }

  private List<String> names(List<Integer> chosen) {
    return chosen.stream().map(budget -> budgets.get(budget).name()).toList();
  }

  /**
   * Those of the pods whose loss some budget does not allow, when they go in their order; as the
   * scheduler counts before it stops pods.
   */
  Set<SimulatedPod> violatedBy(List<SimulatedPod> pods) {
    Map<Integer, Integer> left = new HashMap<>();
    Set<SimulatedPod> found = new LinkedHashSet<>();
    for (SimulatedPod pod : pods) {
      for (int budget : budgets.of(pod.set())) {
        if (budgets.isAboutAll(budget)) {
          continue; // one that selects everything counts for nobody there
        }
        int now = left.getOrDefault(budget, Math.max(0, allowed(budget))) - 1;
        left.put(budget, now);
        if (now < 0) {
          found.add(pod);
        }
      }
    }
    return found;
  }

  /** Whether fewer pods run than one of the budgets of the pod wants. */
  private boolean isBroken(SimulatedPod pod) {
    return budgets.of(pod.set()).stream().anyMatch(budget -> allowed(budget) < 0);
  }

  /** Whether the pod has budgets, and all of them hold as it is now. */
  boolean spare(SimulatedPod pod) {
    return !budgets.of(pod.set()).isEmpty() && !isBroken(pod);
  }

  private int allowed(int budget) {
    int running = 0;
    for (int set : budgets.setsOf(budget)) {
      running += occupancy.running(set);
    }
    return running - budgets.wanted(budget);
  }
}
