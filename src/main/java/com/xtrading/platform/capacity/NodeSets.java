package com.xtrading.platform.capacity;

import java.util.BitSet;

/** What sets of nodes have in common; a set is one bit for each node. */
final class NodeSets {

  private NodeSets() {}

  /** Nodes of both sets. */
  static BitSet both(BitSet one, BitSet other) {
    BitSet both = (BitSet) one.clone();
    both.and(other);
    return both;
  }

  /** Nodes of one set that are not in the other. */
  static BitSet without(BitSet one, BitSet other) {
    BitSet rest = (BitSet) one.clone();
    rest.andNot(other);
    return rest;
  }

  /** Takes all nodes but one out of a set. */
  static void keep(BitSet nodes, int only) {
    boolean has = nodes.get(only);
    nodes.clear();
    nodes.set(only, has);
  }
}
