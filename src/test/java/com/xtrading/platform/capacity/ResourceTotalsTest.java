package com.xtrading.platform.capacity;

import static com.xtrading.platform.capacity.SmallCluster.deployment;
import static com.xtrading.platform.capacity.SmallCluster.nodes;
import static com.xtrading.platform.capacity.SmallCluster.premises;
import static com.xtrading.platform.capacity.SmallCluster.prove;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.environment.Capacity.Survivors;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Room that stays free, and limits that nodes can hold. */
class ResourceTotalsTest {

  private static final String AGENT =
      """
      apiVersion: apps/v1
      kind: DaemonSet
      metadata: {name: agent, namespace: shop}
      spec:
        template:
          spec: {containers: [{name: main, resources: {requests: {memory: %sMi}}}]}
      """;

  private static List<Shortfall> steady(int slack, int limits, String... yaml) {
    return prove(premises(nodes(2), slack, Survivors.NOTHING, limits, List.of()), yaml)
        .shortfalls()
        .stream()
        .filter(one -> one.scenario() == Scenario.STEADY)
        .toList();
  }

  @Test
  void slackIsKeptToTheLastMebibyte() {
    // 10 % of 2000 MiB are to stay free.
    assertThat(steady(10, 1000, deployment("web", 2, "900", ""))).isEmpty();
    assertThat(steady(10, 1000, deployment("web", 2, "901", "")))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.place()).isEqualTo("capacity.slack");
              assertThat(one.problem())
                  .isEqualTo(
                      "pods ask for 1802 Mi of 2000 Mi of memory; 10 % are to stay free, so that"
                          + " 2 Mi is too much");
              assertThat(one.change()).isEqualTo("lower requests, or set cluster.nodes.count to 3");
            });
  }

  @Test
  void slackIsKeptOfTheProcessorToo() {
    String web = deployment("web", 2, "10", "").replace("cpu: 10m", "cpu: 950m");
    assertThat(steady(10, 1000, web))
        .singleElement()
        .satisfies(one -> assertThat(one.problem()).startsWith("pods ask for 1.90 of 2.00 of CPU"));
  }

  @Test
  void nodesThatAreAddedBringPodsOfTheirOwn() {
    // 700 + 2 × 600: each node more keeps 900 - 600 for others. 700 / 300 needs three nodes.
    assertThat(steady(10, 1000, AGENT.formatted("600"), deployment("web", 2, "350", "")))
        .singleElement()
        .satisfies(one -> assertThat(one.change()).endsWith("set cluster.nodes.count to 3"));
  }

  @Test
  void noNumberOfNodesHelpsAgainstWhatRunsOnEveryNode() {
    assertThat(steady(10, 1000, AGENT.formatted("950")))
        .singleElement()
        .satisfies(one -> assertThat(one.change()).isEqualTo("lower what runs on every node"));
  }

  @Test
  void limitsAreHeldAgainstWhatIsAllowed() {
    String web =
        deployment("web", 4, "100", "").replace("limits: {memory: 100Mi}", "limits: {memory: %s}");
    // 150 % of 2000 MiB are 3000 MiB.
    assertThat(steady(0, 150, web.formatted("750Mi"))).isEmpty();
    assertThat(steady(0, 150, web.formatted("751Mi")))
        .as("150.2 % are more than 150 %")
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.place()).isEqualTo("capacity.memoryLimits");
              assertThat(one.problem())
                  .isEqualTo(
                      "all pods together may use 3004 Mi of 2000 Mi of memory, 150 % are allowed,"
                          + " which is 3000 Mi");
            });
  }

  @Test
  void noPodMayUseMoreThanItsNodeHas() {
    String web =
        deployment("web", 1, "100", "").replace("limits: {memory: 100Mi}", "limits: {memory: %s}");
    assertThat(steady(0, 1000, web.formatted("1000Mi"))).isEmpty();
    assertThat(steady(0, 1000, web.formatted("1001Mi")))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.place()).isEqualTo("Deployment shop/web");
              assertThat(one.problem())
                  .isEqualTo(
                      "shop/web[Deployment] may use 1001 Mi, and an empty node has 1000 Mi for"
                          + " pods");
            });
  }
}
