package com.xtrading.platform.security;

import static com.xtrading.platform.RenderedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.EditedEnvironment;
import com.xtrading.platform.Opening;
import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.component.Priority;
import com.xtrading.platform.declaration.Namespace;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.model.Cpu;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.services.Frontend;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class NamespacesTest {

  /** They mount volumes on the node. */
  private static final Set<String> DRIVERS =
      Set.of("csi-driver-nfs", "local-path-storage", "rook-ceph");

  private static final String EACH = "com.xtrading.platform.TestPlatform#each";

  @ParameterizedTest
  @MethodSource(EACH)
  void everyNamespaceThatHoldsAnythingIsDeclaredAndClosedByDefault(JudgedEnvironment rendered) {
    Set<String> used =
        rendered.manifests().stream()
            .filter(manifest -> manifest.path().startsWith("manifests/"))
            .map(Manifest::namespace)
            .filter(namespace -> !namespace.isEmpty())
            .collect(Collectors.toSet());
    assertThat(used).isNotEmpty();
    assertThat(Select.all(rendered, "Namespace").map(Manifest::name))
        .containsExactlyInAnyOrderElementsOf(used);
    for (String namespace : used) {
      Manifest policy = Select.one(rendered, "NetworkPolicy", namespace, "default-deny");
      assertThat(policy.at("spec", "podSelector").map()).isEmpty();
      assertThat(rendered).has("NetworkPolicy", namespace, "default-deny").allowsNothing();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "coredns   | kube-system/k8s-app=kube-dns",
        "nodelocal | kube-system/k8s-app=kube-dns 169.254.20.10/32",
        "clouddns  | 169.254.169.254/32"
      })
  void namesAreResolvedWhereTheClusterAnswersThem(String mode, String peers) {
    JudgedEnvironment rendered =
        TestPlatform.renderOnly(
            EditedEnvironment.sizing(
                EditedEnvironment.of("staging", "dns: coredns", "dns: " + mode), "frontend"),
            platform -> {
              new Frontend(platform);
              new Namespaces(platform);
            });
    Set<Opening> openings =
        Opening.of(Select.one(rendered, "NetworkPolicy", "pytrading-staging", "allow-dns"));
    assertThat(openings).allMatch(opening -> opening.direction().equals("egress"));
    assertThat(openings.stream().map(opening -> opening.peer() + " " + opening.port()))
        .containsExactlyInAnyOrderElementsOf(
            List.of(peers.split(" ")).stream()
                .flatMap(peer -> List.of(peer + " TCP 53", peer + " UDP 53").stream())
                .toList());
  }

  /** To pods on the network of their node no policy speaks. */
  @Test
  void namesAreOpenedOnlyWhereAPolicyReachesSomebody() {
    JudgedEnvironment staging = TestPlatform.reference("staging");
    assertThat(
            staging.topology().groups().stream()
                .filter(group -> group.pods().namespace().equals("csi-driver-nfs"))
                .map(PodGroup::network))
        .isNotEmpty()
        .containsOnly(PodGroup.Network.NODE);
    assertThat(
            Select.all(staging, "NetworkPolicy")
                .filter(policy -> policy.namespace().equals("csi-driver-nfs"))
                .map(Manifest::name))
        .containsExactly("default-deny");
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void noAutoscalerRunsIntoAQuota(JudgedEnvironment rendered) {
    int quotas = 0;
    for (Namespace namespace : rendered.topology().namespaces()) {
      List<PodGroup> groups =
          rendered.topology().groups().stream()
              .filter(group -> group.pods().namespace().equals(namespace.name()))
              .toList();
      if (namespace.kind() != Namespace.Kind.PLATFORM || groups.isEmpty()) {
        continue;
      }
      quotas++;
      Tree hard =
          Select.one(rendered, "ResourceQuota", namespace.name(), "quota").at("spec", "hard");
      assertThat(Long.parseLong(hard.at("pods").text("0")))
          .isGreaterThanOrEqualTo(groups.stream().mapToLong(PodGroup::max).sum());
      assertThat(Cpu.parse(hard.at("requests.cpu").text("")).millicores())
          .isGreaterThanOrEqualTo(
              groups.stream().mapToLong(g -> g.max() * g.requests().cpu().millicores()).sum());
      assertThat(Cpu.parse(hard.at("limits.cpu").text("")).millicores())
          .isGreaterThanOrEqualTo(
              groups.stream().mapToLong(g -> g.max() * g.limits().cpu().millicores()).sum());
      assertThat(Memory.parse(hard.at("requests.memory").text("")).bytes())
          .isGreaterThanOrEqualTo(
              groups.stream().mapToLong(g -> g.max() * g.requests().memory().bytes()).sum());
      assertThat(Memory.parse(hard.at("limits.memory").text("")).bytes())
          .isGreaterThanOrEqualTo(
              groups.stream().mapToLong(g -> g.max() * g.limits().memory().bytes()).sum());
    }
    assertThat(quotas).isEqualTo(5);
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void oneMorePodOfEachWorkloadFitsWhileAllRoll(JudgedEnvironment rendered) {
    String namespace = rendered.environment().namespace().value();
    long surging =
        rendered.topology().groups().stream()
            .filter(group -> group.pods().namespace().equals(namespace))
            .mapToLong(group -> group.max() + 1L)
            .sum();
    Manifest quota = Select.one(rendered, "ResourceQuota", namespace, "quota");
    assertThat(Long.parseLong(quota.at("spec", "hard", "pods").text("0")))
        .isGreaterThanOrEqualTo(surging);
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void onlyAgentsAndDriversOfVolumesMayRunPrivilegedPods(JudgedEnvironment rendered) {
    String version = "v" + rendered.environment().kubernetes();
    for (Manifest namespace : Select.all(rendered, "Namespace").toList()) {
      String level =
          namespace.name().endsWith("-agents") || DRIVERS.contains(namespace.name())
              ? "privileged"
              : "restricted";
      assertThat(namespace.at("metadata", "labels").map())
          .as(namespace.name())
          .containsEntry("pod-security.kubernetes.io/enforce", level)
          .containsEntry("pod-security.kubernetes.io/enforce-version", version)
          .containsEntry("pod-security.kubernetes.io/audit", level)
          .containsEntry("pod-security.kubernetes.io/audit-version", version)
          .containsEntry("pod-security.kubernetes.io/warn", level)
          .containsEntry("pod-security.kubernetes.io/warn-version", version);
    }
  }

  @Test
  void chartsOfAddOnsAreNotBoundByQuotasThatTheyDoNotKnow() {
    JudgedEnvironment rendered = TestPlatform.sample("production");
    for (String kind : List.of("ResourceQuota", "LimitRange")) {
      assertThat(
              Select.all(rendered, kind)
                  // One that only lets critical pods in bounds nobody.
                  .filter(bound -> !bound.at("spec", "scopeSelector").exists())
                  .map(Manifest::namespace))
          .isNotEmpty()
          .allMatch(namespace -> namespace.startsWith("pytrading-prod"));
    }
  }

  @Test
  void driversOfVolumesMayRunCriticalPodsWhereTheProviderAsksForAQuota() {
    JudgedEnvironment rendered = TestPlatform.sample("production");
    Manifest quota = Select.one(rendered, "ResourceQuota", "rook-ceph", "ceph-csi-critical");
    assertThat(Select.at(quota, "spec.scopeSelector.matchExpressions.0.values").elements())
        .extracting(value -> value.text(""))
        .containsExactly("system-cluster-critical", "system-node-critical");
    long pods =
        rendered.topology().groups().stream()
            .filter(group -> group.pods().namespace().equals("rook-ceph"))
            .mapToLong(PodGroup::max)
            .sum();
    assertThat(Long.parseLong(quota.at("spec", "hard", "pods").text("0"))).isGreaterThan(pods);
  }

  @Test
  void aNamespaceIsNeverDeletedWithoutAPerson() {
    assertThat(Select.all(TestPlatform.sample("production"), "Namespace"))
        .isNotEmpty()
        .allSatisfy(
            namespace ->
                assertThat(
                        namespace
                            .at("metadata", "annotations", "argocd.argoproj.io/sync-options")
                            .text(""))
                    .isEqualTo("Prune=confirm,Delete=confirm"));
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void everyPriorityThatPodsNameExists(JudgedEnvironment rendered) {
    for (Priority priority : Priority.values()) {
      assertThat(rendered)
          .has("PriorityClass", priority.className())
          .at("value")
          .is(priority.value())
          .at("preemptionPolicy")
          .is(priority == Priority.BATCH ? "Never" : "PreemptLowerPriority")
          .at("metadata.namespace")
          .isAbsent();
    }
  }
}
