package com.xtrading.platform.capacity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which nodes can take a pod at all: the plugins NodeName, TaintToleration, NodeAffinity,
 * NodePorts, NodeResourcesFit, VolumeBinding, InterPodAffinity and PodTopologySpread of the
 * scheduler.
 */
final class Filter {

  /** The emptiest place of a spread, while the version of its term is the same. */
  private record Emptiest(int version, int pods) {}

  private final Occupancy occupancy;
  private final Map<Terms.Weighted, Emptiest> emptiest = new HashMap<>();

  Filter(Occupancy occupancy) {
    this.occupancy = occupancy;
  }

  /** Nothing where the node takes the pod. */
  Optional<Refusal> refusal(Pod pod, int node) {
    PodSet set = occupancy.set(pod);
    Node target = occupancy.nodes().get(node);
    Constraints constraints = set.constraints();
    int home = occupancy.home(pod);
    if (occupancy.isClosed(node)) {
      return Optional.of(Refusal.CLOSED);
    }
    if (home >= 0 && home != node) {
      return Optional.of(Refusal.VOLUME);
    }
    if (set.onEachNode() && pod.number() != node) {
      return Optional.of(Refusal.OTHER_NODE);
    }
    if (!target.taints().isEmpty() && !constraints.tolerate(target)) {
      return Optional.of(Refusal.TAINT);
    }
    if (!constraints.accept(target)) {
      return Optional.of(Refusal.NODE_LABELS);
    }
    Optional<Refusal> room = room(set, node, target);
    return room.isPresent() ? room : company(pod, node);
  }

  private Optional<Refusal> room(PodSet set, int node, Node target) {
    Amount free = occupancy.free(node);
    Amount wanted = set.requests();
    if (occupancy.numberOn(node) >= target.pods()) {
      return Optional.of(Refusal.PODS);
    }
    if (wanted.memory() > free.memory()) {
      return Optional.of(Refusal.MEMORY);
    }
    if (wanted.cpu() > free.cpu()) {
      return Optional.of(Refusal.CPU);
    }
    if (wanted.disk() > free.disk()) {
      return Optional.of(Refusal.DISK);
    }
    List<String> ports = set.constraints().hostPorts();
    return !ports.isEmpty() && ports.stream().anyMatch(port -> occupancy.takesPort(node, port))
        ? Optional.of(Refusal.PORT)
        : Optional.empty();
  }

  private Optional<Refusal> company(Pod pod, int node) {
    Terms.Wishes wishes = occupancy.wishes(pod.set());
    for (int term : wishes.apart()) {
      if (occupancy.matching(term, node) > 0) {
        return Optional.of(Refusal.APART);
      }
    }
    for (int term : wishes.of()) {
      if (occupancy.refusing(term, node) > 0) {
        return Optional.of(Refusal.KEPT_AWAY);
      }
    }
    for (int term : wishes.together()) {
      // The first of pods that want each other near may start anywhere.
      boolean first = isOf(term, wishes) && occupancy.matchesNobody(term);
      int near = occupancy.matching(term, node);
      if (near < 0 || (near == 0 && !first)) {
        return Optional.of(Refusal.TOGETHER);
      }
    }
    for (Terms.Weighted spread : wishes.spread()) {
      if (spread.strict() && exceeds(spread, node, wishes)) {
        return Optional.of(Refusal.SPREAD);
      }
    }
    return Optional.empty();
  }

  private static boolean isOf(int term, Terms.Wishes wishes) {
    for (int own : wishes.of()) {
      if (own == term) {
        return true;
      }
    }
    return false;
  }

  /** Nodes that are only closed still count, as they do by default. */
  private boolean exceeds(Terms.Weighted spread, int node, Terms.Wishes wishes) {
    int here = occupancy.matching(spread.term(), node);
    if (here < 0) {
      return true;
    }
    int version = occupancy.version(spread.term());
    Emptiest known = emptiest.get(spread);
    if (known == null || known.version() != version) {
      known = new Emptiest(version, least(spread));
      emptiest.put(spread, known);
    }
    return here + (isOf(spread.term(), wishes) ? 1 : 0) - known.pods() > spread.weight();
  }

  private int least(Terms.Weighted spread) {
    int least = Integer.MAX_VALUE;
    for (int other = 0; other < occupancy.nodes().size(); other++) {
      int count = occupancy.matching(spread.term(), other);
      least = count < 0 || occupancy.isGone(other) ? least : Math.min(least, count);
    }
    return least;
  }
}
