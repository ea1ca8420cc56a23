package com.xtrading.platform.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.xtrading.platform.environment.Capacity;
import com.xtrading.platform.environment.Capacity.Survivors;
import com.xtrading.platform.environment.Cluster.Nodes;
import com.xtrading.platform.environment.Cluster.Reservation;
import com.xtrading.platform.environment.Cluster.SystemPods;
import com.xtrading.platform.model.Cpu;
import com.xtrading.platform.model.KubernetesName;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The original document's own stack does not fit on the nodes that it plans for it. */
final class SeedAsWrittenTest {

  private static final Path SEED = Path.of("src/test/resources/seed/capacity");
  private static final long MEBIBYTE = 1 << 20;

  /** Development as the document has it: two nodes of two cores and 4 GiB. */
  private static final Premises DEVELOPMENT =
      premises(
          nodes(2, 2, 4), new TreeMap<>(Map.of(new KubernetesName("network"), each(200, 200))));

  /** Production as the document has it: five nodes of eight cores and 16 GiB. */
  private static final Premises PRODUCTION =
      premises(
          nodes(5, 8, 16),
          new TreeMap<>(
              Map.of(
                  new KubernetesName("network"),
                  each(250, 256),
                  new KubernetesName("coredns"),
                  new SystemPods(Optional.of(2), size(100, 170)),
                  new KubernetesName("metrics-server"),
                  new SystemPods(Optional.of(2), size(100, 200)))));

  private static Nodes nodes(int count, int cores, int gibibytes) {
    return new Nodes(
        count,
        Cpu.millis(1000 * cores),
        Memory.gibibytes(gibibytes),
        Reservation.GKE,
        count,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static SystemPods each(int millicores, int mebibytes) {
    return new SystemPods(Optional.empty(), size(millicores, mebibytes));
  }

  private static Resources size(int millicores, int mebibytes) {
    return new Resources(Cpu.millis(millicores), Memory.mebibytes(mebibytes));
  }

  private static Premises premises(Nodes nodes, SortedMap<KubernetesName, SystemPods> system) {
    return SmallCluster.premises(
        nodes,
        system,
        new Capacity(10, Survivors.NOTHING, 150, Optional.empty(), Optional.empty()));
  }

  private static CapacityReport prove(Premises premises, String rest) throws IOException {
    return SmallCluster.prove(premises, read("services.yaml"), read(rest));
  }

  private static String read(String name) throws IOException {
    return Files.readString(SEED.resolve(name));
  }

  /** What runs in the steady state, and what waits. */
  private static ResourceAmount asked(CapacityReport report) {
    return report.outcomes().stream()
        .filter(outcome -> outcome.scenario() == Scenario.STEADY)
        .flatMap(outcome -> outcome.waiting().stream())
        .map(ScenarioOutcome.Waiting::requests)
        .reduce(report.total().requests(), ResourceAmount::plus);
  }

  private static List<Shortfall> shortfalls(CapacityReport report, Scenario scenario) {
    return report.shortfalls().stream().filter(one -> one.scenario() == scenario).toList();
  }

  /**
   * Three services of three pods come to 4,500m and 9,216 Mi, the rest to 5,620m and 15,070 Mi; two
   * nodes keep 3,420m and 5,480 Mi for them, after agents of 220m and 232 Mi on each.
   */
  @Test
  void developmentIsAskedForThreeTimesItsCpuAndMoreThanFourTimesItsMemory() throws IOException {
    CapacityReport report = prove(DEVELOPMENT, "development.yaml");
    ResourceAmount agents = new ResourceAmount(220, 232 * MEBIBYTE, 0).times(2);
    ResourceAmount asked = asked(report).minus(agents);
    ResourceAmount left = report.total().allocatable().minus(agents);
    assertThat(asked.cpu()).isEqualTo(9 * 500 + 5620);
    assertThat(asked.memory()).isEqualTo((9 * 1024 + 15_070) * MEBIBYTE);
    assertThat(left.cpu()).isEqualTo(3420);
    assertThat(left.memory() / MEBIBYTE).isEqualTo(5480);
    assertThat((double) asked.cpu() / left.cpu()).isCloseTo(3.0, within(0.1));
    assertThat((double) asked.memory() / left.memory()).isCloseTo(4.4, within(0.1));
  }

  @Test
  void whatFindsNoNodeInDevelopmentIsNamedWithTheReason() throws IOException {
    List<Shortfall> steady = shortfalls(prove(DEVELOPMENT, "development.yaml"), Scenario.STEADY);
    assertThat(steady)
        .filteredOn(one -> one.problem().contains("finds no node"))
        .allSatisfy(one -> assertThat(one.problem()).contains("(2 nodes: too little memory)"))
        .allSatisfy(one -> assertThat(one.change()).contains("set cluster.nodes.count to 10"))
        .extracting(Shortfall::place)
        .containsExactlyInAnyOrder(
            "Deployment pytrading/backtest-service",
            "Deployment pytrading/frontend",
            "Deployment pytrading/grafana",
            "Deployment pytrading/jaeger",
            "Deployment pytrading/kong",
            "Deployment pytrading/nginx",
            "Deployment pytrading/postgres-operator",
            "Deployment pytrading/rabbitmq-operator",
            "Deployment pytrading/strategy-service",
            "Deployment pytrading/user-service",
            "StatefulSet pytrading/logstash",
            "StatefulSet pytrading/postgresql",
            "StatefulSet pytrading/prometheus",
            "StatefulSet pytrading/rabbitmq",
            "StatefulSet pytrading/redis",
            "StatefulSet pytrading/vault");
    // The services may use more than a whole node has, and no tenth stays free.
    assertThat(steady)
        .filteredOn(one -> one.problem().contains("may use 4096 Mi, and an empty node has 2972 Mi"))
        .extracting(Shortfall::place)
        .containsExactly(
            "Deployment pytrading/backtest-service",
            "Deployment pytrading/strategy-service",
            "Deployment pytrading/user-service");
    assertThat(steady).extracting(Shortfall::place).contains("capacity.slack");
  }

  /**
   * 60 pods of services and the rest come to 45,370m and 106,804 Mi; a node has 7,550m and 13,189
   * Mi after its agents. Memory decides: eight nodes are a little too few.
   */
  @Test
  void anAutoscalerThatGoesUpToTwentyNeedsNineNodesOfProduction() throws IOException {
    CapacityReport report = prove(PRODUCTION, "production.yaml");
    ResourceAmount agents = new ResourceAmount(250 + 30 + 80, (256 + 48 + 128) * MEBIBYTE, 0);
    ResourceAmount rest = asked(report).minus(agents.times(5));
    ResourceAmount most =
        rest.plus(new ResourceAmount(500, 1024 * MEBIBYTE, 0).times(3 * (20 - 3)));
    assertThat(most).isEqualTo(new ResourceAmount(45_370, 106_804 * MEBIBYTE, 0));
    ResourceAmount node = Allocatable.of(PRODUCTION.nodes()).minus(agents);
    assertThat(Math.ceil((double) most.memory() / node.memory())).isEqualTo(9);
    assertThat(Math.ceil((double) most.cpu() / node.cpu())).isEqualTo(7);
    assertThat(report.shortfalls())
        .extracting(Shortfall::scenario)
        .containsOnly(Scenario.NODE_AUTOSCALING);
    assertThat(report.shortfalls())
        .allSatisfy(one -> assertThat(one.change()).contains("set cluster.nodes.autoscaleTo to 9"))
        .extracting(Shortfall::place)
        .containsExactly(
            "Deployment pytrading/backtest-service",
            "Deployment pytrading/strategy-service",
            "Deployment pytrading/user-service");
  }
}
