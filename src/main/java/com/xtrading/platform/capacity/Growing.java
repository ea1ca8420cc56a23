package com.xtrading.platform.capacity;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/** Nodes come while pods wait, as many as may. */
final class Growing {

  private final Fleet fleet;
  private final Occupancy occupancy;
  private final Scheduler scheduler;
  private final int count;
  private List<SimulatedPod> waiting = List.of();
  private int nodes;

  /**
   * @param count nodes that there are
   */
  Growing(Fleet fleet, Occupancy occupancy, Scheduler scheduler, int count) {
    this.fleet = fleet;
    this.occupancy = occupancy;
    this.scheduler = scheduler;
    this.count = count;
    this.nodes = count;
  }

  /** Pods of a set on the nodes that take them at all. */
  static List<SimulatedPod> onNodes(Fleet fleet, Occupancy occupancy, int set, int first, int end) {
    SchedulingConstraints constraints = fleet.sets().get(set).constraints();
    return IntStream.range(first, end)
        .filter(node -> constraints.admit(occupancy.nodes().get(node)))
        .mapToObj(node -> new SimulatedPod(set, node))
        .toList();
  }

  /** Pods for which there is no place yet. */
  List<SimulatedPod> waiting() {
    return waiting;
  }

  /** How many nodes there are by now. */
  int nodes() {
    return nodes;
  }

  /** Finds places for more pods, and for those that wait already. */
  void schedule(List<SimulatedPod> more) {
    List<SimulatedPod> asked = new ArrayList<>(waiting);
    asked.addAll(more);
    waiting = scheduler.place(asked);
    boolean helps = true;
    while (helps && !waiting.isEmpty() && nodes < occupancy.nodes().size()) {
      helps = add(nodes);
    }
  }

  /** Whether one of those that wait finds its place; a node that is of no use does not come. */
  private boolean add(int node) {
    int mark = occupancy.mark();
    occupancy.open(node);
    List<SimulatedPod> pods = new ArrayList<>(waiting);
    for (int set = 0; set < fleet.sets().size(); set++) {
      if (fleet.sets().get(set).onEachNode()) {
        pods.addAll(onNodes(fleet, occupancy, set, node, node + 1));
      }
    }
    List<SimulatedPod> left = scheduler.place(pods);
    if (new HashSet<>(left).containsAll(waiting)) {
      occupancy.backTo(mark);
      return false;
    }
    waiting = left;
    nodes++;
    return true;
  }

  /** For people. */
  String added() {
    return nodes == count ? "" : ", %d added".formatted(nodes - count);
  }
}
