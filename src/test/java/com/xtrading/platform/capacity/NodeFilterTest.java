package com.xtrading.platform.capacity;

import static com.xtrading.platform.capacity.SetBuilder.app;
import static com.xtrading.platform.capacity.SetBuilder.appBy;
import static com.xtrading.platform.capacity.SetBuilder.pods;
import static com.xtrading.platform.capacity.SmallCluster.node;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which nodes can take a pod; nodes have 1000m, 1000 MiB of memory and of disk, and run 10 pods.
 */
class NodeFilterTest {

  private static List<Optional<Refusal>> answers(Refusal... refusals) {
    return Arrays.stream(refusals).map(Optional::ofNullable).toList();
  }

  private static final Refusal TAKEN = null;

  @Nested
  class Room {

    @ParameterizedTest(name = "beside {0}m, {1} MiB, {2} MiB of disk: {3}")
    @CsvSource({
      // The pod asks for 400m, 300 MiB and 200 MiB of disk: to the last bit it fits.
      "600, 700, 800, ",
      "601, 700, 800, CPU",
      "600, 701, 800, MEMORY",
      "600, 700, 801, DISK",
      // People are told of memory first, which is short most often.
      "601, 701, 801, MEMORY",
    })
    void isThereForWhatIsAskedFor(long cpu, long memory, long disk, Refusal refusal) {
      SmallCluster cluster =
          SmallCluster.of(1, pods("old").asks(cpu, memory, disk), pods("new").asks(400, 300, 200));
      assertThat(cluster.put(0, 0).refusals(1)).isEqualTo(answers(refusal));
    }

    @ParameterizedTest
    @CsvSource({"9, ", "10, PODS"})
    void isThereForSoManyPodsAsTheNodeRuns(int running, Refusal refusal) {
      SmallCluster cluster =
          SmallCluster.of(1, pods("old").asks(0, 0).times(10), pods("new").asks(0, 0));
      for (int number = 0; number < running; number++) {
        cluster.put(0, number, 0);
      }
      assertThat(cluster.refusals(1)).isEqualTo(answers(refusal));
    }

    @ParameterizedTest
    @CsvSource({"TCP/80, PORT", "UDP/80, ", "TCP/81, "})
    void isThereForAPortOfTheNodeOnce(String port, Refusal refusal) {
      SmallCluster cluster = SmallCluster.of(2, pods("old").port("TCP/80"), pods("new").port(port));
      assertThat(cluster.put(0, 0).refusals(1)).isEqualTo(answers(refusal, TAKEN));
    }
  }

  @Nested
  class Nodes {

    @Test
    void keepPodsAwayThatDoNotTolerateTheirTaints() {
      List<SimulatedNode> nodes =
          List.of(
              node(0, Map.of(), new Toleration.Taint("pool", "gpu", "NoSchedule")),
              node(1, Map.of(), new Toleration.Taint("pool", "gpu", "NoExecute")),
              node(2, Map.of(), new Toleration.Taint("pool", "gpu", "PreferNoSchedule")),
              node(3));
      SmallCluster cluster =
          SmallCluster.of(
              nodes, pods("any"), pods("gpu").tolerates("pool", "Equal", "gpu", "NoSchedule"));
      assertThat(cluster.refusals(0))
          .isEqualTo(answers(Refusal.TAINT, Refusal.TAINT, TAKEN, TAKEN));
      assertThat(cluster.refusals(1)).isEqualTo(answers(TAKEN, Refusal.TAINT, TAKEN, TAKEN));
    }

    @Test
    void areChosenByTheirLabels() {
      List<SimulatedNode> nodes =
          List.of(node(0, Map.of("disk", "ssd")), node(1, Map.of("disk", "hdd")));
      SmallCluster cluster =
          SmallCluster.of(
              nodes,
              pods("selector").selects("disk", "ssd"),
              pods("affinity")
                  .nodeTerm(
                      Map.of(
                          "matchExpressions",
                          List.of(
                              Map.of(
                                  "key", "disk", "operator", "NotIn", "values", List.of("ssd"))))));
      assertThat(cluster.refusals(0)).isEqualTo(answers(TAKEN, Refusal.NODE_LABELS));
      assertThat(cluster.refusals(1)).isEqualTo(answers(Refusal.NODE_LABELS, TAKEN));
    }

    @Test
    void thatAreClosedOrGoneTakeNobody() {
      SmallCluster cluster = SmallCluster.of(3, pods("web"));
      cluster.occupancy.close(0);
      cluster.occupancy.lose(1);
      assertThat(cluster.refusals(0)).isEqualTo(answers(Refusal.CLOSED, Refusal.CLOSED, TAKEN));
    }

    @Test
    void haveThePodThatBelongsToThemAlone() {
      SmallCluster cluster = SmallCluster.of(2, pods("agent").onEachNode());
      assertThat(cluster.refusals(new SimulatedPod(0, 1)))
          .isEqualTo(answers(Refusal.OTHER_NODE, TAKEN));
    }

    @Test
    void haveTheVolumeOnTheirDiskForGood() {
      SmallCluster cluster = SmallCluster.of(2, pods("db").times(2).whereItWas());
      assertThat(cluster.refusals(0)).as("nowhere yet").isEqualTo(answers(TAKEN, TAKEN));
      cluster.put(0, 1).occupancy.remove(new SimulatedPod(0, 0));
      assertThat(cluster.refusals(0)).isEqualTo(answers(Refusal.VOLUME, TAKEN));
      assertThat(cluster.refusals(new SimulatedPod(0, 1)))
          .as("the other pod has a volume of its own")
          .isEqualTo(answers(TAKEN, TAKEN));
    }
  }

  @Nested
  class AntiAffinity {

    @Test
    void keepsAPodAwayFromThoseThatItNames() {
      SmallCluster cluster = SmallCluster.of(2, pods("db"), pods("web").apart(app("db")));
      assertThat(cluster.put(0, 0).refusals(1)).isEqualTo(answers(Refusal.APART, TAKEN));
    }

    @Test
    void holdsTheOtherWayRoundToo() {
      SmallCluster cluster = SmallCluster.of(2, pods("db").apart(app("web")), pods("web"));
      assertThat(cluster.put(0, 0).refusals(1)).isEqualTo(answers(Refusal.KEPT_AWAY, TAKEN));
    }

    @Test
    void reachesAsFarAsItsTopologyKey() {
      List<SimulatedNode> nodes =
          List.of(
              node(0, Map.of("zone", "a")),
              node(1, Map.of("zone", "a")),
              node(2, Map.of("zone", "b")),
              node(3));
      SmallCluster cluster =
          SmallCluster.of(nodes, pods("db"), pods("web").apart(appBy("zone", "db")));
      assertThat(cluster.put(0, 0).refusals(1))
          .isEqualTo(answers(Refusal.APART, Refusal.APART, TAKEN, TAKEN));
    }

    @Test
    void isAboutTheNamespacesThatItNames() {
      SmallCluster cluster =
          SmallCluster.of(
              1,
              pods("db").in("shop-data"),
              pods("own").apart(app("db")),
              pods("named").apart(app("db", "shop-data")));
      cluster.put(0, 0);
      assertThat(cluster.refusals(1)).isEqualTo(answers(TAKEN));
      assertThat(cluster.refusals(2)).isEqualTo(answers(Refusal.APART));
    }

    @Test
    void endsWhenThePodGoes() {
      SmallCluster cluster = SmallCluster.of(1, pods("db").apart(app("web")), pods("web"));
      cluster.put(0, 0).occupancy.remove(new SimulatedPod(0, 0));
      assertThat(cluster.refusals(1)).isEqualTo(answers(TAKEN));
    }
  }

  @Nested
  class Affinity {

    @Test
    void keepsAPodNearThoseThatItNames() {
      SmallCluster cluster = SmallCluster.of(2, pods("db"), pods("web").near(app("db")));
      assertThat(cluster.refusals(1))
          .as("nobody is there")
          .isEqualTo(answers(Refusal.TOGETHER, Refusal.TOGETHER));
      assertThat(cluster.put(0, 1).refusals(1)).isEqualTo(answers(Refusal.TOGETHER, TAKEN));
    }

    @Test
    void letsTheFirstOfPodsThatWantEachOtherStartAnywhere() {
      SmallCluster cluster = SmallCluster.of(2, pods("web").times(2).near(app("web")));
      assertThat(cluster.refusals(0)).isEqualTo(answers(TAKEN, TAKEN));
      assertThat(cluster.put(0, 1).refusals(new SimulatedPod(0, 1)))
          .isEqualTo(answers(Refusal.TOGETHER, TAKEN));
    }

    @Test
    void needsTheLabelOfTheNodeEvenForTheFirst() {
      List<SimulatedNode> nodes = List.of(node(0), node(1, Map.of("zone", "a")));
      SmallCluster cluster = SmallCluster.of(nodes, pods("web").near(appBy("zone", "web")));
      assertThat(cluster.refusals(0)).isEqualTo(answers(Refusal.TOGETHER, TAKEN));
    }

    @Test
    void toTwoKindsIsAffinityToPodsThatAreBoth() {
      // The scheduler looks for pods that every term selects, not for one pod for each term.
      AffinityTerm tier =
          new AffinityTerm(
              com.xtrading.platform.objects.LabelSelector.ofLabels(
                  com.xtrading.platform.manifest.Tree.of(Map.of("tier", "hot"))),
              java.util.Set.of("shop"),
              SimulatedNode.HOSTNAME);
      SmallCluster cluster =
          SmallCluster.of(
              3,
              pods("db"),
              pods("other").labelled("tier", "hot"),
              pods("both").labelled("app", "db").labelled("tier", "hot"),
              pods("web").near(app("db")).near(tier));
      cluster.put(0, 0).put(1, 0);
      assertThat(cluster.refusals(3).get(0)).contains(Refusal.TOGETHER);
      assertThat(cluster.put(2, 1).refusals(3))
          .isEqualTo(answers(Refusal.TOGETHER, TAKEN, Refusal.TOGETHER));
    }

    @Test
    void letsAPodStartAloneOnlyWhereAllItsTermsMeanItself() {
      SmallCluster cluster =
          SmallCluster.of(1, pods("web").near(app("web")).near(app("db")), pods("db"));
      assertThat(cluster.refusals(0)).isEqualTo(answers(Refusal.TOGETHER));
    }
  }

  @Nested
  class Spread {

    @Test
    void keepsTheFullestPlaceNoFurtherAheadThanTheSkew() {
      SmallCluster cluster = SmallCluster.of(3, pods("web").times(6).spread(1));
      cluster.put(0, 0, 0).put(0, 1, 1);
      // 1 and itself against 0 on the third.
      assertThat(cluster.refusals(new SimulatedPod(0, 2)))
          .isEqualTo(answers(Refusal.SPREAD, Refusal.SPREAD, TAKEN));
      cluster.put(0, 2, 2);
      assertThat(cluster.refusals(new SimulatedPod(0, 3))).isEqualTo(answers(TAKEN, TAKEN, TAKEN));
    }

    @Test
    void allowsMoreWithALargerSkew() {
      SmallCluster cluster = SmallCluster.of(2, pods("web").times(6).spread(2));
      cluster.put(0, 0, 0);
      assertThat(cluster.refusals(new SimulatedPod(0, 1))).isEqualTo(answers(TAKEN, TAKEN));
      cluster.put(0, 1, 0);
      assertThat(cluster.refusals(new SimulatedPod(0, 2)))
          .isEqualTo(answers(Refusal.SPREAD, TAKEN));
    }

    @Test
    void countsClosedNodesAndThoseWithTaintsButNotThoseThatAreGone() {
      SmallCluster cluster = SmallCluster.of(3, pods("web").times(6).spread(1));
      cluster.put(0, 0, 0).put(0, 1, 1);
      cluster.occupancy.close(2);
      assertThat(cluster.refusals(new SimulatedPod(0, 2)))
          .isEqualTo(answers(Refusal.SPREAD, Refusal.SPREAD, Refusal.CLOSED));
      cluster.occupancy.lose(2);
      assertThat(cluster.refusals(new SimulatedPod(0, 2)))
          .isEqualTo(answers(TAKEN, TAKEN, Refusal.CLOSED));
    }

    @Test
    void leavesOutNodesThatThePodDoesNotChoose() {
      List<SimulatedNode> nodes =
          List.of(node(0, Map.of("disk", "ssd")), node(1, Map.of("disk", "ssd")), node(2));
      SmallCluster cluster =
          SmallCluster.of(nodes, pods("web").times(6).selects("disk", "ssd").spread(1));
      cluster.put(0, 0, 0).put(0, 1, 1);
      assertThat(cluster.refusals(new SimulatedPod(0, 2)))
          .as("the third node stays empty, and nobody waits for it")
          .isEqualTo(answers(TAKEN, TAKEN, Refusal.NODE_LABELS));
    }

    @Test
    void refusesNodesWithoutTheLabel() {
      List<SimulatedNode> nodes = List.of(node(0), node(1, Map.of("zone", "a")));
      SmallCluster cluster =
          SmallCluster.of(
              nodes,
              pods("web")
                  .spread(new SchedulingConstraints.Spread(appBy("zone", "web"), 1, true, 1)));
      assertThat(cluster.refusals(0)).isEqualTo(answers(Refusal.SPREAD, TAKEN));
    }

    @Test
    void withFewerPlacesThanAskedForCountsTheEmptiestAsEmpty() {
      SmallCluster cluster =
          SmallCluster.of(
              2,
              pods("web")
                  .times(6)
                  .spread(new SchedulingConstraints.Spread(app("web"), 1, true, 3)));
      cluster.put(0, 0, 0).put(0, 1, 1);
      assertThat(cluster.refusals(new SimulatedPod(0, 2)))
          .isEqualTo(answers(Refusal.SPREAD, Refusal.SPREAD));
    }

    @Test
    void thatIsAboutOthersDoesNotCountThePodItself() {
      SmallCluster cluster =
          SmallCluster.of(
              2,
              pods("db"),
              pods("web").spread(new SchedulingConstraints.Spread(app("db"), 1, true, 1)));
      // 1 against 0 is a skew of 1; with itself it would be 2.
      assertThat(cluster.put(0, 0).refusals(1)).isEqualTo(answers(TAKEN, TAKEN));
    }
  }
}
