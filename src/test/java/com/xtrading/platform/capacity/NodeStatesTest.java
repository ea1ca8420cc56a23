package com.xtrading.platform.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Numbers of what runs on nodes, and which nodes changed. */
class NodeStatesTest {

  private static List<Integer> changedSince(NodeStates states, long since) {
    List<Integer> changed = new ArrayList<>();
    states.forEachChanged(since, changed::add);
    return changed;
  }

  @Test
  void whatIsUndoneHasItsNumberAgainAndNothingElseHas() {
    Occupancy occupancy =
        SmallCluster.of(2, SetBuilder.pods("web").times(3)).put(0, 0, 0).occupancy;
    long one = occupancy.states().at(0);
    int mark = occupancy.mark();
    occupancy.place(new SimulatedPod(0, 1), 0);
    long two = occupancy.states().at(0);
    occupancy.remove(new SimulatedPod(0, 1));
    assertThat(occupancy.states().at(0)).isNotIn(one, two);
    occupancy.backTo(mark);
    assertThat(occupancy.states().at(0)).isEqualTo(one);
    occupancy.place(new SimulatedPod(0, 2), 0);
    assertThat(occupancy.states().at(0)).isNotIn(one, two);
  }

  @Test
  void whoAsksInTimeIsToldOfTheNodesThatChanged() {
    NodeStates states = new NodeStates(4);
    states.renew(3);
    long then = states.changes();
    states.renew(1);
    states.restore(2, 0);
    assertThat(changedSince(states, then)).containsExactly(1, 2);
    assertThat(changedSince(states, states.changes())).isEmpty();
  }

  @Test
  void whoAsksLateIsToldOfAllNodes() {
    NodeStates states = new NodeStates(3);
    for (int change = 0; change < 5; change++) {
      states.renew(1);
    }
    assertThat(changedSince(states, 0)).containsExactly(0, 1, 2);
    assertThat(changedSince(states, 3)).containsExactly(1, 1);
  }
}
