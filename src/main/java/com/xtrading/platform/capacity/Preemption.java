package com.xtrading.platform.capacity;

import java.util.ArrayList;
import java.util.BitSet;
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
  private final NodeSearch search;
  private final DisruptionBudgets budgets;
  private final Comparator<SimulatedPod> first;
  private final int lowest;

  /**
   * @param first pods that are spared first
   */
  Preemption(
      Occupancy occupancy,
      NodeFilter filter,
      NodeSearch search,
      DisruptionBudgets budgets,
      Comparator<SimulatedPod> first) {
    this.occupancy = occupancy;
    this.filter = filter;
    this.search = search;
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
    BitSet nodes = search.admitting(pod);
    BitSet unlike = search.unlike(pod.set());
    BitSet alike = NodeSets.without(nodes, unlike);
    if (!alike.isEmpty() && filter.company(pod, alike.nextSetBit(0)).isPresent()) {
      nodes.andNot(alike);
    }
    Optional<Choice> best = Optional.empty();
    for (int node = nodes.nextSetBit(0); node >= 0; node = nodes.nextSetBit(node + 1)) {
      Optional<Choice> choice = on(node, pod, unlike.get(node));
      if (choice.isPresent() && (best.isEmpty() || BEST.compare(choice.get(), best.get()) < 0)) {
        best = choice;
        if (isUnbeatable(choice.get())) {
          break;
        }
      }
    }
    return best;
  }

  /**
   * Whether only one goes, of the lowest priority, and no budget minds: no node further on is
   * better.
   */
  private boolean isUnbeatable(Choice choice) {
    return choice.broken() == 0 && choice.highest() == lowest && choice.victims().size() == 1;
  }

  /**
   * @param concerned whether more than room may keep the pod away from the node
   */
  private Optional<Choice> on(int node, SimulatedPod pod, boolean concerned) {
    List<SimulatedPod> lower = lower(node, occupancy.set(pod).priority().value());
    FreedRoom room = new FreedRoom(occupancy, node, pod, lower);
    if (lower.isEmpty() || !room.isEnough()) {
      return Optional.empty();
    }
    Set<SimulatedPod> violating = budgets.violatedBy(lower);
    List<SimulatedPod> spared = new ArrayList<>(violating);
    lower.stream().filter(other -> !violating.contains(other)).forEach(spared::add);
    Optional<List<SimulatedPod>> victims =
        concerned ? victims(node, pod, spared) : Optional.of(room.tooManyOf(spared));
    return victims.map(those -> choice(node, those, violating));
  }

  /** Pods of a node that are of a lower priority, in their order. */
  private List<SimulatedPod> lower(int node, int priority) {
    return occupancy.on(node).stream()
        .filter(pod -> occupancy.set(pod).priority().value() < priority)
        .sorted(first)
        .toList();
  }

  /**
   * Who goes where pods near the node matter as well; nothing where the pod has no place even if
   * all of them go.
   */
  private Optional<List<SimulatedPod>> victims(
      int node, SimulatedPod pod, List<SimulatedPod> spared) {
    int mark = occupancy.mark();
    try {
      spared.forEach(occupancy::remove);
      if (filter.refuses(pod, node)) {
        return Optional.empty();
      }
      List<SimulatedPod> victims = new ArrayList<>();
      for (SimulatedPod other : spared) {
        occupancy.place(other, node);
        if (filter.refuses(pod, node)) {
          occupancy.remove(other);
          victims.add(other);
        }
      }
      return Optional.of(victims);
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
