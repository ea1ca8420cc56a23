package com.xtrading.platform.capacity;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which nodes can take a pod at all: the plugins NodeName, TaintToleration, NodeAffinity,
 * NodePorts, NodeResourcesFit, VolumeBinding, InterPodAffinity and PodTopologySpread of the
 * scheduler.
 */
final class Filter {

  /** The emptiest place of a spread for a set, while the version of its term is the same. */
  private record Emptiest(Terms.Spread spread, int set, int version, int pods) {}

  private final Occupancy occupancy;
  private Emptiest last = new Emptiest(new Terms.Spread(-1, 0, false, 0), -1, 0, 0);

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
    // The first of pods that want each other near may start anywhere.
    boolean first =
        wishes.near().length > 0
            && IntStream.of(wishes.near())
                .allMatch(term -> wishes.isOf(term) && occupancy.matchesNobody(term));
    for (int term : wishes.near()) {
      int near = occupancy.matching(term, node);
      if (near < 0 || (near == 0 && !first)) {
        return Optional.of(Refusal.TOGETHER);
      }
    }
    for (Terms.Spread spread : wishes.spread()) {
      if (spread.strict() && exceeds(spread, node, pod)) {
        return Optional.of(Refusal.SPREAD);
      }
    }
    return Optional.empty();
  }

  /**
   * By default nodes count that the pod may choose by their labels, closed and tainted ones too.
   */
  private boolean exceeds(Terms.Spread spread, int node, Pod pod) {
    int here = occupancy.matching(spread.term(), node);
    if (here < 0) {
      return true;
    }
    int version = occupancy.version(spread.term());
    if (last.spread() != spread || last.set() != pod.set() || last.version() != version) {
      int least = least(spread, occupancy.set(pod).constraints());
      last = new Emptiest(spread, pod.set(), version, least);
    }
    int itself = occupancy.wishes(pod.set()).isOf(spread.term()) ? 1 : 0;
    return here + itself - last.pods() > spread.skew();
  }

  private int least(Terms.Spread spread, Constraints constraints) {
    int least = Integer.MAX_VALUE;
    Set<Integer> places = new HashSet<>();
    for (int other = 0; other < occupancy.nodes().size(); other++) {
      int count = occupancy.matching(spread.term(), other);
      if (count >= 0
          && !occupancy.isGone(other)
          && constraints.accept(occupancy.nodes().get(other))) {
        least = Math.min(least, count);
        places.add(occupancy.place(spread.term(), other));
      }
    }
    return places.size() < spread.leastPlaces() ? 0 : least;
  }
}
