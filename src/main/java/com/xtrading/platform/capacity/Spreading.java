package com.xtrading.platform.capacity;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The plugin PodTopologySpread of the scheduler: pods of a kind over places, as evenly as asked.
 */
final class Spreading {

  private static final int MOST = 100;

  /**
   * Pods in each place where a term selects some, for a set, while the version of the term is the
   * same.
   *
   * @param least pods in the emptiest place
   */
  private record Counted(
      AffinityTerms.Spread spread,
      int set,
      int number,
      int version,
      Map<Integer, Integer> pods,
      int least) {}

  private final Occupancy occupancy;
  private Counted last =
      new Counted(new AffinityTerms.Spread(-1, 0, 0, false), -1, 0, 0, Map.of(), 0);

  Spreading(Occupancy occupancy) {
    this.occupancy = occupancy;
  }

  private boolean isInAll(List<AffinityTerms.Spread> asked, int node) {
    for (AffinityTerms.Spread one : asked) {
      if (occupancy.place(one.term(), node) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether the pod would be too many on a node. */
  boolean exceeds(SimulatedPod pod, int node) {
    List<AffinityTerms.Spread> strict = occupancy.wishes(pod.set()).strict();
    if (!isInAll(strict, node)) {
      return true;
    }
    for (AffinityTerms.Spread one : strict) {
      Counted counted = counted(pod, strict, one);
      int here = counted.pods().getOrDefault(occupancy.place(one.term(), node), 0);
      int itself = occupancy.wishes(pod.set()).isOf(one.term()) ? 1 : 0;
      if (here + itself - counted.least() > one.skew()) {
        return true;
      }
    }
    return false;
  }

  private Counted counted(
      SimulatedPod pod, List<AffinityTerms.Spread> strict, AffinityTerms.Spread one) {
    int version = occupancy.version(one.term());
    int number = occupancy.set(pod).onEachNode() ? pod.number() : 0;
    if (last.spread() != one
        || last.set() != pod.set()
        || last.number() != number
        || last.version() != version) {
      BitSet counting = counting(pod, strict);
      Map<Integer, Integer> pods = pods(pod, counting, one);
      int places = occupancy.topology(one.term()).count(counting);
      int least =
          places < one.leastPlaces() || places > pods.size()
              ? 0
              : pods.values().stream().mapToInt(count -> count).min().orElse(Integer.MAX_VALUE);
      last = new Counted(one, pod.set(), number, version, pods, least);
    }
    return last;
  }

  /** How many pods of a term there are in each place that counts, without places without any. */
  private Map<Integer, Integer> pods(SimulatedPod pod, BitSet counting, AffinityTerms.Spread one) {
    Map<Integer, Integer> pods = new HashMap<>();
    BitSet near = NodeSets.both(occupancy.near(one.term()), counting);
    for (int node = near.nextSetBit(0); node >= 0; node = near.nextSetBit(node + 1)) {
      pods.merge(occupancy.place(one.term(), node), countOn(pod, one, node), Integer::sum);
    }
    return pods;
  }

  /**
   * Nodes that count: the pod may run there by its labels. Whether they take pods now, and their
   * taints, do not matter, as they do not by default.
   */
  private BitSet counting(SimulatedPod pod, List<AffinityTerms.Spread> asked) {
    BitSet counting =
        NodeSets.both(occupancy.existing(), occupancy.admission().byLabels(pod.set()));
    asked.forEach(one -> counting.and(occupancy.topology(one.term()).labelled()));
    if (occupancy.set(pod).onEachNode()) {
      NodeSets.keep(counting, pod.number());
    }
    return counting;
  }

  private int countOn(SimulatedPod pod, AffinityTerms.Spread one, int node) {
    if (occupancy.matching(one.term(), node) <= 0) {
      return 0;
    }
    return one.ofVersion() ? occupancy.alikeOn(pod, node) : occupancy.matchingOn(one.term(), node);
  }

  /**
   * The fewer of its kind, the better; in places of which there are many, each counts for more.
   * Nodes without one of the labels get nothing.
   */
  double[] points(SimulatedPod pod, Fitting fitting) {
    List<AffinityTerms.Spread> soft = occupancy.wishes(pod.set()).soft();
    int[] nodes = fitting.compared();
    double[] points = new double[nodes.length];
    if (soft.isEmpty()) {
      return points;
    }
    BitSet known = (BitSet) fitting.nodes().clone();
    soft.forEach(one -> known.and(occupancy.topology(one.term()).labelled()));
    double[] sums = new double[nodes.length];
    for (AffinityTerms.Spread one : soft) {
      boolean byNode = occupancy.isByNode(one.term());
      double weight = Math.log(occupancy.topology(one.term()).count(known) + 2.0);
      Map<Integer, Integer> pods = byNode ? Map.of() : pods(pod, counting(pod, soft), one);
      for (int i = 0; i < sums.length; i++) {
        int count =
            byNode
                ? countOn(pod, one, nodes[i])
                : pods.getOrDefault(occupancy.place(one.term(), nodes[i]), 0);
        sums[i] += count * weight + one.skew() - 1;
      }
    }
    double least = Double.MAX_VALUE;
    double most = 0;
    for (int i = 0; i < sums.length; i++) {
      if (known.get(nodes[i])) {
        sums[i] = Math.round(sums[i]);
        least = Math.min(least, sums[i]);
        most = Math.max(most, sums[i]);
      }
    }
    for (int i = 0; i < points.length; i++) {
      if (known.get(nodes[i])) {
        points[i] = most == 0 ? MOST : Math.floor(MOST * (most + least - sums[i]) / most);
      }
    }
    return points;
  }
}
