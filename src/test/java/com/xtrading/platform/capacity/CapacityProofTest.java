package com.xtrading.platform.capacity;

import static com.xtrading.platform.capacity.SmallCluster.deployment;
import static com.xtrading.platform.capacity.SmallCluster.nodes;
import static com.xtrading.platform.capacity.SmallCluster.nothingMade;
import static com.xtrading.platform.capacity.SmallCluster.premises;
import static com.xtrading.platform.capacity.SmallCluster.prove;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.environment.Capacity;
import com.xtrading.platform.environment.Capacity.Survivors;
import com.xtrading.platform.environment.Cluster.SystemPods;
import com.xtrading.platform.model.Cpu;
import com.xtrading.platform.model.KubernetesName;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Resources;
import com.xtrading.platform.policy.Examples;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What people are told: place, what does not fit, and the change to make. */
class CapacityProofTest {

  private static final String SCALER =
      """
      apiVersion: autoscaling/v2
      kind: HorizontalPodAutoscaler
      metadata: {name: web, namespace: shop}
      spec: {scaleTargetRef: {kind: Deployment, name: web}, minReplicas: 1, maxReplicas: %d}
      """;

  private static String apart(String app) {
    return ("affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution:"
            + " [{topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: %s}}}]}}")
        .formatted(app);
  }

  private static List<Shortfall> of(CapacityReport report, Scenario scenario) {
    return report.shortfalls().stream().filter(one -> one.scenario() == scenario).toList();
  }

  private static Shortfall only(CapacityReport report, Scenario scenario) {
    assertThat(of(report, scenario)).hasSize(1);
    return of(report, scenario).get(0);
  }

  @Test
  void nothingIsSaidWhereEverythingFits() {
    assertThat(prove(premises(2), deployment("web", 2, "300", "")).shortfalls()).isEmpty();
  }

  @Test
  void onlyScenariosThatAreAskedForAreRun() {
    CapacityReport report =
        CapacityProof.of(
            premises(2),
            nothingMade(Examples.rendered(deployment("web", 2, "300", "")).manifests()),
            EnumSet.of(Scenario.DRAIN));
    assertThat(report.outcomes()).hasSize(2).allMatch(one -> one.scenario() == Scenario.DRAIN);
  }

  @Nested
  class Steady {

    @Test
    void saysHowManyNodesWouldDo() {
      // 600 MiB each: one on each node; 2 nodes for 5 pods, 3 more are needed.
      Shortfall shortfall =
          only(prove(premises(2), deployment("web", 5, "600", "")), Scenario.STEADY);
      assertThat(shortfall.place()).isEqualTo("Deployment shop/web");
      assertThat(shortfall.problem())
          .isEqualTo(
              "everything runs, nothing is scaled: shop/web[Deployment] 3 finds no node for 10m"
                  + " CPU, 600 Mi (2 nodes: too little memory); and 2 more like it");
      assertThat(shortfall.change()).isEqualTo("set cluster.nodes.count to 5, or ask for less");
    }

    @Test
    void saysThatAPodIsLargerThanAnyNode() {
      Shortfall shortfall =
          of(prove(premises(2), deployment("web", 1, "1001", "")), Scenario.STEADY).get(0);
      assertThat(shortfall.place()).isEqualTo("Deployment shop/web");
      assertThat(shortfall.problem())
          .isEqualTo(
              "shop/web[Deployment] finds no node even where nothing else runs: it asks for 10m"
                  + " CPU, 1001 Mi, an empty node has 1.00 CPU, 1000 Mi (2 nodes: too little"
                  + " memory)");
      assertThat(shortfall.change()).isEqualTo("ask for less");
    }

    @Test
    void saysThatAPodWantsALabelThatNoNodeHas() {
      Shortfall shortfall =
          only(
              prove(premises(2), deployment("web", 1, "100", "nodeSelector: {disk: ssd}")),
              Scenario.STEADY);
      assertThat(shortfall.problem()).endsWith("(2 nodes: labels that it does not ask for)");
      assertThat(shortfall.change()).isEqualTo("correct its nodeSelector or its affinity to nodes");
    }

    @Test
    void saysThatAPodWantsToBeNearPodsThatNobodyRuns() {
      String near =
          "affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution:"
              + " [{topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: db}}}]}}";
      Shortfall shortfall =
          only(prove(premises(2), deployment("web", 1, "100", near)), Scenario.STEADY);
      assertThat(shortfall.problem()).endsWith("(2 nodes: none of the pods that it wants near)");
      assertThat(shortfall.change()).isEqualTo("correct its affinity to other pods");
      assertThat(
              prove(premises(2), deployment("web", 1, "100", near), deployment("db", 1, "100", ""))
                  .shortfalls())
          .isEmpty();
    }

    @Test
    void blamesRoomAndNotAffinityWhereThePodsThatItWantsNearRun() {
      String near =
          "affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution:"
              + " [{topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: db}}}]}}";
      Shortfall shortfall =
          only(
              prove(
                  premises(1),
                  deployment("web", 1, "300", near),
                  deployment("db", 1, "400", ""),
                  deployment("large", 1, "600", "")),
              Scenario.STEADY);
      assertThat(shortfall.place()).isEqualTo("Deployment shop/web");
      assertThat(shortfall.problem()).contains("too little memory");
      assertThat(shortfall.change()).startsWith("set cluster.nodes.count to 2");
    }

    @Test
    void saysOnceThatAffinitiesContradictEachOther() {
      String both =
          "affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [%1$s]},"
              + " podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [%1$s]}}";
      String term =
          "{topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: web}}}";
      Shortfall shortfall =
          only(
              prove(premises(3), deployment("web", 3, "100", both.formatted(term))),
              Scenario.STEADY);
      assertThat(shortfall.problem())
          .startsWith("shop/web[Deployment] 2 finds no node even where nothing else runs")
          .contains("1 node: pods that it keeps away from")
          .contains("2 nodes: none of the pods that it wants near");
      assertThat(shortfall.change())
          .isEqualTo("keep it away from fewer pods, or correct its affinity to other pods");
    }

    @Test
    void saysThatOnePodOnEachNodeNeedsAsManyNodes() {
      Shortfall shortfall =
          only(prove(premises(2), deployment("web", 3, "100", apart("web"))), Scenario.STEADY);
      assertThat(shortfall.problem()).contains("2 nodes: pods that it keeps away from");
      assertThat(shortfall.change())
          .isEqualTo("set cluster.nodes.count to 3, or keep it away from fewer pods");
    }

    @Test
    void countsWhatComesWithTheCluster() {
      TreeMap<KubernetesName, SystemPods> system = new TreeMap<>();
      system.put(
          new KubernetesName("network"),
          new SystemPods(Optional.empty(), new Resources(Cpu.millis(100), Memory.mebibytes(200))));
      system.put(
          new KubernetesName("dns"),
          new SystemPods(Optional.of(2), new Resources(Cpu.millis(100), Memory.mebibytes(300))));
      Capacity asked = new Capacity(0, Survivors.NOTHING, 1000, Optional.empty(), Optional.empty());
      CapacityReport report = prove(premises(nodes(2), system, asked));
      assertThat(report.shortfalls()).isEmpty();
      assertThat(report.nodes())
          .allSatisfy(
              node ->
                  assertThat(node.use().requests())
                      .isEqualTo(new ResourceAmount(200, 500 * SetBuilder.MEBIBYTE, 0)));
      assertThat(report.total().pods()).isEqualTo(4);
    }
  }

  @Nested
  class Rollouts {

    @Test
    void thatNeverEndAreToldOnceWithBothWaysOut() {
      Shortfall shortfall =
          only(
              prove(
                  premises(2),
                  deployment("web", 2, "100", apart("web"))
                      .replace(
                          "replicas: 2",
                          "replicas: 2\n  strategy: {rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}")),
              Scenario.ROLLOUT);
      assertThat(shortfall.place()).isEqualTo("Deployment shop/web");
      assertThat(shortfall.problem())
          .isEqualTo(
              "shop/web[Deployment]: 2 old pods cannot go: 2 must run, and no new one can start"
                  + " (2 nodes: pods that it keeps away from)");
      assertThat(shortfall.change())
          .isEqualTo("set cluster.nodes.count to 3, or let maxUnavailable be 1");
    }

    @Test
    void areJobsToo() {
      CapacityReport report =
          prove(
              premises(1),
              deployment("web", 1, "800", ""),
              """
              apiVersion: batch/v1
              kind: Job
              metadata: {name: migrate, namespace: shop}
              spec:
                template:
                  spec: {containers: [{name: main, resources: {requests: {memory: 300Mi}}}]}
              """);
      Shortfall shortfall =
          of(report, Scenario.ROLLOUT).stream()
              .filter(one -> one.place().startsWith("Job"))
              .findFirst()
              .orElseThrow();
      assertThat(shortfall.place()).isEqualTo("Job shop/migrate");
      assertThat(shortfall.change()).startsWith("set cluster.nodes.count to 2");
    }

    @Test
    void ofAJobThatIsLargerThanAnyNodeSaySo() {
      CapacityReport report =
          prove(
              premises(1),
              """
              apiVersion: batch/v1
              kind: Job
              metadata: {name: migrate, namespace: shop}
              spec:
                template:
                  spec: {containers: [{name: main, resources: {requests: {memory: 3000Mi}}}]}
              """);
      assertThat(only(report, Scenario.ROLLOUT).problem())
          .contains("finds no node even where nothing else runs");
    }
  }

  @Nested
  class NodeLoss {

    private Premises survive(Survivors survivors, String... shed) {
      return premises(nodes(2), 0, survivors, 1000, List.of(shed));
    }

    private CapacityReport three(Survivors survivors, String... shed) {
      return prove(
          survive(survivors, shed),
          deployment("shop-data", "db", 1, "500", ""),
          deployment("web", 1, "400", ""),
          deployment("batch", 1, "600", ""));
    }

    @Test
    void mayLeaveAnythingWaitingWhereNothingMustSurvive() {
      CapacityReport report = three(Survivors.NOTHING);
      assertThat(of(report, Scenario.NODE_LOSS)).isEmpty();
      assertThat(report.outcomes())
          .anyMatch(one -> one.scenario() == Scenario.NODE_LOSS && !one.waiting().isEmpty());
    }

    @Test
    void mayLeaveAllButStoresWaitingWhereThoseMustSurvive() {
      // Whoever is lost: the largest goes first among equals, and the others wait.
      CapacityReport fine =
          prove(
              survive(Survivors.STORES),
              deployment("shop-data", "db", 1, "600", ""),
              deployment("web", 1, "500", ""));
      assertThat(of(fine, Scenario.NODE_LOSS))
          .as("web runs on the other node, and db has no priority over it")
          .singleElement()
          .satisfies(one -> assertThat(one.place()).isEqualTo("Deployment shop-data/db"));
      String high =
          """
          apiVersion: scheduling.k8s.io/v1
          kind: PriorityClass
          metadata: {name: high}
          value: 1000
          """;
      assertThat(
              of(
                  prove(
                      survive(Survivors.STORES),
                      high,
                      deployment("shop-data", "db", 1, "600", "priorityClassName: high"),
                      deployment("web", 1, "500", "")),
                  Scenario.NODE_LOSS))
          .isEmpty();
    }

    @Test
    void mayCostAStoreThePodsThatItsBudgetSpares() {
      String db = deployment("shop-data", "db", 2, "100", apart("db"));
      String budget =
          """
          apiVersion: policy/v1
          kind: PodDisruptionBudget
          metadata: {name: db, namespace: shop-data}
          spec: {maxUnavailable: 1, selector: {matchLabels: {app: db}}}
          """;
      assertThat(of(prove(survive(Survivors.STORES), db, budget), Scenario.NODE_LOSS)).isEmpty();
      assertThat(only(prove(survive(Survivors.STORES), db), Scenario.NODE_LOSS).change())
          .startsWith("set cluster.nodes.count to 3");
      assertThat(of(prove(survive(Survivors.EVERYTHING), db, budget), Scenario.NODE_LOSS))
          .as("everything is more than the stores need")
          .hasSize(1);
    }

    @Test
    void leavesNobodyWaitingWhereEverythingMustSurvive() {
      assertThat(of(three(Survivors.EVERYTHING), Scenario.NODE_LOSS))
          .allSatisfy(one -> assertThat(one.change()).startsWith("set cluster.nodes.count to 3"))
          .isNotEmpty();
    }

    @Test
    void mayLeaveThoseWaitingThatAreShed() {
      assertThat(of(three(Survivors.EVERYTHING, "batch", "web", "db"), Scenario.NODE_LOSS))
          .isEmpty();
    }

    @Test
    void saysThatAVolumeDoesNotMove() {
      CapacityReport report =
          prove(
              survive(Survivors.EVERYTHING),
              """
              apiVersion: storage.k8s.io/v1
              kind: StorageClass
              metadata: {name: local}
              provisioner: rancher.io/local-path
              """,
              """
              apiVersion: apps/v1
              kind: StatefulSet
              metadata: {name: db, namespace: shop}
              spec:
                replicas: 1
                template: {spec: {containers: [{name: db}]}}
                volumeClaimTemplates: [{metadata: {name: data}, spec: {storageClassName: local}}]
              """);
      assertThat(only(report, Scenario.NODE_LOSS).change())
          .isEqualTo("no number of such nodes is enough: give it a volume that moves");
    }
  }

  @Nested
  class Drains {

    @Test
    void thatABudgetBlocksNameTheBudget() {
      Shortfall shortfall =
          only(
              prove(
                  premises(2),
                  deployment("web", 1, "100", ""),
                  """
                  apiVersion: policy/v1
                  kind: PodDisruptionBudget
                  metadata: {name: web, namespace: shop}
                  spec: {minAvailable: 1, selector: {matchLabels: {app: web}}}
                  """),
              Scenario.DRAIN);
      assertThat(shortfall.place()).isEqualTo("PodDisruptionBudget shop/web");
      assertThat(shortfall.problem())
          .isEqualTo("node-1 is drained: shop/web[Deployment] stays: shop/web lets nobody go");
      assertThat(shortfall.change())
          .isEqualTo(
              "no number of such nodes is enough: let the budget spare one more, or run one more");
    }

    @Test
    void mayWaitForANodeThatIsAdded() {
      String web = deployment("web", 2, "600", "");
      assertThat(
              of(
                  prove(premises(nodes(2), 0, Survivors.EVERYTHING, 1000, List.of()), web),
                  Scenario.DRAIN))
          .hasSize(1);
      assertThat(
              of(
                  prove(premises(nodes(2, 3), 0, Survivors.EVERYTHING, 1000, List.of()), web),
                  Scenario.DRAIN))
          .isEmpty();
    }
  }

  @Nested
  class Autoscaling {

    @Test
    void beyondTheNodesThatMayComeSaysHowManyMust() {
      CapacityReport report =
          prove(
              premises(nodes(1, 2), 0, Survivors.NOTHING, 1000, List.of()),
              deployment("web", 1, "600", ""),
              SCALER.formatted(4));
      assertThat(of(report, Scenario.AUTOSCALING)).as("what waits here gets nodes").isEmpty();
      Shortfall shortfall = only(report, Scenario.NODE_AUTOSCALING);
      assertThat(shortfall.place()).isEqualTo("Deployment shop/web");
      assertThat(shortfall.change())
          .isEqualTo("set cluster.nodes.autoscaleTo to 4, or ask for less");
      assertThat(
              prove(
                      premises(nodes(1, 4), 0, Survivors.NOTHING, 1000, List.of()),
                      deployment("web", 1, "600", ""),
                      SCALER.formatted(4))
                  .shortfalls())
          .extracting(Shortfall::scenario)
          .as("but a new version finds no room for its surge")
          .containsOnly(Scenario.ROLLOUT);
    }

    @Test
    void runsScaledJobsAndCronJobsAtTheirMost() {
      CapacityReport report =
          prove(
              premises(nodes(1, 1), 0, Survivors.NOTHING, 1000, List.of()),
              """
              apiVersion: keda.sh/v1alpha1
              kind: ScaledJob
              metadata: {name: worker, namespace: shop}
              spec:
                maxReplicaCount: 3
                jobTargetRef:
                  template:
                    spec: {containers: [{name: main, resources: {requests: {memory: 300Mi}}}]}
              """,
              """
              apiVersion: batch/v1
              kind: CronJob
              metadata: {name: nightly, namespace: shop}
              spec:
                jobTemplate:
                  spec:
                    template:
                      spec: {containers: [{name: main, resources: {requests: {memory: 200Mi}}}]}
              """);
      // 3 × 300 MiB first, then 200 MiB find no room.
      assertThat(only(report, Scenario.NODE_AUTOSCALING).place()).isEqualTo("CronJob shop/nightly");
    }

    @Test
    void saysWhatBreaksFirstAndHowManyNodesHoldIt() {
      CapacityReport report =
          prove(premises(1), deployment("web", 1, "300", ""), SCALER.formatted(2));
      assertThat(report.firstToBreak())
          .hasValueSatisfying(
              breaking -> {
                assertThat(breaking.set()).isEqualTo("shop/web[Deployment]");
                assertThat(breaking.number()).isEqualTo(4);
                assertThat(breaking.most()).isEqualTo(2);
                assertThat(breaking.why()).isEqualTo("1 node: too little memory");
                assertThat(breaking.nodes()).contains(2);
              });
    }
  }
}
