package com.xtrading.platform.capacity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who is stopped to make room for a pod of higher priority: the plugin DefaultPreemption of the
 * scheduler (kubernetes/kubernetes, pkg/scheduler/framework/preemption). On each node as many as
 * possible are spared, those first whose loss breaks a budget, then from the highest priority down;
 * among nodes that one is taken where the fewest budgets are broken, then where the highest victim
 * is lowest, then the sum of priorities, then the number of victims. When they were started is not
 * known, so that the first node decides.
 */
final class Preemption {

  /** One node, and who must go from it. */
  record Choice(int node, List<SimulatedPod> victims, int broken, int highest, long sum) {}

  private static final Comparator<Choice> BEST =
      Comparator.comparingInt(Choice::broken)
          .thenComparingInt(Choice::highest)
          .thenComparingLong(Choice::sum)
          .thenComparingInt(choice -> choice.victims().size())
          .thenComparingInt(Choice::node);

  private final Occupancy occupancy;
  private final NodeFilter filter;
  private final DisruptionBudgets budgets;
  private final Comparator<SimulatedPod> first;
  private final int lowest;

  /**
   * @param first pods that are spared first
   */
  Preemption(
      Occupancy occupancy,
      NodeFilter filter,
      DisruptionBudgets budgets,
      Comparator<SimulatedPod> first) {
    this.occupancy = occupancy;
    this.filter = filter;
    this.budgets = budgets;
    this.first = first;
    this.lowest = occupancy.sets().stream().mapToInt(set -> set.priority().value()).min().orElse(0);
  }

  /** Nothing where the pod stops nobody, or it would not help. */
  Optional<Choice> choose(SimulatedPod pod) {
    PodSet.Priority priority = occupancy.set(pod).priority();
    if (!priority.preempts() || priority.value() <= lowest) {
      return Optional.empty();
    }
    List<Choice> choices = new ArrayList<>();
    for (int node = 0; node < occupancy.nodes().size(); node++) {
      if (!occupancy.isGone(node)) {
        on(node, pod).ifPresent(choices::add);
      }
    }
    return choices.stream().min(BEST);
  }

  private Optional<Choice> on(int node, SimulatedPod pod) {
    int priority = occupancy.set(pod).priority().value();
    List<SimulatedPod> lower =
        occupancy.on(node).stream()
            .filter(other -> occupancy.set(other).priority().value() < priority)
            .sorted(first)
            .toList();
    if (lower.isEmpty()) {
      return Optional.empty();
    }
    Set<SimulatedPod> violating = budgets.violatedBy(lower);
    List<SimulatedPod> spared = new ArrayList<>(violating);
    lower.stream().filter(other -> !violating.contains(other)).forEach(spared::add);
    int mark = occupancy.mark();
    try {
      lower.forEach(occupancy::remove);
      if (filter.refusal(pod, node).isPresent()) {
        return Optional.empty();
      }
      List<SimulatedPod> victims = new ArrayList<>();
      for (SimulatedPod other : spared) {
        occupancy.place(other, node);
        if (filter.refusal(pod, node).isPresent()) {
          occupancy.remove(other);
          victims.add(other);
        }
      }
      return Optional.of(choice(node, victims, violating));
    } finally {
      occupancy.backTo(mark);
    }
  }

  private Choice choice(int node, List<SimulatedPod> victims, Set<SimulatedPod> violating) {
    int broken = 0;
    int highest = Integer.MIN_VALUE;
    long sum = 0;
    for (SimulatedPod victim : victims) {
      broken += violating.contains(victim) ? 1 : 0;
      int priority = occupancy.set(victim).priority().value();
      highest = Math.max(highest, priority);
      sum += (long) priority - Integer.MIN_VALUE;
    }
    return new Choice(node, victims, broken, highest, sum);
  }
}
