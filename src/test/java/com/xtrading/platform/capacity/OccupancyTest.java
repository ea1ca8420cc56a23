package com.xtrading.platform.capacity;

import static com.xtrading.platform.capacity.SetBuilder.app;
import static com.xtrading.platform.capacity.SetBuilder.pods;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is done can be undone, to the last count. */
class OccupancyTest {

  private static final int NODES = 4;

  private static SmallCluster cluster() {
    return SmallCluster.of(
        NODES,
        pods("a").times(6).apart(app("b")).prefers(app("c"), 5),
        pods("b").times(6).port("TCP/80").spread(1),
        pods("c").times(6).near(app("c")).whereItWas(),
        pods("d").times(6).asks(0, 0));
  }

  /** Everything that one can ask. */
  private static List<Object> state(Occupancy occupancy) {
    List<Object> state = new ArrayList<>();
    for (int node = 0; node < NODES; node++) {
      state.add(occupancy.on(node));
      state.add(occupancy.used(node));
      state.add(occupancy.scored(node));
      state.add(occupancy.free(node));
      state.add(occupancy.isClosed(node));
      state.add(occupancy.isGone(node));
      state.add(occupancy.takesPort(node, "TCP/80"));
      for (int set = 0; set < occupancy.sets().size(); set++) {
        AffinityTerms.Wishes wishes = occupancy.wishes(set);
        for (int[] terms : List.of(wishes.apart(), wishes.near(), wishes.of())) {
          for (int term : terms) {
            state.add(occupancy.matching(term, node));
            state.add(occupancy.refusing(term, node));
            state.add(occupancy.weight(term, node));
          }
        }
      }
    }
    for (int set = 0; set < occupancy.sets().size(); set++) {
      state.add(occupancy.running(set));
      for (int number = 0; number < 6; number++) {
        state.add(occupancy.where(new SimulatedPod(set, number)));
        state.add(occupancy.home(new SimulatedPod(set, number)));
      }
    }
    return state;
  }

  @Test
  void undoingLeavesEverythingAsItWas() {
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      Occupancy occupancy = cluster().occupancy;
      IntStream.range(0, 20).forEach(step -> something(occupancy, random));
      List<Object> before = state(occupancy);
      int mark = occupancy.mark();
      IntStream.range(0, 40).forEach(step -> something(occupancy, random));
      occupancy.backTo(mark);
      assertThat(state(occupancy)).as("seed %d", seed).isEqualTo(before);
      occupancy.backTo(0);
      assertThat(state(occupancy)).isEqualTo(state(cluster().occupancy));
    }
  }

  private static void something(Occupancy occupancy, Random random) {
    int node = random.nextInt(NODES);
    SimulatedPod pod = new SimulatedPod(random.nextInt(4), random.nextInt(6));
    switch (random.nextInt(6)) {
      case 0 -> occupancy.close(node);
      case 1 -> occupancy.open(node);
      case 2 -> {
        occupancy.on(node).forEach(occupancy::remove);
        occupancy.lose(node);
      }
      case 3 ->
          occupancy.inherit(
              new SimulatedPod(2, random.nextInt(6)), new SimulatedPod(2, random.nextInt(6)));
      default -> {
        if (occupancy.where(pod) >= 0) {
          occupancy.remove(pod);
        } else {
          occupancy.place(pod, node);
        }
      }
    }
  }

  @Test
  void podsOfANodeAreInOrderHoweverTheyCameThere() {
    Occupancy occupancy = cluster().occupancy;
    occupancy.place(new SimulatedPod(1, 1), 0);
    occupancy.place(new SimulatedPod(0, 2), 0);
    occupancy.place(new SimulatedPod(0, 1), 0);
    assertThat(occupancy.on(0))
        .containsExactly(new SimulatedPod(0, 1), new SimulatedPod(0, 2), new SimulatedPod(1, 1));
  }
}
