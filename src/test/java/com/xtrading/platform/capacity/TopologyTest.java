package com.xtrading.platform.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nodes by one of their labels. */
class TopologyTest {

  private static final List<SimulatedNode> NODES =
      List.of(
          SmallCluster.node(0, Map.of("rack", "a")),
          SmallCluster.node(1),
          SmallCluster.node(2, Map.of("rack", "b")),
          SmallCluster.node(3, Map.of("rack", "a")));

  private static BitSet nodes(int... nodes) {
    return SmallCluster.all(nodes).nodes();
  }

  @Test
  void nodesWithTheSameValueAreInOnePlace() {
    Topology racks = new Topology("rack", NODES);
    assertThat(racks.place(3)).isEqualTo(racks.place(0)).isNotEqualTo(racks.place(2));
    assertThat(racks.place(1)).isEqualTo(-1);
    assertThat(racks.nodes(racks.place(0))).containsExactly(0, 3);
    assertThat(racks.labelled()).isEqualTo(nodes(0, 2, 3));
    assertThat(racks.unlabelled()).isEqualTo(nodes(1));
  }

  @Test
  void placesOfSomeNodesAreCountedOnce() {
    Topology racks = new Topology("rack", NODES);
    assertThat(racks.count(nodes(0, 3))).isEqualTo(1);
    assertThat(racks.count(nodes(0, 2, 3))).isEqualTo(2);
    assertThat(new Topology(SimulatedNode.HOSTNAME, NODES).count(nodes(0, 3))).isEqualTo(2);
  }
}
