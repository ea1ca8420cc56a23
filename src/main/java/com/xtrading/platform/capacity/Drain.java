package com.xtrading.platform.capacity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A node is drained: pods are evicted one by one, the next one of a budget when the one before runs
 * elsewhere, and those that had to stay are asked again once others have gone.
 */
final class Drain {

  private final Fleet fleet;
  private final Occupancy occupancy;
  private final OutcomeTexts outcomes;
  private final Growing growing;
  private final int node;
  private final List<ScenarioOutcome.Stuck> stuck = new ArrayList<>();
  private final List<String> handOvers = new ArrayList<>();
  private DisruptionBudgets now;

  /**
   * @param budgets as they are before
   * @param node that is drained, and takes no pods by now
   */
  Drain(
      Fleet fleet,
      Occupancy occupancy,
      DisruptionBudgets budgets,
      OutcomeTexts outcomes,
      Growing growing,
      int node) {
    this.fleet = fleet;
    this.occupancy = occupancy;
    this.now = budgets;
    this.outcomes = outcomes;
    this.growing = growing;
    this.node = node;
  }

  /** Pods that had to stay, and why. */
  List<ScenarioOutcome.Stuck> stuck() {
    return stuck;
  }

  /** What operators gave from one pod to another first, for people. */
  List<String> handOvers() {
    return handOvers;
  }

  /** Evicts what is there. */
  void run() {
    List<SimulatedPod> left = occupancy.movable(node);
    int before;
    do {
      before = left.size();
      stuck.clear();
      left = left.stream().filter(pod -> !leaves(pod)).toList();
    } while (!left.isEmpty() && left.size() < before);
  }

  private boolean leaves(SimulatedPod pod) {
    Optional<ScenarioOutcome.Stuck> kept = now.keeps(pod, outcomes.name(pod));
    if (kept.isPresent() && handsOver(pod)) {
      kept = now.keeps(pod, outcomes.name(pod));
    }
    kept.ifPresent(stuck::add);
    if (kept.isEmpty()) {
      occupancy.remove(pod);
      growing.schedule(List.of(pod));
    }
    return kept.isEmpty();
  }

  /** Whether an operator gives what the pod is to another one first, all of which run elsewhere. */
  private boolean handsOver(SimulatedPod pod) {
    List<SimulatedPod> heirs = fleet.heirs(pod);
    boolean areElsewhere =
        heirs.stream().mapToInt(occupancy::where).allMatch(where -> where >= 0 && where != node);
    if (heirs.isEmpty() || !areElsewhere) {
      return false;
    }
    SimulatedPod heir = heirs.get(0);
    now = now.exchanged(pod.set(), heir.set());
    handOvers.add(outcomes.handOver(pod, heir));
    return true;
  }
}
