package com.xtrading.platform.objects;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.policy.Examples;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodRequestsTest {

  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec:
        %s
        initContainers: [%s]
        containers: [%s]
      """;

  private static String container(String name, String memory, String more) {
    return "{name: %s, resources: {requests: {memory: %s}}%s}".formatted(name, memory, more);
  }

  @ParameterizedTest
  @CsvSource({
    // What runs together is added up: 100 + 50.
    "10, false, 150",
    // An init container that asks for more than all that run later decides.
    "400, false, 400",
    // A sidecar starts first and stays: 100 + 50 + 30.
    "30, true, 180",
  })
  void isTheLargerOfStartingAndRunning(int init, boolean sidecar, int expected) {
    String pod =
        POD.formatted(
            "nodeName: any",
            container("init", init + "Mi", sidecar ? ", restartPolicy: Always" : ""),
            container("a", "100Mi", "") + ", " + container("b", "50Mi", ""));
    assertThat(memory(pod)).isEqualByComparingTo(mebibytes(expected));
  }

  @ParameterizedTest
  @CsvSource({"limits, 70", "requests, 70"})
  void aLimitAloneIsTheRequestToo(String field, int expected) {
    String pod =
        POD.formatted(
            "overhead: {memory: 20Mi}",
            container("init", "5Mi", ""),
            "{name: a, resources: {%s: {memory: 50Mi}}}".formatted(field));
    assertThat(memory(pod)).isEqualByComparingTo(mebibytes(expected));
  }

  @ParameterizedTest
  @CsvSource({"false, 300", "true, 330"})
  void anInitContainerRunsBesideTheSidecarsBeforeIt(boolean before, int expected) {
    String sidecar = container("sidecar", "30Mi", ", restartPolicy: Always");
    String init = container("init", "300Mi", "");
    String pod =
        POD.formatted(
            "nodeName: any",
            before ? sidecar + ", " + init : init + ", " + sidecar,
            container("a", "100Mi", ""));
    assertThat(memory(pod)).isEqualByComparingTo(mebibytes(expected));
  }

  private static BigDecimal memory(String pod) {
    return PodRequests.of(
        Examples.rendered(pod).objects().ourPods().findFirst().orElseThrow(), "memory");
  }

  private static BigDecimal mebibytes(int amount) {
    return BigDecimal.valueOf((long) amount << 20);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // What the pod asks for counts instead of its containers, and its runtime comes on top.
        "resources: {requests: {memory: 70Mi}, limits: {memory: 300Mi}}|70|300",
        "resources: {requests: {memory: 70Mi}}, overhead: {memory: 5Mi}|75|0",
        // A limit alone is the request, unless a container says what it asks for.
        "resources: {limits: {memory: 300Mi}}|150|300",
        "resources: {limits: {cpu: 1}}|150|0",
      })
  void whatThePodHasCountsForAll(String own, int request, int limit) {
    PodTemplate pod = pod(own, container("web", "100Mi", "") + ", " + container("log", "50Mi", ""));
    assertThat(PodRequests.of(pod, "memory")).isEqualByComparingTo(mebibytes(request));
    assertThat(PodRequests.limits(pod, "memory")).isEqualByComparingTo(mebibytes(limit));
  }

  @Test
  void aLimitOfThePodIsItsRequestWhereNoContainerSaysWhatItAsksFor() {
    PodTemplate pod = pod("resources: {limits: {memory: 300Mi}}", "{name: web}");
    assertThat(PodRequests.of(pod, "memory")).isEqualByComparingTo(mebibytes(300));
  }

  private static PodTemplate pod(String spec, String containers) {
    String yaml =
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec: {%s, containers: [%s]}
        """
            .formatted(spec, containers);
    return Examples.rendered(yaml).objects().ourPods().findFirst().orElseThrow();
  }
}
