package com.xtrading.platform.policy.rules.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.declaration.Dependency;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.model.Cpu;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Port;
import com.xtrading.platform.model.Resources;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Examples;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Topologies;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OperatedPodsAreDeclaredTest {

  private static final Resources SIZE = new Resources(Cpu.millis(500), Memory.gibibytes(1));
  private static final Evidence CLUSTER_AND_POOLER =
      Examples.rendered(
          """
          apiVersion: postgresql.cnpg.io/v1
          kind: Cluster
          metadata: {name: db, namespace: shop}
          spec:
            instances: 2
            resources: {requests: {cpu: 500m, memory: 1Gi}}
          ---
          apiVersion: postgresql.cnpg.io/v1
          kind: Pooler
          metadata: {name: pooler, namespace: shop}
          spec:
            cluster: {name: db}
            instances: 1
            template:
              spec:
                containers: [{name: pgbouncer, resources: {requests: {cpu: 500m, memory: 1Gi}}}]
          """);

  private static PodGroup group(String name, String key, String value, int pods, Resources size) {
    return PodGroup.of(
        new Peer.Pods(name, "shop", key, value),
        "db",
        PodGroup.Size.fixed(pods, size),
        PodGroup.Control.operated(PodGroup.Budget.OPERATOR));
  }

  private static final PodGroup INSTANCES = group("db", "cnpg.io/podRole", "instance", 2, SIZE);
  private static final PodGroup POOLER = group("pooler", "cnpg.io/poolerName", "pooler", 1, SIZE);

  private static List<Finding> findings(List<PodGroup> groups, Dependency... dependencies) {
    Topology topology = Topologies.declaring(groups, List.of(dependencies));
    return new OperatedPodsAreDeclared()
        .check(Examples.evidence(topology, CLUSTER_AND_POOLER.objects(), List.of()));
  }

  @Test
  void whatIsDeclaredAsItIsMadeIsFine() {
    assertThat(findings(List.of(INSTANCES, POOLER))).isEmpty();
  }

  @Test
  void aLabelThatSelectsPodsOfAnotherWorkloadTooIsFound() {
    PodGroup tooWide = group("db", "cnpg.io/cluster", "db", 2, SIZE);
    assertThat(findings(List.of(tooWide, POOLER)))
        .extracting(Finding::problem)
        .contains("is selected by db and pooler")
        .anyMatch(problem -> problem.contains("operators make 3"));
  }

  @Test
  void podsThatNobodyDeclaresAreFoundAtTheirResource() {
    assertThat(findings(List.of(INSTANCES)))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.object()).isEqualTo("Pooler shop/pooler");
              assertThat(finding.path())
                  .isEqualTo("Deployment pooler: spec.template.metadata.labels");
            });
  }

  @Test
  void anotherNumberAndAnotherSizeAreFound() {
    assertThat(findings(List.of(group("db", "cnpg.io/podRole", "instance", 3, SIZE), POOLER)))
        .extracting(Finding::problem)
        .containsExactly(
            "3 to 3 are declared and operators make 2 with the label cnpg.io/podRole=instance");
    Resources small = new Resources(SIZE.cpu(), Memory.mebibytes(512));
    assertThat(findings(List.of(group("db", "cnpg.io/podRole", "instance", 2, small), POOLER)))
        .extracting(Finding::object)
        .containsExactly("Cluster shop/db", "Cluster shop/db");
  }

  @Test
  void aPortOnWhichNothingListensIsFound() {
    Dependency edge =
        new Dependency(
            POOLER.pods(),
            Endpoint.of(INSTANCES.pods(), "db-rw", Port.tcp("mysql", 3306), "a mistake"));
    assertThat(findings(List.of(INSTANCES, POOLER), edge))
        .hasSize(2)
        .allSatisfy(
            finding ->
                assertThat(finding.problem())
                    .isEqualTo("nothing listens on 3306, which is declared as mysql of db"));
  }
}
