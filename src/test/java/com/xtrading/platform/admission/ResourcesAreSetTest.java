package com.xtrading.platform.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.policy.Examples;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.rules.admission.ObjectRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ResourcesAreSetTest {

  private static List<String> paths(String requests, String limits) {
    return findings(requests, limits).stream()
        .map(finding -> finding.path().replace("spec.initContainers[0].resources.", ""))
        .toList();
  }

  private static List<Finding> findings(String requests, String limits) {
    return ObjectRule.named("ResourcesAreSet")
        .check(
            Examples.rendered(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: web, namespace: shop}
                spec:
                  initContainers: [{name: init, resources: {requests: %s, limits: %s}}]
                  ephemeralContainers: [{name: debug}]
                """
                    .formatted(requests, limits)));
  }

  @ParameterizedTest
  @CsvSource({
    "500m, 0.5, 1Gi, 1Gi",
    "1, 1000m, 1G, 1Gi",
    "1e-1, 100m, 1e6, 1M",
    "100000u, 1, 128974848, 129M",
  })
  void amountsAreComparedWhateverTheirUnits(
      String cpu, String cpuLimit, String memory, String memoryLimit) {
    assertThat(
            paths(
                "{cpu: %s, memory: %s}".formatted(cpu, memory),
                "{cpu: %s, memory: %s}".formatted(cpuLimit, memoryLimit)))
        .isEmpty();
  }

  @Test
  void aRequestAboveItsLimitIsFound() {
    assertThat(paths("{cpu: 2, memory: 1Gi}", "{cpu: 1500m, memory: 1G}"))
        .containsExactly("requests.cpu", "requests.memory");
  }

  @Test
  void whatIsMissingZeroOrNoAmountIsFoundAtItsPlace() {
    assertThat(paths("{cpu: 0, memory: 1GB}", "{}"))
        .containsExactly("requests.cpu", "limits.cpu", "requests.memory", "limits.memory");
  }

  @Test
  void whatIsWrongWithAnAmountIsSaid() {
    assertThat(findings("{cpu: abc, memory: 0}", "{memory: 1Gi}"))
        .extracting(Finding::problem)
        .containsExactly(
            "cpu: request abc is no quantity",
            "cpu: limit is not set",
            "memory: request 0 is not above zero");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "{requests: {cpu: 1, memory: 1Gi}, limits: {cpu: 1, memory: 1Gi}}|none",
        "{limits: {cpu: 1, memory: 1Gi}}|none",
        "{requests: {cpu: 1, memory: 1Gi}}|limits.cpu, limits.memory",
        "{limits: {cpu: 1}}|requests.memory, limits.memory",
      })
  void whatThePodHasItsContainersShare(String own, String missing) {
    List<String> found =
        ObjectRule.named("ResourcesAreSet")
            .check(
                Examples.rendered(
                    """
                    apiVersion: v1
                    kind: Pod
                    metadata: {name: web, namespace: shop}
                    spec:
                      resources: %s
                      containers: [{name: web}]
                    """
                        .formatted(own)))
            .stream()
            .map(finding -> finding.path().replace("spec.containers[0].resources.", ""))
            .toList();
    assertThat(found).containsExactly(missing == null ? new String[0] : missing.split(", "));
  }
}
