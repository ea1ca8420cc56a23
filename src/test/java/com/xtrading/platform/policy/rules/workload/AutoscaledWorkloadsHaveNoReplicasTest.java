package com.xtrading.platform.policy.rules.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.policy.Examples;
import org.junit.jupiter.api.Test;

final class AutoscaledWorkloadsHaveNoReplicasTest {

  private static final String STATEFUL_SET =
      """
      apiVersion: apps/v1
      kind: StatefulSet
      metadata: {name: web, namespace: shop}
      spec: {replicas: 3}
      """;

  private static final String SCALED_OBJECT =
      """
      apiVersion: keda.sh/v1alpha1
      kind: ScaledObject
      metadata: {name: web, namespace: shop}
      spec: {scaleTargetRef: {kind: StatefulSet, name: web}}
      """;

  private final AutoscaledWorkloadsHaveNoReplicas rule = new AutoscaledWorkloadsHaveNoReplicas();

  @Test
  void aScaledObjectCountsAsAnAutoscaler() {
    assertThat(Examples.places(rule, Examples.rendered(STATEFUL_SET, SCALED_OBJECT)))
        .containsExactly("StatefulSet shop/web: spec.replicas");
  }

  @Test
  void aScaledObjectWithoutAKindScalesADeployment() {
    String scaled = SCALED_OBJECT.replace("kind: StatefulSet, ", "");
    assertThat(rule.check(Examples.rendered(STATEFUL_SET, scaled))).isEmpty();
    assertThat(
            rule.check(
                Examples.rendered(STATEFUL_SET.replace("StatefulSet", "Deployment"), scaled)))
        .hasSize(1);
  }

  @Test
  void aWorkloadOfTheSameNameElsewhereIsAnotherOne() {
    assertThat(
            rule.check(
                Examples.rendered(
                    STATEFUL_SET.replace("namespace: shop", "namespace: other"), SCALED_OBJECT)))
        .isEmpty();
  }
}
