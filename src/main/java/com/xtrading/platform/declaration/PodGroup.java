package com.xtrading.platform.declaration;

import com.xtrading.platform.model.Resources;

/**
 * Pods of one workload with their number and size.
 *
 * @param pods how they are selected
 * @param component the component that brings them
 * @param min pods at the least
 * @param max pods at the most, without surge
 * @param requests what the scheduler sets aside for one pod
 * @param limits what one pod can use at most
 * @param budget who keeps enough of them running while nodes are drained
 */
public record PodGroup(
    Peer.Pods pods,
    String component,
    int min,
    int max,
    Resources requests,
    Resources limits,
    Budget budget)
    implements Comparable<PodGroup> {

  /** Who limits voluntary disruption. */
  public enum Budget {
    /** A PodDisruptionBudget of ours, where there are two pods or more. */
    OURS,
    /** The operator makes one; a second would block every eviction. */
    OPERATOR,
    /** None is needed, as for a pod on each node. */
    NONE
  }

  @Override
  public int compareTo(PodGroup other) {
    return pods.compareTo(other.pods);
  }
}
