package com.xtrading.platform.capacity;

import static com.xtrading.platform.capacity.SetBuilder.app;
import static com.xtrading.platform.capacity.SetBuilder.pods;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** In which order pods find nodes, and what becomes of those that find none. */
class SchedulerTest {

  private static List<SimulatedPod> first(int... sets) {
    return Arrays.stream(sets).mapToObj(set -> new SimulatedPod(set, 0)).toList();
  }

  private static List<Integer> nodes(SmallCluster cluster, SimulatedPod... pods) {
    return Arrays.stream(pods).map(cluster.occupancy::where).toList();
  }

  @Test
  void podsOfHigherPriorityGoFirst() {
    SmallCluster cluster =
        SmallCluster.of(
            1, pods("a").asks(100, 700).patient(1), pods("b").asks(100, 400).patient(2));
    List<Scheduler.Waiting> waiting = cluster.scheduler.schedule(first(0, 1));
    assertThat(cluster.occupancy.where(new SimulatedPod(1, 0))).isZero();
    assertThat(waiting).extracting(Scheduler.Waiting::pod).containsExactly(new SimulatedPod(0, 0));
  }

  @Test
  void amongEqualsTheLargestGoesFirst() {
    SmallCluster cluster =
        SmallCluster.of(
            1, pods("a").asks(400, 100), pods("b").asks(100, 700), pods("c").asks(550, 100));
    // By the larger of their parts: b 70 %, c 55 %, a 40 %; then no CPU is left for a.
    List<Scheduler.Waiting> waiting = cluster.scheduler.schedule(first(0, 1, 2));
    assertThat(waiting).extracting(Scheduler.Waiting::pod).containsExactly(new SimulatedPod(0, 0));
  }

  @Test
  void aPodThatWaitsSaysHowManyNodesRefuseItAndWhy() {
    SmallCluster cluster =
        SmallCluster.of(3, pods("old").asks(100, 950), pods("web").times(2).apartFromItself());
    cluster.put(0, 0).put(1, 0, 1);
    cluster.occupancy.lose(2);
    List<Scheduler.Waiting> waiting = cluster.scheduler.schedule(List.of(new SimulatedPod(1, 1)));
    assertThat(waiting)
        .singleElement()
        .satisfies(
            one -> assertThat(one.why()).isEqualTo(Map.of(Refusal.MEMORY, 1, Refusal.APART, 1)));
  }

  @Test
  void aPodStopsOthersOfLowerPriorityAndTheyLookForAnotherNode() {
    SmallCluster cluster =
        SmallCluster.of(
            2,
            pods("low").asks(100, 400).priority(1),
            pods("high").asks(100, 400).priority(50),
            pods("new").asks(100, 700).priority(20));
    cluster.put(0, 0).put(1, 1);
    assertThat(cluster.scheduler.schedule(first(2))).isEmpty();
    assertThat(
            nodes(cluster, new SimulatedPod(2, 0), new SimulatedPod(0, 0), new SimulatedPod(1, 0)))
        .containsExactly(0, 1, 1);
  }

  @Test
  void whoIsStoppedAndFindsNoOtherNodeWaits() {
    SmallCluster cluster =
        SmallCluster.of(
            1, pods("low").asks(100, 400).priority(1), pods("new").asks(100, 700).priority(2));
    cluster.put(0, 0);
    List<Scheduler.Waiting> waiting = cluster.scheduler.schedule(first(1));
    assertThat(waiting)
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.pod()).isEqualTo(new SimulatedPod(0, 0));
              assertThat(one.why()).isEqualTo(Map.of(Refusal.MEMORY, 1));
            });
  }

  @Test
  void aPodThatStopsNobodyGetsAnotherChanceWhenOthersWereStopped() {
    SmallCluster cluster =
        SmallCluster.of(
            1,
            pods("patient").asks(100, 100).patient(5),
            pods("pushing").asks(100, 850).priority(4),
            pods("low").asks(100, 950).priority(1));
    cluster.put(2, 0);
    // 50 MiB are free: patient waits; pushing stops low, and 150 MiB are free beside it.
    List<Scheduler.Waiting> waiting = cluster.scheduler.schedule(first(0, 1));
    assertThat(waiting).extracting(Scheduler.Waiting::pod).containsExactly(new SimulatedPod(2, 0));
    assertThat(nodes(cluster, new SimulatedPod(0, 0), new SimulatedPod(1, 0)))
        .containsExactly(0, 0);
  }

  @Test
  void podsOfOneSetSpreadOverNodesThatAreAlike() {
    SmallCluster cluster =
        SmallCluster.of(
            3,
            pods("web").times(3).spread(new SchedulingConstraints.Spread(app("web"), 3, false, 1)));
    cluster.scheduler.schedule(
        IntStream.range(0, 3).mapToObj(number -> new SimulatedPod(0, number)).toList());
    assertThat(
            nodes(cluster, new SimulatedPod(0, 0), new SimulatedPod(0, 1), new SimulatedPod(0, 2)))
        .containsExactly(0, 1, 2);
  }

  @Test
  void theOrderInWhichPodsComeMakesNoDifference() {
    SetBuilder[] sets = {
      pods("a").asks(300, 200).times(4).priority(3),
      pods("b").asks(100, 350).times(4),
      pods("c").asks(250, 250).times(3).patient(2).apartFromItself(),
      pods("d").asks(50, 50).times(8).spread(1),
    };
    List<SimulatedPod> pods = new ArrayList<>();
    for (int set = 0; set < sets.length; set++) {
      int times = sets[set].set().number().steady();
      for (int number = 0; number < times; number++) {
        pods.add(new SimulatedPod(set, number));
      }
    }
    SmallCluster expected = SmallCluster.of(3, sets);
    List<Scheduler.Waiting> waiting = expected.scheduler.schedule(pods);
    for (int seed = 0; seed < 50; seed++) {
      Collections.shuffle(pods, new Random(seed));
      SmallCluster cluster = SmallCluster.of(3, sets);
      assertThat(cluster.scheduler.schedule(pods)).isEqualTo(waiting);
      assertThat(pods)
          .allSatisfy(
              pod ->
                  assertThat(cluster.occupancy.where(pod))
                      .isEqualTo(expected.occupancy.where(pod)));
    }
  }
}
