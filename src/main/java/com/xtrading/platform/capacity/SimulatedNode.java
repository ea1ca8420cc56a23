package com.xtrading.platform.capacity;

import java.util.List;
import java.util.Map;

/**
 * A node as the scheduler sees it while it is empty.
 *
 * @param name its name, which is the value of its label {@code kubernetes.io/hostname}
 * @param allocatable what pods can use of it
 * @param pods pods that it runs at the most
 * @param labels labels that pods may select it by
 * @param taints what keeps pods away that do not tolerate it
 */
record SimulatedNode(
    String name,
    ResourceAmount allocatable,
    int pods,
    Map<String, String> labels,
    List<Toleration.Taint> taints) {

  static final String HOSTNAME = "kubernetes.io/hostname";

  SimulatedNode {
    labels = Map.copyOf(labels);
    taints = List.copyOf(taints);
  }
}
