package com.xtrading.platform.capacity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The plugin PodTopologySpread of the scheduler: pods of a kind over places, as evenly as asked.
 */
final class Spreading {

  private static final int MOST = 100;

  /** Pods in each place, for a set, while the version of the term is the same. */
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
      Map<Integer, Integer> pods = pods(pod, strict, one);
      int least =
          pods.size() < one.leastPlaces()
              ? 0
              : pods.values().stream().mapToInt(count -> count).min().orElse(Integer.MAX_VALUE);
      last = new Counted(one, pod.set(), number, version, pods, least);
    }
    return last;
  }

  /** How many pods of a term there are in each place that counts. */
  private Map<Integer, Integer> pods(
      SimulatedPod pod, List<AffinityTerms.Spread> asked, AffinityTerms.Spread one) {
    Map<Integer, Integer> pods = new HashMap<>();
    for (int node = 0; node < occupancy.nodes().size(); node++) {
      if (counts(pod, asked, node)) {
        pods.merge(occupancy.place(one.term(), node), countOn(pod, one, node), Integer::sum);
      }
    }
    return pods;
  }

  /**
   * Whether a node counts: the pod may run there by its labels. Whether it takes pods now, and its
   * taints, do not matter, as they do not by default.
   */
  private boolean counts(SimulatedPod pod, List<AffinityTerms.Spread> asked, int node) {
    PodSet set = occupancy.set(pod);
    return !occupancy.isGone(node)
        && isInAll(asked, node)
        && set.constraints().accept(occupancy.nodes().get(node))
        && (!set.onEachNode() || pod.number() == node);
  }

  private int countOn(SimulatedPod pod, AffinityTerms.Spread one, int node) {
    return one.ofVersion() ? occupancy.alikeOn(pod, node) : occupancy.matchingOn(one.term(), node);
  }

  /**
   * The fewer of its kind, the better; in places of which there are many, each counts for more.
   * Nodes without one of the labels get nothing.
   */
  double[] points(SimulatedPod pod, List<Integer> nodes) {
    List<AffinityTerms.Spread> soft = occupancy.wishes(pod.set()).soft();
    double[] points = new double[nodes.size()];
    if (soft.isEmpty()) {
      return points;
    }
    List<Integer> known = new ArrayList<>(nodes);
    known.removeIf(node -> !isInAll(soft, node));
    if (known.isEmpty()) {
      return points;
    }
    double[] sums = new double[known.size()];
    for (AffinityTerms.Spread one : soft) {
      boolean byNode = occupancy.isByNode(one.term());
      long places =
          byNode
              ? known.size()
              : known.stream().map(node -> occupancy.place(one.term(), node)).distinct().count();
      double weight = Math.log(places + 2.0);
      Map<Integer, Integer> pods = byNode ? Map.of() : pods(pod, soft, one);
      for (int i = 0; i < sums.length; i++) {
        int node = known.get(i);
        int count =
            byNode
                ? countOn(pod, one, node)
                : pods.getOrDefault(occupancy.place(one.term(), node), 0);
        sums[i] += count * weight + one.skew() - 1;
      }
    }
    double least = Double.MAX_VALUE;
    double most = 0;
    for (int i = 0; i < sums.length; i++) {
      sums[i] = Math.round(sums[i]);
      least = Math.min(least, sums[i]);
      most = Math.max(most, sums[i]);
    }
    int next = 0;
    for (int i = 0; i < points.length && next < sums.length; i++) {
      if (known.get(next).equals(nodes.get(i))) {
        points[i] = most == 0 ? MOST : Math.floor(MOST * (most + least - sums[next]) / most);
        next++;
      }
    }
    return points;
  }
}
