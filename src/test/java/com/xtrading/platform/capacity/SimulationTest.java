package com.xtrading.platform.capacity;

import static com.xtrading.platform.capacity.SetBuilder.app;
import static com.xtrading.platform.capacity.SetBuilder.pods;
import static com.xtrading.platform.capacity.SmallCluster.budget;
import static com.xtrading.platform.capacity.SmallCluster.simulation;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.environment.Cluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes of events on nodes of 1000m and 1000 MiB. */
class SimulationTest {

  private static List<String> waiting(ScenarioOutcome outcome) {
    return outcome.waiting().stream().map(ScenarioOutcome.Waiting::name).toList();
  }

  private static List<String> stuck(ScenarioOutcome outcome) {
    return outcome.stuck().stream().map(ScenarioOutcome.Stuck::why).toList();
  }

  private static ScenarioOutcome only(List<ScenarioOutcome> outcomes) {
    assertThat(outcomes).hasSize(1);
    return outcomes.get(0);
  }

  @Nested
  class Steady {

    @Test
    void everythingStarts() {
      Simulation simulation = simulation(2, pods("web").times(2, 5), pods("db").asks(100, 800));
      assertThat(simulation.steady().isFine()).isTrue();
      assertThat(simulation.occupancy().running(1)).as("nothing is scaled").isEqualTo(2);
    }

    @Test
    void whoFindsNoNodeIsNamedWithItsNumberAndItsReasons() {
      ScenarioOutcome outcome = simulation(2, pods("web").asks(100, 600).times(3)).steady();
      assertThat(outcome.waiting())
          .singleElement()
          .satisfies(
              one -> {
                assertThat(one.name()).isEqualTo("shop/web[Deployment] 3");
                assertThat(one.why()).isEqualTo("2 nodes: too little memory");
                assertThat(one.remedy()).isEqualTo("ask for less");
              });
    }

    @Test
    void aDaemonSetHasAPodOnEveryNodeThatTakesItWithOrWithoutTaints() {
      Cluster.Nodes tainted =
          new Cluster.Nodes(
              3,
              SmallCluster.nodes(1).cpu(),
              SmallCluster.nodes(1).memory(),
              Cluster.Reservation.KUBEADM,
              3,
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.of(
                  List.of(
                      new Cluster.Taint(
                          "pool", Optional.empty(), Cluster.Taint.Effect.NO_SCHEDULE))));
      Fleet fleet =
          new Fleet(
              List.of(
                  pods("everywhere").onEachNode().tolerates("", "Exists", "", "").set(),
                  pods("nowhere").onEachNode().set(),
                  pods("one")
                      .onEachNode()
                      .tolerates("", "Exists", "", "")
                      .selects("kubernetes.io/hostname", "node-2")
                      .set()),
              List.of());
      Simulation simulation = new Simulation(fleet, tainted, 3, 3);
      assertThat(simulation.steady().isFine()).as("who is not meant does not wait").isTrue();
      assertThat(IntStream.range(0, 3).map(simulation.occupancy()::running))
          .as("everywhere, nowhere, one")
          .containsExactly(3, 0, 1);
    }

    @Test
    void podsOfADaemonSetAreCalledAfterTheirNodes() {
      ScenarioOutcome outcome = simulation(2, pods("agent").asks(100, 1001).onEachNode()).steady();
      assertThat(waiting(outcome))
          .containsExactly("shop/agent[Deployment] on node-1", "shop/agent[Deployment] on node-2");
      assertThat(outcome.waiting().get(0).why())
          .as("only its own node counts")
          .isEqualTo("1 node: too little memory");
    }
  }

  @Nested
  class Rollouts {

    @Test
    void withASurgeNeedsRoomForOnePodMore() {
      assertThat(
              only(simulation(1, pods("web").asks(100, 300).times(2).replaced(1, 0))
                      .run(Scenario.ROLLOUT))
                  .isFine())
          .isTrue();
      ScenarioOutcome tight =
          only(
              simulation(1, pods("web").asks(100, 400).times(2).replaced(1, 0))
                  .run(Scenario.ROLLOUT));
      assertThat(stuck(tight))
          .containsExactly("2 old pods cannot go: 2 must run, and no new one can start");
      assertThat(tight.event()).isEqualTo("shop/web[Deployment]");
    }

    @Test
    void callNewPodsNew() {
      ScenarioOutcome outcome =
          simulation(1, pods("web").asks(100, 400).times(2, 5).replaced(1, 0))
              .run(Scenario.ROLLOUT)
              .get(0);
      assertThat(waiting(outcome)).containsExactly("shop/web[Deployment], a new one");
    }

    @Test
    void withPodsThatMayBeMissingNeedsNoRoom() {
      assertThat(
              only(simulation(1, pods("web").asks(100, 500).times(2).replaced(0, 1))
                      .run(Scenario.ROLLOUT))
                  .isFine())
          .isTrue();
    }

    @Test
    void thatRecreatesEverythingTakesAllPodsAwayFirst() {
      assertThat(
              only(simulation(2, pods("web").asks(100, 900).times(2).replaced(0, 2))
                      .run(Scenario.ROLLOUT))
                  .isFine())
          .isTrue();
    }

    @Test
    void withPodsThatShareNoNodeNeverEndWhereEachNodeHasOne() {
      SetBuilder deadlock = pods("web").times(2).apartFromItself().replaced(1, 0);
      assertThat(stuck(only(simulation(2, deadlock).run(Scenario.ROLLOUT)))).hasSize(1);
      assertThat(only(simulation(3, deadlock).run(Scenario.ROLLOUT)).isFine())
          .as("with one node more")
          .isTrue();
      assertThat(only(simulation(2, deadlock.replaced(0, 1)).run(Scenario.ROLLOUT)).isFine())
          .as("or where one may be missing")
          .isTrue();
    }

    @Test
    void happenToOneSetAfterAnother() {
      List<ScenarioOutcome> outcomes =
          simulation(
                  2,
                  pods("a").replaced(1, 0),
                  pods("b").replaced(0, 1),
                  pods("fixed"),
                  pods("none").times(0).replaced(1, 0))
              .run(Scenario.ROLLOUT);
      assertThat(outcomes)
          .extracting(ScenarioOutcome::event)
          .containsExactly("shop/a[Deployment]", "shop/b[Deployment]");
    }

    @Test
    void newPodsFindTheVolumesOfOldOnes() {
      // One by one, and on the node of the volume though the other one is emptier.
      Simulation simulation =
          simulation(
              2, pods("db").asks(100, 600).times(2).whereItWas().apartFromItself().replaced(0, 1));
      assertThat(only(simulation.run(Scenario.ROLLOUT)).isFine()).isTrue();
      ScenarioOutcome surge =
          only(
              simulation(2, pods("db").asks(100, 600).whereItWas().replaced(1, 0))
                  .run(Scenario.ROLLOUT));
      assertThat(surge.waiting())
          .singleElement()
          .satisfies(
              one ->
                  assertThat(one.why())
                      .isEqualTo(
                          "1 node: its volume is on the disk of another node,"
                              + " 1 node: too little memory"));
    }

    @Test
    void whoIsStoppedForANewPodComesBackWhenTheOldOneIsGone() {
      ScenarioOutcome outcome =
          simulation(
                  1,
                  pods("batch").asks(100, 500),
                  pods("web").asks(100, 400).priority(5).replaced(1, 0))
              .run(Scenario.ROLLOUT)
              .get(0);
      assertThat(outcome.stuck()).isEmpty();
      assertThat(waiting(outcome)).isEmpty();
    }
  }

  @Nested
  class NodeLoss {

    @Test
    void podsOfTheNodeLookForAnotherAndThoseOfDaemonSetsDoNot() {
      List<ScenarioOutcome> outcomes =
          simulation(
                  2, pods("web").asks(100, 400).times(2), pods("agent").asks(10, 10).onEachNode())
              .run(Scenario.NODE_LOSS);
      assertThat(outcomes)
          .extracting(ScenarioOutcome::event)
          .containsExactly("node-1 is lost", "node-2 is lost");
      assertThat(outcomes).allMatch(ScenarioOutcome::isFine);
    }

    @Test
    void lowestPrioritiesWaitWhereNotAllFindRoom() {
      List<ScenarioOutcome> outcomes =
          simulation(2, pods("web").asks(100, 700).priority(5), pods("batch").asks(100, 700))
              .run(Scenario.NODE_LOSS);
      assertThat(outcomes)
          .allSatisfy(
              outcome -> assertThat(waiting(outcome)).containsExactly("shop/batch[Deployment]"));
      assertThat(outcomes.get(0).waiting().get(0).why()).isEqualTo("1 node: too little memory");
    }

    @Test
    void aPodWhoseVolumeIsOnTheNodeWaits() {
      List<ScenarioOutcome> outcomes =
          simulation(2, pods("db").whereItWas()).run(Scenario.NODE_LOSS);
      assertThat(waiting(outcomes.get(0))).containsExactly("shop/db[Deployment]");
      assertThat(outcomes.get(0).waiting().get(0).remedy())
          .isEqualTo("give it a volume that moves");
      assertThat(outcomes.get(1).isFine()).as("it was on node-1").isTrue();
    }

    @Test
    void membersThatShareNoNodeWaitForOne() {
      List<ScenarioOutcome> outcomes =
          simulation(
                  3,
                  3,
                  List.of(budget("db", "maxUnavailable: 1, selector: {matchLabels: {app: db}}")),
                  pods("db").times(3).apartFromItself())
              .run(Scenario.NODE_LOSS);
      assertThat(outcomes)
          .allSatisfy(
              outcome ->
                  assertThat(outcome.waiting())
                      .singleElement()
                      .satisfies(one -> assertThat(one.spared()).isTrue()));
    }
  }

  @Nested
  class Drains {

    private ScenarioOutcome first(int nodes, int most, String budget, SetBuilder... sets) {
      List<DisruptionBudget> budgets =
          budget.isEmpty()
              ? List.of()
              : List.of(budget("web", budget + ", selector: {matchLabels: {app: web}}"));
      return simulation(nodes, most, budgets, sets).run(Scenario.DRAIN).get(0);
    }

    @Test
    void movePodsToOtherNodes() {
      ScenarioOutcome outcome = first(2, 2, "", pods("web").times(2), pods("agent").onEachNode());
      assertThat(outcome.event()).isEqualTo("node-1 is drained");
      assertThat(outcome.isFine()).isTrue();
    }

    @ParameterizedTest(name = "{0} of {1} pods: {2} stay")
    @CsvSource({
      // One pod of which one must run never goes.
      "minAvailable: 1, 1, 1",
      "maxUnavailable: 0, 1, 1",
      "minAvailable: 100%, 1, 1",
      // 50 % of one pod are one pod.
      "minAvailable: 50%, 1, 1",
      "maxUnavailable: 1, 1, 0",
      // 10 % of one pod round up to one that may be missing.
      "maxUnavailable: 10%, 1, 0",
      "minAvailable: 0, 1, 0",
      // Two pods, one on each node.
      "minAvailable: 1, 2, 0",
      "minAvailable: 51%, 2, 1",
      "maxUnavailable: 50%, 2, 0",
    })
    void endWhereBudgetsLetPodsGo(String budget, int pods, int stay) {
      ScenarioOutcome outcome =
          first(2, 2, budget, pods("web").times(pods).prefers(app("web"), -100));
      assertThat(outcome.stuck()).hasSize(stay);
      assertThat(outcome.waiting()).isEmpty();
    }

    @Test
    void takeTheNextPodOfABudgetWhenTheOneBeforeRunsElsewhere() {
      ScenarioOutcome outcome =
          first(2, 2, "maxUnavailable: 1", pods("web").asks(100, 200).times(4));
      assertThat(outcome.isFine()).as("two pods were on the node").isTrue();
    }

    @Test
    void hangWhereThePodBeforeFindsNoNode() {
      // Two on each node, and on the other one is no room for a third.
      ScenarioOutcome outcome =
          first(2, 2, "maxUnavailable: 1", pods("web").asks(100, 400).times(4));
      assertThat(waiting(outcome)).containsExactly("shop/web[Deployment] 1");
      assertThat(stuck(outcome))
          .containsExactly("shop/web[Deployment] 3 stays: shop/web lets nobody go");
    }

    @Test
    void countAllSetsOfOneBudget() {
      List<DisruptionBudget> budgets =
          List.of(budget("all", "minAvailable: 2, selector: {matchLabels: {tier: web}}"));
      SetBuilder[] sets = {
        pods("a").labelled("tier", "web"), pods("b").labelled("tier", "web").asks(100, 200)
      };
      assertThat(simulation(2, 2, budgets, sets).run(Scenario.DRAIN))
          .as("both must run, whichever goes")
          .allSatisfy(outcome -> assertThat(outcome.stuck()).hasSize(1));
      sets[0].times(2);
      assertThat(simulation(2, 2, budgets, sets).run(Scenario.DRAIN))
          .allMatch(ScenarioOutcome::isFine);
    }

    /** Instances of one store on nodes of their own, of which the first is the primary. */
    private List<ScenarioOutcome> ofAStore(int nodes, int instances) {
      return ofAStore(nodes, instances, Scenario.DRAIN);
    }

    private List<ScenarioOutcome> ofAStore(int nodes, int instances, Scenario scenario) {
      SetBuilder[] sets =
          IntStream.rangeClosed(1, instances)
              .mapToObj(
                  number ->
                      pods("db-" + number)
                          .madeOf("Cluster shop/db")
                          .labelled("store", "db")
                          .labelled("cnpg.io/instanceRole", number == 1 ? "primary" : "replica")
                          .asks(100, 700))
              .toArray(SetBuilder[]::new);
      String role = ", selector: {matchLabels: {cnpg.io/instanceRole: %s}}";
      List<DisruptionBudget> budgets = new ArrayList<>();
      budgets.add(budget("primary", "minAvailable: 1" + role.formatted("primary")));
      if (instances > 2) {
        budgets.add(
            budget(
                "replicas",
                "minAvailable: %d".formatted(instances - 2) + role.formatted("replica")));
      }
      return simulation(nodes, nodes, budgets, sets).run(scenario);
    }

    @ParameterizedTest
    @CsvSource({"3, 2", "4, 3"})
    void letAnOperatorMoveThePrimaryFirst(int nodes, int instances) {
      assertThat(ofAStore(nodes, instances)).allMatch(ScenarioOutcome::isFine);
      assertThat(ofAStore(nodes, instances))
          .flatExtracting(ScenarioOutcome::handOvers)
          .as("on the node of the primary alone")
          .containsExactly("shop/db-2[Deployment] from shop/db-1[Deployment]");
    }

    @Test
    void letAnOperatorMoveThePrimaryWhenItReplacesIt() {
      List<ScenarioOutcome> replaced = ofAStore(3, 3, Scenario.ROLLOUT);
      assertThat(replaced).hasSize(3).allMatch(ScenarioOutcome::isFine);
      assertThat(replaced)
          .flatExtracting(ScenarioOutcome::handOvers)
          .containsExactly("shop/db-2[Deployment] from shop/db-1[Deployment]");
    }

    @Test
    void endAtAPrimaryWithoutReplicas() {
      assertThat(stuck(ofAStore(2, 1).get(0)))
          .containsExactly("shop/db-1[Deployment] stays: shop/primary lets nobody go");
    }

    @Test
    void addANodeWherePodsWaitAndOneMayCome() {
      SetBuilder[] sets = {
        pods("web").asks(100, 700).times(2), pods("agent").asks(10, 10).onEachNode()
      };
      assertThat(waiting(first(2, 2, "", sets))).hasSize(1);
      ScenarioOutcome grown = first(2, 3, "", sets);
      assertThat(grown.event()).isEqualTo("node-1 is drained, 1 added");
      assertThat(grown.isFine()).isTrue();
    }
  }

  @Nested
  class Autoscaling {

    @Test
    void startsEverythingThatSchedulesAndScalersAllow() {
      SetBuilder[] sets = {
        pods("web").asks(100, 300).times(1, 3), pods("worker").asks(100, 300).times(0, 2)
      };
      Simulation small = simulation(1, sets);
      // Three pods fit; by their numbers the workers and the later pods of web are alike.
      assertThat(only(small.run(Scenario.AUTOSCALING)).waiting()).hasSize(2);
      assertThat(only(simulation(2, sets).run(Scenario.AUTOSCALING)).isFine()).isTrue();
    }

    @Test
    void addsNodesUpToTheMost() {
      SetBuilder web = pods("web").asks(100, 700).times(1, 4);
      ScenarioOutcome enough =
          only(simulation(1, 5, List.of(), web).run(Scenario.NODE_AUTOSCALING));
      assertThat(enough.event()).as("no more than are needed").isEqualTo("with 4 nodes");
      assertThat(enough.isFine()).isTrue();
      ScenarioOutcome scarce =
          only(simulation(1, 3, List.of(), web).run(Scenario.NODE_AUTOSCALING));
      assertThat(scarce.event()).isEqualTo("with 3 nodes");
      assertThat(waiting(scarce)).containsExactly("shop/web[Deployment] 4");
    }

    @Test
    void nodesThatComeHaveThePodsOfDaemonSetsFirst() {
      ScenarioOutcome outcome =
          only(
              simulation(
                      1,
                      3,
                      List.of(),
                      pods("agent").asks(100, 400).priority(9).onEachNode(),
                      pods("web").asks(100, 600).times(1, 3))
                  .run(Scenario.NODE_AUTOSCALING));
      assertThat(outcome.isFine()).isTrue();
      assertThat(outcome.event()).isEqualTo("with 3 nodes");
    }
  }

  @Nested
  class AddedNodes {

    @Test
    void doNotComeForPodsThatTheyDoNotHelp() {
      assertThat(
              only(
                  simulation(1, 4, List.of(), pods("web").asks(100, 1001).times(0, 2))
                      .run(Scenario.NODE_AUTOSCALING)))
          .satisfies(
              outcome -> {
                assertThat(outcome.event()).isEqualTo("with 1 node");
                assertThat(outcome.waiting()).hasSize(2);
              });
      assertThat(simulation(1, 4, List.of(), pods("db").whereItWas()).run(Scenario.DRAIN).get(0))
          .satisfies(
              outcome -> {
                assertThat(outcome.event()).isEqualTo("node-1 is drained");
                assertThat(outcome.waiting()).hasSize(1);
              });
    }
  }

  @Nested
  class Growth {

    @Test
    void namesWhatFindsNoNodeFirst() {
      Simulation simulation =
          simulation(1, pods("a").asks(100, 300).times(1, 2), pods("b").asks(100, 200).times(1, 9));
      // 500 at the start; a 2: 800, b 2: 1000, a 3.
      assertThat(simulation.grow())
          .hasValueSatisfying(
              growth -> {
                assertThat(growth.set()).isEqualTo("shop/a[Deployment]");
                assertThat(growth.number()).isEqualTo(3);
                assertThat(growth.most()).isEqualTo(2);
                assertThat(growth.step()).isEqualTo(3);
                assertThat(growth.why()).isEqualTo("1 node: too little memory");
              });
    }

    @Test
    void endsAtTwiceTheMost() {
      assertThat(simulation(1, pods("a").asks(100, 100).times(1, 3)).grow()).isEmpty();
      assertThat(simulation(1, pods("a").asks(100, 100).times(9)).grow())
          .as("what does not scale does not grow")
          .isEmpty();
    }
  }

  @Test
  void everyScenarioLeavesEverythingAsItWas() {
    SetBuilder[] sets = {
      pods("web").asks(100, 300).times(2, 4).replaced(1, 0).priority(3),
      pods("db").asks(100, 300).times(2).apartFromItself().replaced(0, 1).whereItWas(),
      pods("batch").asks(100, 200).times(0, 3),
      pods("agent").asks(10, 50).onEachNode(),
    };
    List<DisruptionBudget> budgets =
        List.of(budget("db", "maxUnavailable: 1, selector: {matchLabels: {app: db}}"));
    Simulation simulation = simulation(3, 4, budgets, sets);
    List<List<SimulatedPod>> before =
        IntStream.range(0, 4).mapToObj(simulation.occupancy()::on).toList();
    for (Scenario scenario : Scenario.values()) {
      List<ScenarioOutcome> first = simulation.run(scenario);
      assertThat(IntStream.range(0, 4).mapToObj(simulation.occupancy()::on).toList())
          .isEqualTo(before);
      assertThat(simulation.run(scenario)).as("%s again", scenario).isEqualTo(first);
      assertThat(simulation(3, 4, budgets, sets).run(scenario))
          .as("%s alone", scenario)
          .isEqualTo(first);
    }
  }
}
