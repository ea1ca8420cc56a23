package com.xtrading.platform.capacity;

import static com.xtrading.platform.capacity.SmallCluster.deployment;
import static com.xtrading.platform.capacity.SmallCluster.nodes;
import static com.xtrading.platform.capacity.SmallCluster.premises;
import static com.xtrading.platform.capacity.SmallCluster.prove;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.environment.Capacity.Survivors;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether what may be shed is there, and in the order in which it goes. */
class ExpectationsTest {

  private static final String CLASSES =
      """
      apiVersion: scheduling.k8s.io/v1
      kind: PriorityClass
      metadata: {name: low}
      value: 1
      ---
      apiVersion: scheduling.k8s.io/v1
      kind: PriorityClass
      metadata: {name: high}
      value: 2
      """;

  private static List<Shortfall> shedding(String... shed) {
    return prove(
            premises(nodes(2), 0, Survivors.EVERYTHING, 1000, List.of(shed)),
            CLASSES,
            deployment("batch", 1, "10", "priorityClassName: low"),
            deployment("report", 1, "10", "priorityClassName: low"),
            deployment("web", 1, "10", "priorityClassName: high"))
        .shortfalls();
  }

  @Test
  void whatGoesFirstHasTheLowestPriority() {
    assertThat(shedding("batch", "report", "web")).isEmpty();
    assertThat(shedding("report", "batch", "web")).as("equals in any order").isEmpty();
    assertThat(shedding("web", "batch", "report"))
        .extracting(Shortfall::problem)
        .containsExactly(
            "batch has a lower priority than the one before it and goes first",
            "report has a lower priority than the one before it and goes first");
  }

  @Test
  void whatIsNoWorkloadIsSaidWithTheNamesThatThereAre() {
    assertThat(shedding("bach"))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.place()).isEqualTo("capacity.shed");
              assertThat(one.problem()).isEqualTo("bach is no workload");
              assertThat(one.change()).isEqualTo("choose from batch, report, web");
            });
  }

  @Test
  void aWorkloadIsCalledByItsNameAlone() {
    assertThat(Expectations.nameOf("shop/web[Deployment]")).isEqualTo("web");
    assertThat(Expectations.nameOf("reserved/kibana")).isEqualTo("kibana");
  }
}
