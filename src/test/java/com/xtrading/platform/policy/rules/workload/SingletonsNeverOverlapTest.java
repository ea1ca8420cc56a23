package com.xtrading.platform.policy.rules.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.policy.Examples;
import org.junit.jupiter.api.Test;

final class SingletonsNeverOverlapTest {

  private final SingletonsNeverOverlap rule = new SingletonsNeverOverlap();
  private final String one = rule.goodExample();

  @Test
  void twoReplicasAreFound() {
    assertThat(Examples.places(rule, Examples.rendered(one.replace("replicas: 1", "replicas: 2"))))
        .containsExactly("StatefulSet shop/runner: spec.replicas");
  }

  @Test
  void anAutoscalerIsFoundThoughItsObjectNamesNoReplicas() {
    String scaler =
        """
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: {name: runner, namespace: shop}
        spec:
          scaleTargetRef: {apiVersion: apps/v1, kind: StatefulSet, name: runner}
          maxReplicas: 2
        """;
    assertThat(Examples.places(rule, Examples.rendered(one.replace("  replicas: 1\n", ""), scaler)))
        .containsExactly("StatefulSet shop/runner: metadata.name");
  }

  @Test
  void podsWithoutTheMarkMayBeMany() {
    assertThat(rule.check(Examples.rendered(rule.badExample().replace("\"true\"", "\"false\""))))
        .isEmpty();
  }
}
