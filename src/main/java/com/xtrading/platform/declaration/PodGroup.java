package com.xtrading.platform.declaration;

import com.xtrading.platform.model.Resources;

/**
 * Pods of one workload with their number and size.
 *
 * @param pods how they are selected
 * @param component the component that brings them
 * @param account their service account, by which a mesh knows them
 * @param min pods at the least
 * @param max pods at the most, without surge
 * @param requests what the scheduler sets aside for one pod
 * @param limits what one pod can use at most
 * @param maker who makes the pods
 * @param budget who keeps enough of them running while nodes are drained
 * @param network where they listen
 * @param onEachNode whether there is one on every node
 * @param priorityClass the PriorityClass that a chart gives them; empty for none, or where a
 *     rendered object says it
 */
public record PodGroup(
    Peer.Pods pods,
    String component,
    String account,
    int min,
    int max,
    Resources requests,
    Resources limits,
    Maker maker,
    Budget budget,
    Network network,
    boolean onEachNode,
    String priorityClass)
    implements Comparable<PodGroup> {

  /** Who makes the pods. */
  public enum Maker {
    /** We draw them, with a service account of their own. */
    PLATFORM,
    /** An operator makes them of a custom resource that we draw. */
    OPERATOR,
    /** An add-on brings them with its chart. */
    ADD_ON
  }

  /** Where pods listen. */
  public enum Network {
    /** At an address of their own, which network policies govern. */
    POD,
    /** At the address of their node, where no network policy reaches them. */
    NODE
  }

  /** Who limits voluntary disruption. */
  public enum Budget {
    /** A PodDisruptionBudget of ours, where there are two pods or more. */
    OURS,
    /** The operator makes one; a second would block every eviction. */
    OPERATOR,
    /** None is needed, as for a pod on each node. */
    NONE
  }

  /** The same pods with a PriorityClass. */
  public PodGroup ofPriority(String className) {
    return new PodGroup(
        pods,
        component,
        account,
        min,
        max,
        requests,
        limits,
        maker,
        budget,
        network,
        onEachNode,
        className);
  }

  @Override
  public int compareTo(PodGroup other) {
    return pods.compareTo(other.pods);
  }
}
