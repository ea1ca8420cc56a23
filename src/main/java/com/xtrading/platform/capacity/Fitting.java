package com.xtrading.platform.capacity;

import java.util.BitSet;

/**
 * Nodes that can take a pod.
 *
 * @param nodes all of them
 * @param compared those that may be the best, in order: of nodes that are alike to the pod but for
 *     their room one is enough
 */
record Fitting(BitSet nodes, int[] compared) {

  boolean isEmpty() {
    return nodes.isEmpty();
  }
}
