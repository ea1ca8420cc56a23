package com.xtrading.platform.policy.rules.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.policy.Examples;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProbesDifferTest {

  private static List<String> paths(String containers) {
    return new ProbesDiffer()
            .check(
                Examples.rendered(
                    """
                apiVersion: apps/v1
                kind: StatefulSet
                metadata: {name: web, namespace: shop}
                spec: {template: {spec: {containers: [%s]}}}
                """
                        .formatted(containers)))
            .stream()
            .map(finding -> finding.path().replace("spec.template.spec.", ""))
            .toList();
  }

  private static final String PORTS = "ports: [{name: http, containerPort: 8000}]";

  @Test
  void theFirstContainerWithAPortNeedsBothProbesAndASidecarNone() {
    assertThat(paths("{name: web, " + PORTS + "}, {name: sidecar, " + PORTS + "}"))
        .containsExactly("containers[0].readinessProbe", "containers[0].livenessProbe");
    assertThat(paths("{name: worker}")).isEmpty();
  }

  @Test
  void aPortByNameAndByNumberIsTheSameCheck() {
    assertThat(
            paths(
                "{name: web, %s, readinessProbe: {tcpSocket: {port: http}}, livenessProbe: {tcpSocket: {port: 8000}}}"
                    .formatted(PORTS)))
        .containsExactly("containers[0].livenessProbe");
  }

  @Test
  void theSamePortAskedInAnotherWayIsAnotherCheck() {
    assertThat(
            paths(
                "{name: web, %s, readinessProbe: {httpGet: {path: /ready, port: http}}, livenessProbe: {tcpSocket: {port: http}}}"
                    .formatted(PORTS)))
        .isEmpty();
  }

  @Test
  void theSameCommandIsTheSameCheckInEveryContainer() {
    assertThat(
            paths(
                "{name: worker}, {name: sidecar, readinessProbe: {exec: {command: [a]}}, livenessProbe: {exec: {command: [a]}}}"))
        .containsExactly("containers[1].livenessProbe");
  }

  @Test
  void aProbeOfAnUndeclaredPortIsFound() {
    assertThat(
            paths(
                "{name: web, %s, readinessProbe: {httpGet: {path: /r, port: web}}, livenessProbe: {httpGet: {path: /l, port: 8001}}, startupProbe: {grpc: {port: 9}}}"
                    .formatted(PORTS)))
        .containsExactly(
            "containers[0].readinessProbe.httpGet.port",
            "containers[0].livenessProbe.httpGet.port",
            "containers[0].startupProbe.grpc.port");
  }
}
