package com.xtrading.platform.capacity;

import static com.xtrading.platform.capacity.SetBuilder.app;
import static com.xtrading.platform.capacity.SetBuilder.appBy;
import static com.xtrading.platform.capacity.SetBuilder.pods;
import static com.xtrading.platform.capacity.SmallCluster.node;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Points of nodes of 1000m and 1000 MiB, worked out by hand: LeastAllocated, balance, twice
 * affinity, twice spread, thrice taints. Without any taint each node has 300 for them.
 */
class NodeScoreTest {

  private static final int TAINTS = 300;

  @Test
  void anEmptierAndMoreBalancedNodeIsBetter() {
    SmallCluster cluster = SmallCluster.of(2, pods("old").asks(650, 150), pods("new"));
    // node-1: 750m and 250 MiB: (25 + 75) / 2, and 1 - |0.75 - 0.25| / 2.
    // node-2: 100m and 100 MiB: (90 + 90) / 2, and both parts are the same.
    assertThat(cluster.put(0, 0).points(new SimulatedPod(1, 0)))
        .containsExactly(50 + 75 + TAINTS, 90 + 100 + TAINTS);
  }

  @Test
  void partsOfPointsAreLeftOut() {
    SmallCluster cluster = SmallCluster.of(1, pods("old").asks(567, 100), pods("new"));
    // 667m leave 33.3 %, 200 MiB leave 80 %: (33 + 80) / 2 = 56.5; 1 - 0.467 / 2 = 76.65 %.
    assertThat(cluster.put(0, 0).points(new SimulatedPod(1, 0))).containsExactly(56 + 76 + TAINTS);
  }

  @Test
  void podsWithoutRequestsCountForAHundredAndTwoHundredAndAreNotBalanced() {
    SmallCluster cluster = SmallCluster.of(2, pods("none").asks(0, 0).times(2));
    // node-1: 200m and 400 MiB: (80 + 60) / 2. node-2: 100m and 200 MiB: (90 + 80) / 2.
    assertThat(cluster.put(0, 0, 0).points(new SimulatedPod(0, 1)))
        .containsExactly(70 + TAINTS, 85 + TAINTS);
  }

  @Test
  void wishesOfThePodLieBetweenTheWorstAndTheBestNode() {
    SmallCluster cluster =
        SmallCluster.of(
            3,
            pods("good"),
            pods("bad"),
            pods("other"),
            pods("new").prefers(app("good"), 10).prefers(app("bad"), -10));
    cluster.put(0, 0).put(2, 1).put(1, 2);
    // 10, 0 and -10 become 100, 50 and 0. Each node: (80 + 80) / 2 + 100 + 300.
    assertThat(cluster.points(new SimulatedPod(3, 0))).containsExactly(480 + 200, 480 + 100, 480);
  }

  @Test
  void wishesOfPodsThatRunCountAndWhatTheyNeedCountsForOne() {
    SmallCluster cluster =
        SmallCluster.of(
            3,
            pods("needs").near(app("new")),
            pods("likes").prefers(app("new"), 4),
            pods("other"),
            pods("new"));
    cluster.put(0, 0).put(1, 1).put(2, 2);
    // 1, 4 and 0 become 25, 100 and 0.
    assertThat(cluster.points(new SimulatedPod(3, 0))).containsExactly(480 + 50, 480 + 200, 480);
  }

  @Test
  void thePlaceWithTheFewestOfItsKindIsBest() {
    SmallCluster cluster =
        SmallCluster.of(
            3,
            pods("web").times(4).spread(new SchedulingConstraints.Spread(app("web"), 3, false, 1)));
    cluster.put(0, 0, 0).put(0, 1, 0).put(0, 2, 1);
    // ln(3 + 2) = 1.609: 2 × 1.609 + 2 = 5, 1.609 + 2 = 4, and 2; of 5 + 2 less each, by 5.
    assertThat(cluster.points(new SimulatedPod(0, 3)))
        .containsExactly(
            70 + 100 + 2 * 40 + TAINTS, 80 + 100 + 2 * 60 + TAINTS, 90 + 100 + 2 * 100 + TAINTS);
  }

  @Test
  void aSpreadOverFewPlacesWeighsLessThanOneOverMany() {
    List<SimulatedNode> nodes =
        List.of(
            node(0, Map.of("zone", "a")),
            node(1, Map.of("zone", "a")),
            node(2, Map.of("zone", "b")));
    SmallCluster cluster =
        SmallCluster.of(
            nodes,
            pods("web")
                .times(4)
                .spread(new SchedulingConstraints.Spread(appBy("zone", "web"), 1, false, 1)));
    cluster.put(0, 0, 0).put(0, 1, 1).put(0, 2, 2);
    // ln(2 + 2) = 1.386, not ln(3 + 2): 2 × 1.386 = 3 and 1; (4 - 3) / 3 and (4 - 1) / 3.
    assertThat(cluster.points(new SimulatedPod(0, 3)))
        .containsExactly(480 + 2 * 33, 480 + 2 * 33, 480 + 2 * 100);
  }

  @Test
  void aNodeWithoutTheLabelOfASpreadGetsNothingForIt() {
    List<SimulatedNode> nodes = List.of(node(0, Map.of("zone", "a")), node(1));
    SmallCluster cluster =
        SmallCluster.of(
            nodes,
            pods("web")
                .spread(new SchedulingConstraints.Spread(appBy("zone", "web"), 1, false, 1)));
    assertThat(cluster.points(new SimulatedPod(0, 0))).containsExactly(490 + 2 * 100, 490);
  }

  @Test
  void aStrictSpreadGivesNoPoints() {
    SmallCluster cluster = SmallCluster.of(2, pods("web").spread(1));
    assertThat(cluster.points(new SimulatedPod(0, 0))).containsExactly(490, 490);
  }

  @Test
  void taintsThatWouldRatherHaveAnotherPodCountAgainstANode() {
    Toleration.Taint[] taints = {
      new Toleration.Taint("a", "", "PreferNoSchedule"),
      new Toleration.Taint("b", "", "PreferNoSchedule"),
      new Toleration.Taint("c", "", "PreferNoSchedule"),
    };
    List<SimulatedNode> nodes =
        List.of(node(0, Map.of(), taints), node(1, Map.of(), taints[0]), node(2));
    SmallCluster cluster =
        SmallCluster.of(nodes, pods("any"), pods("tolerant").tolerates("", "Exists", "", ""));
    // 3 of 3 are 100 off, 1 of 3 is 33 off.
    assertThat(cluster.points(new SimulatedPod(0, 0)))
        .containsExactly(190, 190 + 3 * 67, 190 + 3 * 100);
    assertThat(cluster.points(new SimulatedPod(1, 0))).containsExactly(490, 490, 490);
  }

  @Test
  void ofNodesThatAreAlikeTheFirstIsTaken() {
    SmallCluster cluster = SmallCluster.of(3, pods("web"));
    assertThat(cluster.score.best(new SimulatedPod(0, 0), SmallCluster.all(1, 2))).isEqualTo(1);
    assertThat(cluster.scheduler.schedule(List.of(new SimulatedPod(0, 0)))).isEmpty();
    assertThat(cluster.occupancy.where(new SimulatedPod(0, 0))).isZero();
  }

  @Test
  void aNodeOfWhichNothingIsLeftIsStillANode() {
    SimulatedNode nothing =
        new SimulatedNode("node-1", new ResourceAmount(1000, 0, 0), 10, Map.of(), List.of());
    SmallCluster cluster = SmallCluster.of(List.of(nothing), pods("web").asks(100, 0));
    assertThat(cluster.scheduler.schedule(List.of(new SimulatedPod(0, 0)))).isEmpty();
  }
}
