package com.xtrading.platform.policy.rules.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.policy.Examples;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DisruptionBudgetsNeverBlockTest {

  private static String workload(String kind, String name, int replicas) {
    return """
        apiVersion: apps/v1
        kind: %s
        metadata: {name: %s, namespace: shop}
        spec: {replicas: %d, template: {metadata: {labels: {app: web, part: %s}}}}
        """
        .formatted(kind, name, replicas, name);
  }

  private static String budget(String name, String amount, String label) {
    return """
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: {name: %s, namespace: shop}
        spec: {%s, unhealthyPodEvictionPolicy: AlwaysAllow, selector: {matchLabels: {%s}}}
        """
        .formatted(name, amount, label);
  }

  private static final String POOLER =
      """
      apiVersion: postgresql.cnpg.io/v1
      kind: Pooler
      metadata: {name: pooler, namespace: shop}
      spec: {cluster: {name: postgres}, instances: 2}
      """;

  private static List<String> places(String... texts) {
    return Examples.places(new DisruptionBudgetsNeverBlock(), Examples.rendered(texts));
  }

  @ParameterizedTest
  @CsvSource({
    "maxUnavailable: 1, 1, true",
    "maxUnavailable: 1%, 3, true",
    "maxUnavailable: 0, 3, false",
    "maxUnavailable: 0%, 3, false",
    "minAvailable: 2, 3, true",
    "minAvailable: 3, 3, false",
    "minAvailable: 1, 1, false",
    "minAvailable: 50%, 3, true",
    "minAvailable: 67%, 3, false",
    "minAvailable: 100%, 9, false",
    "minAvailable: 1, 0, true",
  })
  void onePodCanGoAtTheFewestReplicas(String amount, int replicas, boolean allowed) {
    assertThat(places(workload("Deployment", "web", replicas), budget("web", amount, "app: web")))
        .hasSize(allowed ? 0 : 1)
        .allSatisfy(place -> assertThat(place).contains("spec.m"));
  }

  @Test
  void theMinimumOfAnAutoscalerCountsAndNotTheReplicas() {
    String autoscaler =
        """
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: {name: web, namespace: shop}
        spec: {scaleTargetRef: {kind: Deployment, name: web}, minReplicas: 2, maxReplicas: 9}
        """;
    assertThat(
            places(
                workload("Deployment", "web", 5),
                autoscaler,
                budget("web", "minAvailable: 2", "app: web")))
        .containsExactly("PodDisruptionBudget shop/web: spec.minAvailable");
  }

  @Test
  void podsWithTwoBudgetsAreFoundAtTheSecond() {
    assertThat(
            places(
                workload("Deployment", "web", 3),
                budget("one", "maxUnavailable: 1", "app: web"),
                budget("two", "maxUnavailable: 1", "part: web")))
        .containsExactly("PodDisruptionBudget shop/two: spec.selector");
  }

  @Test
  void aBudgetThatSelectsNothingIsFoundUnlessAnOperatorMakesThePods() {
    assertThat(places(budget("web", "maxUnavailable: 1", "app: gone")))
        .containsExactly("PodDisruptionBudget shop/web: spec.selector");
    assertThat(places(POOLER, budget("db", "maxUnavailable: 1", "cnpg.io/poolerName: pooler")))
        .isEmpty();
  }

  @Test
  void aBudgetOverPodsThatAnOperatorHasABudgetForIsFound() {
    String cluster =
        """
        apiVersion: postgresql.cnpg.io/v1
        kind: Cluster
        metadata: {name: postgres, namespace: shop}
        spec: {instances: 3}
        """;
    assertThat(places(cluster, budget("db", "maxUnavailable: 1", "cnpg.io/cluster: postgres")))
        .isNotEmpty()
        .allMatch("PodDisruptionBudget shop/db: spec.selector"::equals);
  }

  @Test
  void bothAmountsOrNoneAndAMissingEvictionPolicyAreFound() {
    String workload = workload("DaemonSet", "web", 1);
    assertThat(places(workload, budget("web", "minAvailable: 1, maxUnavailable: 1", "app: web")))
        .containsExactly("PodDisruptionBudget shop/web: spec");
    assertThat(
            places(
                workload,
                budget("web", "maxUnavailable: 1", "app: web")
                    .replace("unhealthyPodEvictionPolicy: AlwaysAllow, ", "")))
        .containsExactly("PodDisruptionBudget shop/web: spec.unhealthyPodEvictionPolicy");
  }
}
