package com.xtrading.platform.capacity;

import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds the nodes that can take a pod. Most of many nodes differ for it in nothing but their room:
 * no pod near them concerns it. Of these the best by room is looked at, and stands for all.
 */
final class NodeSearch {

  /** What pods ask for, and what they count for in scores. */
  private record Size(ResourceAmount requests, ResourceAmount counted) {}

  private final Occupancy occupancy;
  private final NodeFilter filter;
  private final NodeScore score;
  private final Map<Size, Ranking> rankings = new HashMap<>();

  NodeSearch(Occupancy occupancy, NodeFilter filter, NodeScore score) {
    this.occupancy = occupancy;
    this.filter = filter;
    this.score = score;
  }

  Fitting fitting(SimulatedPod pod) {
    Ranking ranking = ranking(occupancy.set(pod));
    BitSet nodes = admitting(pod);
    nodes.and(ranking.room());
    BitSet compared = unlike(pod.set());
    compared.and(nodes);
    BitSet alike = NodeSets.without(nodes, compared);
    for (int node = compared.nextSetBit(0); node >= 0; node = compared.nextSetBit(node + 1)) {
      if (filter.refuses(pod, node)) {
        compared.clear(node);
        nodes.clear(node);
      }
    }
    if (!alike.isEmpty()) {
      int best = ranking.best(alike);
      if (filter.refuses(pod, best)) {
        nodes.andNot(alike);
      } else {
        compared.set(best);
      }
    }
    return new Fitting(nodes, compared.stream().toArray());
  }

  /** How many nodes refuse the pod for which reason, but for those of others of its DaemonSet. */
  Map<Refusal, Integer> refusals(SimulatedPod pod) {
    Map<Refusal, Integer> refusals = new EnumMap<>(Refusal.class);
    BitSet rest = (BitSet) occupancy.existing().clone();
    BitSet alike = NodeSets.without(admitting(pod), unlike(pod.set()));
    ranking(occupancy.set(pod))
        .full()
        .forEach(
            (why, nodes) -> {
              BitSet full = NodeSets.both(alike, nodes);
              rest.andNot(full);
              count(refusals, why, full.cardinality());
            });
    rest.stream()
        .forEach(node -> filter.refusal(pod, node).ifPresent(why -> count(refusals, why, 1)));
    refusals.remove(Refusal.OTHER_NODE);
    return refusals;
  }

  private static void count(Map<Refusal, Integer> refusals, Refusal why, int nodes) {
    if (nodes > 0) {
      refusals.merge(why, nodes, Integer::sum);
    }
  }

  /** Nodes that take the pod, whatever else runs. */
  BitSet admitting(SimulatedPod pod) {
    PodSet set = occupancy.set(pod);
    BitSet nodes =
        NodeSets.both(
            NodeFilter.staysOnClosed(set) ? occupancy.existing() : occupancy.open(),
            occupancy.admission().byLabels(pod.set()));
    nodes.and(occupancy.admission().byTaints(pod.set()));
    int home = occupancy.home(pod);
    if (home >= 0) {
      NodeSets.keep(nodes, home);
    }
    if (set.onEachNode()) {
      NodeSets.keep(nodes, pod.number());
    }
    return nodes;
  }

  /** Nodes that differ from others for pods of a set in more than their room. */
  BitSet unlike(int set) {
    if (!occupancy.sets().get(set).constraints().hostPorts().isEmpty()) {
      return (BitSet) occupancy.existing().clone();
    }
    BitSet unlike = occupancy.concerned(set);
    for (int term : occupancy.wishes(set).looksAt()) {
      unlike.or(occupancy.topology(term).unlabelled());
    }
    unlike.or(occupancy.admission().otherTaints());
    return unlike;
  }

  private Ranking ranking(PodSet set) {
    return rankings.computeIfAbsent(
        new Size(set.requests(), set.counted()),
        size -> new Ranking(occupancy, filter, score, set));
  }
}
