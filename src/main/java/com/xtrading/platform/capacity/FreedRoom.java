package com.xtrading.platform.capacity;

import java.util.ArrayList;
import java.util.List;

/** What is left of a node beside a pod when some of the others are gone. */
final class FreedRoom {

  private final Occupancy occupancy;
  private ResourceAmount free;
  private int pods;

  /**
   * @param without who goes
   */
  FreedRoom(Occupancy occupancy, int node, SimulatedPod pod, List<SimulatedPod> without) {
    this.occupancy = occupancy;
    free = occupancy.free(node).minus(occupancy.set(pod).requests());
    pods = occupancy.nodes().get(node).pods() - occupancy.numberOn(node) + without.size() - 1;
    for (SimulatedPod other : without) {
      free = free.plus(occupancy.set(other).requests());
    }
  }

  boolean isEnough() {
    return pods >= 0 && ResourceAmount.NOTHING.fitsIn(free);
  }

  /** Lets others come back in their turn, and returns those for whom nothing is left. */
  List<SimulatedPod> tooManyOf(List<SimulatedPod> others) {
    List<SimulatedPod> tooMany = new ArrayList<>();
    for (SimulatedPod other : others) {
      ResourceAmount wanted = occupancy.set(other).requests();
      if (pods > 0 && wanted.fitsIn(free)) {
        free = free.minus(wanted);
        pods--;
      } else {
        tooMany.add(other);
      }
    }
    return tooMany;
  }
}
