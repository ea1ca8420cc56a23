package com.xtrading.platform.capacity;

import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which nodes can take a pod at all: the plugins NodeName, TaintToleration, NodeAffinity,
 * NodePorts, NodeResourcesFit, VolumeBinding, InterPodAffinity and PodTopologySpread of the
 * scheduler.
 */
final class NodeFilter {

  private final Occupancy occupancy;
  private final Spreading spreading;

  NodeFilter(Occupancy occupancy) {
    this.occupancy = occupancy;
    this.spreading = new Spreading(occupancy);
  }

  boolean refuses(SimulatedPod pod, int node) {
    return refusal(pod, node).isPresent();
  }

  /** Nothing where the node takes the pod. */
  Optional<Refusal> refusal(SimulatedPod pod, int node) {
    PodSet set = occupancy.set(pod);
    SimulatedNode target = occupancy.nodes().get(node);
    SchedulingConstraints constraints = set.constraints();
    int home = occupancy.home(pod);
    if (occupancy.isGone(node) || (occupancy.isClosed(node) && !staysOnClosed(set))) {
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
    Optional<Refusal> room = room(set, node);
    if (room.isPresent()) {
      return room;
    }
    if (constraints.hostPorts().stream().anyMatch(port -> occupancy.takesPort(node, port))) {
      return Optional.of(Refusal.PORT);
    }
    return company(pod, node);
  }

  /** Nothing where the node has room for a pod of the set. */
  Optional<Refusal> room(PodSet set, int node) {
    ResourceAmount free = occupancy.free(node);
    ResourceAmount wanted = set.requests();
    if (occupancy.numberOn(node) >= occupancy.nodes().get(node).pods()) {
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
    return Optional.empty();
  }

  /** Nothing where the pods near the node let the pod be there. */
  Optional<Refusal> company(SimulatedPod pod, int node) {
    AffinityTerms.Wishes wishes = occupancy.wishes(pod.set());
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
    return spreading.exceeds(pod, node) ? Optional.of(Refusal.SPREAD) : Optional.empty();
  }

  /** Pods of DaemonSets accept a node that takes no others; their controller gives them that. */
  static boolean staysOnClosed(PodSet set) {
    return set.onEachNode() || set.constraints().tolerateCordon();
  }
}
