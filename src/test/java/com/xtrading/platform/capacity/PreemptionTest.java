package com.xtrading.platform.capacity;

import static com.xtrading.platform.capacity.SetBuilder.pods;
import static com.xtrading.platform.capacity.SmallCluster.budget;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who is stopped for a pod of higher priority. The pod is the first one of the last set. */
class PreemptionTest {

  private static Optional<Preemption.Choice> choose(SmallCluster cluster) {
    List<PodSet> sets = cluster.occupancy.sets();
    Comparator<SimulatedPod> first =
        Comparator.comparingInt((SimulatedPod pod) -> -sets.get(pod.set()).priority().value())
            .thenComparingLong(pod -> -sets.get(pod.set()).requests().memory())
            .thenComparingInt(SimulatedPod::set)
            .thenComparingInt(SimulatedPod::number);
    return new Preemption(cluster.occupancy, cluster.filter, cluster.search, cluster.budgets, first)
        .choose(new SimulatedPod(sets.size() - 1, 0));
  }

  private static void stops(SmallCluster cluster, int node, SimulatedPod... victims) {
    assertThat(choose(cluster))
        .hasValueSatisfying(
            choice -> {
              assertThat(choice.node()).isEqualTo(node);
              assertThat(choice.victims()).containsExactlyInAnyOrder(victims);
            });
  }

  @Test
  void theNodeWhoseHighestVictimIsLowestIsTaken() {
    SmallCluster cluster =
        SmallCluster.of(
            2,
            pods("ten").asks(100, 900).priority(10),
            pods("five").asks(100, 900).priority(5),
            pods("new").asks(100, 500).priority(20));
    stops(cluster.put(0, 0).put(1, 1), 1, new SimulatedPod(1, 0));
  }

  @Test
  void asManyAsPossibleAreSparedFromTheHighestPriorityDown() {
    SmallCluster cluster =
        SmallCluster.of(
            1,
            pods("one").asks(100, 400).priority(1),
            pods("five").asks(100, 600).priority(5),
            pods("new").asks(100, 400).priority(20));
    stops(cluster.put(0, 0).put(1, 0), 0, new SimulatedPod(0, 0));
  }

  @Test
  void theFewerPrioritiesInSumTheBetter() {
    SmallCluster cluster =
        SmallCluster.of(
            2,
            pods("half").asks(100, 450).times(2).priority(5),
            pods("whole").asks(100, 900).priority(5),
            pods("new").asks(100, 900).priority(20));
    stops(cluster.put(0, 0, 0).put(0, 1, 0).put(1, 1), 1, new SimulatedPod(1, 0));
  }

  @Test
  void negativePrioritiesDoNotMakeMoreVictimsBetter() {
    SmallCluster cluster =
        SmallCluster.of(
            2,
            pods("half").asks(100, 450).times(2).priority(-5),
            pods("whole").asks(100, 900).priority(-5),
            pods("new").asks(100, 900).priority(20));
    stops(cluster.put(0, 0, 0).put(0, 1, 0).put(1, 1), 1, new SimulatedPod(1, 0));
  }

  @Test
  void ofNodesThatAreAlikeTheFirstIsTaken() {
    SmallCluster cluster =
        SmallCluster.of(
            2, pods("old").asks(100, 900).times(2), pods("new").asks(100, 900).priority(20));
    stops(cluster.put(0, 0, 0).put(0, 1, 1), 0, new SimulatedPod(0, 0));
  }

  @Test
  void podsOfTheSamePriorityAreNotStopped() {
    SmallCluster cluster =
        SmallCluster.of(
            1, pods("old").asks(100, 900).priority(20), pods("new").asks(100, 900).priority(20));
    assertThat(choose(cluster.put(0, 0))).isEmpty();
  }

  @Test
  void aPodWhoseClassNeverPreemptsStopsNobody() {
    SmallCluster cluster =
        SmallCluster.of(1, pods("old").asks(100, 900), pods("new").asks(100, 900).patient(20));
    assertThat(choose(cluster.put(0, 0))).isEmpty();
  }

  @Test
  void nobodyIsStoppedWhereItWouldNotHelp() {
    SmallCluster cluster =
        SmallCluster.of(
            1,
            pods("low").asks(100, 300),
            pods("high").asks(100, 600).priority(30),
            pods("new").asks(100, 500).priority(20));
    assertThat(choose(cluster.put(0, 0).put(1, 0))).isEmpty();
  }

  @Test
  void nobodyIsStoppedOnANodeThatDoesNotTakeThePodAnyway() {
    List<SimulatedNode> nodes =
        List.of(
            SmallCluster.node(0, Map.of(), new Toleration.Taint("pool", "gpu", "NoSchedule")),
            SmallCluster.node(1));
    SmallCluster cluster =
        SmallCluster.of(
            nodes,
            pods("low").asks(100, 900).times(2).tolerates("pool", "Exists", "", ""),
            pods("new").asks(100, 900).priority(20));
    stops(cluster.put(0, 0, 0).put(0, 1, 1), 1, new SimulatedPod(0, 1));
    cluster.occupancy.close(1);
    assertThat(choose(cluster)).isEmpty();
  }

  @Test
  void podsThatAPodKeepsAwayFromAreStoppedToo() {
    SmallCluster cluster =
        SmallCluster.of(
            1, pods("db"), pods("web"), pods("new").apart(SetBuilder.app("db")).priority(20));
    stops(cluster.put(0, 0).put(1, 0), 0, new SimulatedPod(0, 0));
  }

  @Test
  void aNodeOnWhichNoBudgetIsBrokenIsTakenBeforeLowerPriorities() {
    SmallCluster cluster =
        SmallCluster.of(
            2,
            List.of(budget("guard", "minAvailable: 1, selector: {matchLabels: {app: one}}")),
            pods("one").asks(100, 900).priority(1),
            pods("five").asks(100, 900).priority(5),
            pods("new").asks(100, 900).priority(20));
    stops(cluster.put(0, 0).put(1, 1), 1, new SimulatedPod(1, 0));
  }

  @Test
  void podsWhoseLossBreaksABudgetAreSparedFirst() {
    SmallCluster cluster =
        SmallCluster.of(
            1,
            List.of(budget("guard", "minAvailable: 1, selector: {matchLabels: {app: one}}")),
            pods("one").asks(100, 400).priority(1),
            pods("five").asks(100, 400).priority(5),
            pods("new").asks(100, 500).priority(20));
    stops(cluster.put(0, 0).put(1, 0), 0, new SimulatedPod(1, 0));
  }

  @Test
  void aBudgetIsOnlyBrokenByThoseThatItDoesNotAllow() {
    SmallCluster cluster =
        SmallCluster.of(
            1,
            List.of(budget("guard", "maxUnavailable: 1, selector: {matchLabels: {app: old}}")),
            pods("old").asks(100, 450).times(2),
            pods("new").asks(100, 900).priority(20));
    assertThat(choose(cluster.put(0, 0, 0).put(0, 1, 0)))
        .hasValueSatisfying(choice -> assertThat(choice.broken()).isEqualTo(1));
  }

  @Test
  void aBudgetIsBrokenWhereNothingElseHelps() {
    SmallCluster cluster =
        SmallCluster.of(
            1,
            List.of(budget("guard", "minAvailable: 1, selector: {matchLabels: {app: old}}")),
            pods("old").asks(100, 900),
            pods("new").asks(100, 900).priority(20));
    stops(cluster.put(0, 0), 0, new SimulatedPod(0, 0));
  }

  @Test
  void choosingChangesNothing() {
    SmallCluster cluster =
        SmallCluster.of(
            1, pods("old").asks(100, 450).times(2), pods("new").asks(100, 500).priority(20));
    cluster.put(0, 0, 0).put(0, 1, 0);
    int mark = cluster.occupancy.mark();
    stops(cluster, 0, new SimulatedPod(0, 1));
    assertThat(cluster.occupancy.on(0))
        .containsExactly(new SimulatedPod(0, 0), new SimulatedPod(0, 1));
    assertThat(cluster.occupancy.mark()).isEqualTo(mark);
  }
}
