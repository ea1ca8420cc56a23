package com.xtrading.platform.capacity;

import static com.xtrading.platform.capacity.SetBuilder.pods;
import static com.xtrading.platform.capacity.SmallCluster.budget;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.policy.Examples;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many pods disruption budgets let go. */
class DisruptionBudgetsTest {

  private static final String WEB = "selector: {matchLabels: {app: web}}";

  @ParameterizedTest(name = "{0} of {1} wants {2}")
  @CsvSource({
    "minAvailable: 2, 3, 2",
    // Percentages round up, on both sides: 1.5 and 0.9 pods.
    "minAvailable: 50%, 3, 2",
    "maxUnavailable: 30%, 3, 2",
    "maxUnavailable: 1, 3, 2",
    "maxUnavailable: 0, 3, 3",
    "maxUnavailable: 5, 3, 0",
    "minAvailable: 100%, 3, 3",
    "minAvailable: 5, 3, 5",
    "minAvailable: 0, 3, 0",
  })
  void aBudgetWantsSoManyPods(String spec, int expected, int wanted) {
    assertThat(budget("web", spec + ", " + WEB).wanted(expected)).isEqualTo(wanted);
  }

  @Test
  void podsAreKeptWhenTheBudgetAllowsNobodyToGo() {
    SmallCluster cluster =
        SmallCluster.of(
            3, List.of(budget("web", "maxUnavailable: 1, " + WEB)), pods("web").times(3));
    cluster.put(0, 0, 0).put(0, 1, 1).put(0, 2, 2);
    assertThat(cluster.budgets.keeps(new SimulatedPod(0, 0), "web 1")).isEmpty();
    cluster.occupancy.remove(new SimulatedPod(0, 2));
    assertThat(cluster.budgets.keeps(new SimulatedPod(0, 0), "web 1"))
        .hasValueSatisfying(
            stuck -> {
              assertThat(stuck.source()).isEqualTo("PodDisruptionBudget shop/web");
              assertThat(stuck.why()).isEqualTo("web 1 stays: shop/web lets nobody go");
            });
  }

  @Test
  void oneBudgetCountsThePodsOfAllSetsThatItSelects() {
    SmallCluster cluster =
        SmallCluster.of(
            1,
            List.of(budget("all", "minAvailable: 50%, selector: {}")),
            pods("web").times(2),
            pods("worker").times(2));
    // 2 of 4 must run; 3 run.
    cluster.put(0, 0, 0).put(0, 1, 0).put(1, 0, 0);
    assertThat(cluster.budgets.keeps(new SimulatedPod(1, 0), "worker")).isEmpty();
    cluster.occupancy.remove(new SimulatedPod(0, 0));
    assertThat(cluster.budgets.keeps(new SimulatedPod(1, 0), "worker")).isPresent();
  }

  @Test
  void podsOfAnotherNamespaceAreNotMeant() {
    SmallCluster cluster =
        SmallCluster.of(
            1, List.of(budget("all", "minAvailable: 100%, selector: {}")), pods("web").in("other"));
    assertThat(cluster.put(0, 0).budgets.keeps(new SimulatedPod(0, 0), "web")).isEmpty();
  }

  @Test
  void noPodIsEvictedThatTwoBudgetsSelect() {
    SmallCluster cluster =
        SmallCluster.of(
            3,
            List.of(
                budget("a", "maxUnavailable: 1, " + WEB), budget("b", "maxUnavailable: 1, " + WEB)),
            pods("web").times(3));
    cluster.put(0, 0, 0).put(0, 1, 1).put(0, 2, 2);
    assertThat(cluster.budgets.keeps(new SimulatedPod(0, 0), "web 1"))
        .hasValueSatisfying(
            stuck -> assertThat(stuck.why()).contains("shop/a and shop/b both select it"));
  }

  @Test
  void aBudgetWithoutASelectorIsAboutNoPods() {
    assertThat(
            DisruptionBudget.of(
                Examples.rendered(
                        """
                        apiVersion: policy/v1
                        kind: PodDisruptionBudget
                        metadata: {name: web, namespace: shop}
                        spec: {minAvailable: 1}
                        """)
                    .manifests()
                    .get(0)))
        .isEmpty();
  }

  @Test
  void podsAreSpareWhileTheirBudgetHoldsWithoutThem() {
    SmallCluster cluster =
        SmallCluster.of(
            3, List.of(budget("web", "minAvailable: 2, " + WEB)), pods("web").times(3), pods("db"));
    cluster.put(0, 0, 0).put(0, 1, 1);
    assertThat(cluster.budgets.spare(new SimulatedPod(0, 2))).isTrue();
    cluster.occupancy.remove(new SimulatedPod(0, 0));
    assertThat(cluster.budgets.spare(new SimulatedPod(0, 2))).isFalse();
    assertThat(cluster.budgets.spare(new SimulatedPod(1, 0))).as("nobody said it may go").isFalse();
  }

  @Test
  void theSchedulerCountsFromTheFirstPodOnWhoIsNotAllowedToGo() {
    SmallCluster cluster =
        SmallCluster.of(
            1, List.of(budget("web", "minAvailable: 1, " + WEB)), pods("web").times(3), pods("db"));
    cluster.put(0, 0, 0).put(0, 1, 0).put(0, 2, 0).put(1, 0);
    SimulatedPod[] web = {new SimulatedPod(0, 0), new SimulatedPod(0, 1), new SimulatedPod(0, 2)};
    assertThat(cluster.budgets.violatedBy(List.of(web[0], new SimulatedPod(1, 0), web[1], web[2])))
        .containsExactly(web[2]);
  }
}
