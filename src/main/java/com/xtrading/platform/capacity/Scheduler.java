package com.xtrading.platform.capacity;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * Places pods as the scheduler of Kubernetes does without configuration. The same pods give the
 * same result in whatever order they come: among pods of one priority, which the real one takes as
 * they come, the largest goes first.
 */
final class Scheduler {

  /** A pod that no node takes, and how many nodes refuse it for which reason. */
  record Waiting(SimulatedPod pod, Map<Refusal, Integer> why) {}

  /**
   * What is decided about one pod.
   *
   * @param node empty where no node takes it
   * @param victims who is stopped to make room for it
   */
  record Decision(SimulatedPod pod, Optional<Integer> node, List<SimulatedPod> victims) {}

  /** Is told each decision before it is carried out. */
  interface Witness {
    Witness NOBODY = (before, decision) -> {};

    void decides(Occupancy before, Decision decision);
  }

  private final Occupancy occupancy;
  private final NodeFilter filter;
  private final NodeScore score;
  private final NodeSearch search;
  private final Preemption preemption;
  private final Comparator<SimulatedPod> order;
  private final Witness witness;

  Scheduler(Occupancy occupancy, DisruptionBudgets budgets) {
    this(occupancy, budgets, Witness.NOBODY);
  }

  Scheduler(Occupancy occupancy, DisruptionBudgets budgets, Witness witness) {
    this.occupancy = occupancy;
    this.witness = witness;
    this.filter = new NodeFilter(occupancy);
    this.score = new NodeScore(occupancy);
    this.search = new NodeSearch(occupancy, filter, score);
    this.order = order(occupancy);
    this.preemption = new Preemption(occupancy, filter, search, budgets, order);
  }

  /** Who goes first. */
  static Comparator<SimulatedPod> order(Occupancy occupancy) {
    List<PodSet> sets = occupancy.sets();
    ResourceAmount node = occupancy.nodes().get(0).allocatable();
    int[] turns = new int[sets.size()];
    List<Integer> inOrder =
        IntStream.range(0, turns.length)
            .boxed()
            .sorted(
                Comparator.comparingInt((Integer set) -> -sets.get(set).priority().value())
                    .thenComparingDouble(set -> -share(sets.get(set).requests(), node)))
            .toList();
    for (int turn = 0; turn < turns.length; turn++) {
      turns[inOrder.get(turn)] = turn;
    }
    return Comparator.comparingInt((SimulatedPod pod) -> turns[pod.set()])
        .thenComparingInt(SimulatedPod::number);
  }

  /** The larger of the parts of a node's CPU and memory that a pod asks for. */
  private static double share(ResourceAmount wanted, ResourceAmount node) {
    return Math.max((double) wanted.cpu() / node.cpu(), (double) wanted.memory() / node.memory());
  }

  /**
   * Finds a node for each of the pods, and for those that are stopped to make room.
   *
   * @return pods that no node takes, those among them that had a node before
   */
  List<Waiting> schedule(Collection<SimulatedPod> pods) {
    return waiting(place(pods));
  }

  /** The same, without saying why. */
  List<SimulatedPod> place(Collection<SimulatedPod> pods) {
    PriorityQueue<SimulatedPod> queue = new PriorityQueue<>(order);
    queue.addAll(pods);
    List<SimulatedPod> refused = new ArrayList<>();
    // The set that was refused last, and how much had been done by then.
    int like = -1;
    int mark = -1;
    while (!queue.isEmpty()) {
      SimulatedPod pod = queue.poll();
      if (like == pod.set() && occupancy.mark() == mark && isAnywhere(pod)) {
        refused.add(pod);
        continue;
      }
      Decision decision = decide(pod);
      witness.decides(occupancy, decision);
      if (decision.node().isEmpty()) {
        refused.add(pod);
        like = pod.set();
        mark = occupancy.mark();
        continue;
      }
      decision.victims().forEach(occupancy::remove);
      occupancy.place(pod, decision.node().get());
      if (!decision.victims().isEmpty()) {
        // Where pods go, others that were refused get another chance.
        queue.addAll(decision.victims());
        queue.addAll(refused);
        refused.clear();
      }
    }
    return refused;
  }

  /** Whether a pod goes wherever others of its set would. */
  private boolean isAnywhere(SimulatedPod pod) {
    return occupancy.set(pod).number().place() == PodSet.Place.ANY;
  }

  /** Why no node takes the pods, as things are. */
  List<Waiting> waiting(List<SimulatedPod> pods) {
    return pods.stream().map(pod -> new Waiting(pod, search.refusals(pod))).toList();
  }

  private Decision decide(SimulatedPod pod) {
    Optional<Integer> node = node(pod);
    if (node.isPresent()) {
      return new Decision(pod, node, List.of());
    }
    Optional<Preemption.Choice> room = preemption.choose(pod);
    return new Decision(
        pod,
        room.map(Preemption.Choice::node),
        room.map(Preemption.Choice::victims).orElse(List.of()));
  }

  private Optional<Integer> node(SimulatedPod pod) {
    Fitting fitting = search.fitting(pod);
    return fitting.isEmpty() ? Optional.empty() : Optional.of(score.best(pod, fitting));
  }
}
