package com.xtrading.platform.capacity;

import java.util.function.IntConsumer;

/**
 * A number for what runs on each node, which is the same again when that is undone; and which nodes
 * changed of late, for whoever keeps something about them.
 */
final class NodeStates {

  private final long[] states;
  private final int[] changed;
  private long changes;
  private long last;

  NodeStates(int nodes) {
    states = new long[nodes];
    changed = new int[nodes];
  }

  long at(int node) {
    return states[node];
  }

  /** Something else runs on the node than ever before. */
  void renew(int node) {
    last++;
    restore(node, last);
  }

  /** The same runs on the node as when its state had that number. */
  void restore(int node, long state) {
    states[node] = state;
    changed[(int) (changes % changed.length)] = node;
    changes++;
  }

  /** How often anything has changed. */
  long changes() {
    return changes;
  }

  /**
   * Goes through the nodes that changed, some more than once.
   *
   * @param since {@link #changes} of then
   */
  void forEachChanged(long since, IntConsumer action) {
    if (changes - since < changed.length) {
      for (long change = since; change < changes; change++) {
        action.accept(changed[(int) (change % changed.length)]);
      }
    } else {
      for (int node = 0; node < states.length; node++) {
        action.accept(node);
      }
    }
  }
}
