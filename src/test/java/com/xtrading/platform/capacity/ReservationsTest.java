package com.xtrading.platform.capacity;

import static com.xtrading.platform.capacity.SmallCluster.deployment;
import static com.xtrading.platform.capacity.SmallCluster.premises;
import static com.xtrading.platform.capacity.SmallCluster.prove;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.environment.Capacity.Reserved;
import com.xtrading.platform.model.Cpu;
import com.xtrading.platform.model.KubernetesName;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Resources;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Room for what is still to come. */
class ReservationsTest {

  private static final String CLASS =
      """
      apiVersion: scheduling.k8s.io/v1
      kind: PriorityClass
      metadata: {name: later}
      value: 1
      """;

  private static SortedMap<KubernetesName, Reserved> reserved(
      String name, Optional<Integer> pods, String priorityClass) {
    SortedMap<KubernetesName, Reserved> reserved = new TreeMap<>();
    reserved.put(
        new KubernetesName(name),
        new Reserved(
            pods,
            new Resources(Cpu.millis(100), Memory.mebibytes(300)),
            new KubernetesName(priorityClass)));
    return reserved;
  }

  @Test
  void isTakenByAsManyPodsNoTwoOfThemOnOneNode() {
    CapacityReport report = prove(premises(3, reserved("kibana", Optional.of(2), "later")), CLASS);
    assertThat(report.shortfalls()).isEmpty();
    assertThat(report.nodes()).extracting(node -> node.pods().size()).containsExactly(1, 1, 0);
  }

  @Test
  void isTakenOnEveryNodeWhereNoNumberIsGiven() {
    CapacityReport report =
        prove(premises(3, reserved("exporter", Optional.empty(), "later")), CLASS);
    assertThat(report.total().pods()).isEqualTo(3);
    assertThat(report.total().requests().memory() / SetBuilder.MEBIBYTE).isEqualTo(900);
  }

  @Test
  void forMorePodsThanNodesIsNotThere() {
    assertThat(prove(premises(2, reserved("kibana", Optional.of(3), "later")), CLASS).shortfalls())
        .extracting(Shortfall::place)
        .contains("capacity.reserved.kibana");
  }

  @Test
  void isNotKeptForWhatIsRendered() {
    assertThat(
            prove(
                    premises(2, reserved("web", Optional.of(1), "later")),
                    CLASS,
                    deployment("web", 1, "10", ""))
                .shortfalls())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.place()).isEqualTo("capacity.reserved.web");
              assertThat(one.problem()).isEqualTo("web is rendered, and would count twice");
              assertThat(one.change()).isEqualTo("remove the reservation");
            });
  }

  @Test
  void namesAPriorityClassThatThereIs() {
    assertThat(prove(premises(2, reserved("kibana", Optional.of(1), "latre")), CLASS).shortfalls())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.place()).isEqualTo("capacity.reserved.kibana.priorityClass");
              assertThat(one.problem()).isEqualTo("there is no PriorityClass latre");
              assertThat(one.change())
                  .isEqualTo("choose from later, system-cluster-critical, system-node-critical");
            });
  }
}
