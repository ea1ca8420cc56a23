package com.xtrading.platform.capacity;

import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/** Which nodes let pods of a set in at all. This never changes, and is looked up once. */
final class NodeAdmission {

  private final List<PodSet> sets;
  private final List<SimulatedNode> nodes;
  private final BitSet all = new BitSet();
  private final boolean tainted;
  private final BitSet otherTaints;
  private final BitSet[] byLabels;
  private final BitSet[] byTaints;

  NodeAdmission(List<PodSet> sets, List<SimulatedNode> nodes) {
    this.sets = sets;
    this.nodes = nodes;
    all.set(0, nodes.size());
    tainted = nodes.stream().anyMatch(node -> !node.taints().isEmpty());
    otherTaints = matching(node -> !node.taints().equals(nodes.get(0).taints()));
    byLabels = new BitSet[sets.size()];
    byTaints = new BitSet[sets.size()];
  }

  private BitSet matching(Predicate<SimulatedNode> wanted) {
    BitSet found = new BitSet();
    for (int node = 0; node < nodes.size(); node++) {
      found.set(node, wanted.test(nodes.get(node)));
    }
    return found;
  }

  /** Nodes whose labels and names the set accepts. */
  BitSet byLabels(int set) {
    if (byLabels[set] == null) {
      SchedulingConstraints constraints = sets.get(set).constraints();
      byLabels[set] = constraints.acceptAll() ? all : matching(constraints::accept);
    }
    return byLabels[set];
  }

  /** Nodes whose taints the set tolerates. */
  BitSet byTaints(int set) {
    if (byTaints[set] == null) {
      SchedulingConstraints constraints = sets.get(set).constraints();
      byTaints[set] = tainted ? matching(constraints::tolerate) : all;
    }
    return byTaints[set];
  }

  /** Nodes with other taints than the first. */
  BitSet otherTaints() {
    return otherTaints;
  }
}
