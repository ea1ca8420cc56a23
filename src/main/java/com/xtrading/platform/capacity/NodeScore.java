package com.xtrading.platform.capacity;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * Which of the nodes that can take a pod is the best: the plugins and weights that the scheduler
 * has without configuration (kubernetes/kubernetes,
 * pkg/scheduler/apis/config/v1/default_plugins.go), each from 0 to 100. ImageLocality is left out,
 * since no image is anywhere yet; so is preferred node affinity, since nodes are alike.
 */
final class NodeScore {

  /** The most that a node gets for what stays free there. */
  static final int MOST_BY_ROOM = 200;

  private static final int MOST = 100;
  private static final int TAINTS = 3;
  private static final int SPREAD = 2;
  private static final int AFFINITY = 2;

  private final Occupancy occupancy;
  private final Spreading spreading;
  private final boolean tainted;

  NodeScore(Occupancy occupancy) {
    this.occupancy = occupancy;
    this.spreading = new Spreading(occupancy);
    this.tainted = occupancy.nodes().stream().anyMatch(node -> !node.taints().isEmpty());
  }

  /** The best of the nodes; the first where several are. The scheduler takes any of these. */
  int best(SimulatedPod pod, Fitting fitting) {
    if (fitting.compared().length == 1) {
      return fitting.compared()[0];
    }
    double[] points = points(pod, fitting);
    int best = 0;
    for (int i = 1; i < points.length; i++) {
      if (points[i] > points[best]) {
        best = i;
      }
    }
    return fitting.compared()[best];
  }

  /** What each of the nodes that are compared gets. */
  double[] points(SimulatedPod pod, Fitting fitting) {
    int[] nodes = fitting.compared();
    double[] affinity = affinity(pod, nodes);
    double[] spread = spreading.points(pod, fitting);
    double[] taints = taints(pod, nodes);
    double[] points = new double[nodes.length];
    for (int i = 0; i < points.length; i++) {
      points[i] =
          byRoom(occupancy.set(pod), nodes[i])
              + AFFINITY * affinity[i]
              + SPREAD * spread[i]
              + TAINTS * taints[i];
    }
    return points;
  }

  /** What a node gets for what stays free there with a pod of a set. */
  int byRoom(PodSet set, int node) {
    return (int) leastAllocated(set, node) + balanced(set, node);
  }

  /** NodeResourcesFit, LeastAllocated: the mean of the parts of CPU and memory that stay free. */
  private long leastAllocated(PodSet set, int node) {
    ResourceAmount all = occupancy.nodes().get(node).allocatable();
    ResourceAmount used = occupancy.scored(node).plus(set.counted());
    // Whole points, as there.
    return (free(used.cpu(), all.cpu()) + free(used.memory(), all.memory())) / 2;
  }

  private static long free(long used, long all) {
    return all == 0 || used > all ? 0 : (all - used) * MOST / all;
  }

  /** NodeResourcesBalancedAllocation: how near to each other the used parts of both are. */
  private int balanced(PodSet set, int node) {
    ResourceAmount all = occupancy.nodes().get(node).allocatable();
    ResourceAmount wanted = set.requests();
    if (wanted.cpu() == 0 && wanted.memory() == 0) {
      return 0; // pods without requests would all go to one node
    }
    if (all.cpu() == 0 || all.memory() == 0) {
      return MOST;
    }
    ResourceAmount used = occupancy.used(node).plus(wanted);
    double cpu = Math.min(1, (double) used.cpu() / all.cpu());
    double memory = Math.min(1, (double) used.memory() / all.memory());
    return (int) ((1 - Math.abs(cpu - memory) / 2) * MOST);
  }

  /** InterPodAffinity: wishes of the pod, and of those that run, between the least and the most. */
  private double[] affinity(SimulatedPod pod, int[] nodes) {
    AffinityTerms.Wishes wishes = occupancy.wishes(pod.set());
    double[] sums =
        each(
            nodes,
            node -> {
              double sum = 0;
              for (AffinityTerms.Weighted wish : wishes.preferred()) {
                sum += wish.weight() * Math.max(0, occupancy.matching(wish.term(), node));
              }
              for (int term : wishes.of()) {
                sum += occupancy.weight(term, node);
              }
              return sum;
            });
    double least = min(sums);
    double most = max(sums);
    for (int i = 0; i < sums.length; i++) {
      sums[i] = most > least ? Math.floor(MOST * ((sums[i] - least) / (most - least))) : 0;
    }
    return sums;
  }

  /** TaintToleration: the fewer taints that would rather have another pod, the better. */
  private double[] taints(SimulatedPod pod, int[] nodes) {
    if (!tainted) {
      double[] alike = new double[nodes.length];
      Arrays.fill(alike, MOST);
      return alike;
    }
    List<Toleration> accepted = occupancy.set(pod).constraints().tolerations();
    double[] counts =
        each(
            nodes,
            node ->
                occupancy.nodes().get(node).taints().stream()
                    .filter(taint -> !taint.refuses())
                    .filter(taint -> accepted.stream().noneMatch(one -> one.accepts(taint)))
                    .count());
    double most = max(counts);
    for (int i = 0; i < counts.length; i++) {
      counts[i] = most == 0 ? MOST : MOST - Math.floor(MOST * counts[i] / most);
    }
    return counts;
  }

  private static double[] each(int[] nodes, IntToDoubleFunction value) {
    double[] values = new double[nodes.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = value.applyAsDouble(nodes[i]);
    }
    return values;
  }

  private static double min(double[] values) {
    double least = Double.MAX_VALUE;
    for (double value : values) {
      least = Math.min(least, value);
    }
    return least;
  }

  private static double max(double[] values) {
    double most = -Double.MAX_VALUE;
    for (double value : values) {
      most = Math.max(most, value);
    }
    return most;
  }
}
