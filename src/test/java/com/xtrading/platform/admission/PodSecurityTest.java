package com.xtrading.platform.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.policy.Examples;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.rules.admission.ObjectRule;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PodSecurityTest {

  private static final String RESTRICTED =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web, namespace: shop}
      spec:
        securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
        containers:
          - name: web
            securityContext:
              allowPrivilegeEscalation: false
              readOnlyRootFilesystem: true
              capabilities: {drop: [ALL]}
      """;

  private static final Set<String> RULES =
      Set.of("PodsKeepToBaseline", "PodsAreRestricted", "RootFilesystemsAreReadOnly");

  private static List<String> paths(String text) {
    return ObjectRule.of(Profile.PLATFORM).stream()
        .filter(rule -> RULES.contains(rule.id()))
        .flatMap(rule -> rule.check(Examples.rendered(text)).stream())
        .map(Finding::path)
        .toList();
  }

  private static List<String> pathsWith(String old, String replacement) {
    assertThat(RESTRICTED).contains(old);
    return paths(RESTRICTED.replace(old, replacement));
  }

  @Test
  void aContainerMaySayItselfWhatThePodLeavesOpen() {
    assertThat(
            paths(
                RESTRICTED
                    .replace("runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}", "")
                    .replace(
                        "readOnlyRootFilesystem: true",
                        "readOnlyRootFilesystem: true\n        runAsNonRoot: true\n"
                            + "        seccompProfile: {type: Localhost, localhostProfile: x}")))
        .isEmpty();
  }

  @Test
  void aContainerThatContradictsThePodIsFound() {
    assertThat(
            pathsWith(
                "readOnlyRootFilesystem: true",
                "readOnlyRootFilesystem: true\n        runAsNonRoot: false\n        runAsUser: 0\n"
                    + "        seccompProfile: {type: Unconfined}"))
        .containsExactlyInAnyOrder(
            "spec.containers[0].securityContext.runAsNonRoot",
            "spec.containers[0].securityContext.runAsUser",
            "spec.containers[0].securityContext.seccompProfile");
  }

  @Test
  void whatNeitherPodNorContainerSaysIsFoundAtEveryContainer() {
    assertThat(pathsWith("runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}", ""))
        .containsExactly(
            "spec.containers[0].securityContext.runAsNonRoot",
            "spec.containers[0].securityContext.seccompProfile");
  }

  @Test
  void aPodThatSaysItWronglyIsFoundOnceAndAtThePod() {
    assertThat(
            pathsWith(
                "runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}",
                "runAsNonRoot: false, runAsUser: 0, seccompProfile: {type: Unconfined}"))
        .containsExactlyInAnyOrder(
            "spec.securityContext.runAsNonRoot",
            "spec.securityContext.runAsUser",
            "spec.securityContext.seccompProfile");
  }

  @Test
  void aPodWithItsOwnUsersMayRunAsRoot() {
    assertThat(
            paths(
                RESTRICTED
                    .replace("runAsNonRoot: true", "runAsUser: 0")
                    .replace("spec:", "spec:\n  hostUsers: false")))
        .isEmpty();
  }

  @Test
  void initAndEphemeralContainersAreHeldToTheSame() {
    String context =
        "{name: x, securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true}}";
    assertThat(
            pathsWith(
                "  containers:",
                "  initContainers: ["
                    + context
                    + "]\n  ephemeralContainers: ["
                    + context
                    + "]\n  containers:"))
        .containsExactly(
            "spec.initContainers[0].securityContext.capabilities.drop",
            "spec.ephemeralContainers[0].securityContext.capabilities.drop");
  }

  @Test
  void onlyBindingLowPortsMayBeAddedToWhatAContainerCan() {
    assertThat(pathsWith("{drop: [ALL]}", "{drop: [ALL], add: [NET_BIND_SERVICE, NET_ADMIN]}"))
        .containsExactly("spec.containers[0].securityContext.capabilities.add[1]");
    assertThat(pathsWith("{drop: [ALL]}", "{drop: [NET_RAW]}"))
        .containsExactly("spec.containers[0].securityContext.capabilities.drop");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hostPath: {path: /}", "nfs: {server: x, path: /}", "cephfs: {}"})
  void volumesOfTheNodeOrTheNetworkAreFound(String source) {
    assertThat(paths(RESTRICTED + "  volumes: [{name: x, " + source + "}]\n"))
        .containsExactly("spec.volumes[0]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"emptyDir: {}", "csi: {driver: x}", "image: {reference: x}", "secret: {}"})
  void volumesOfRestrictedPodsAreAccepted(String source) {
    assertThat(paths(RESTRICTED + "  volumes: [{name: x, " + source + "}, {name: bare}]\n"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "privileged: true",
        "procMount: Unmasked",
        "appArmorProfile: {type: Unconfined}",
        "seLinuxOptions: {type: spc_t}",
        "seLinuxOptions: {user: system_u}",
        "windowsOptions: {hostProcess: true}"
      })
  void everyOtherControlOfAContainerIsHeld(String setting) {
    assertThat(
            pathsWith(
                "readOnlyRootFilesystem: true", "readOnlyRootFilesystem: true\n        " + setting))
        .singleElement()
        .asString()
        .startsWith(
            "spec.containers[0].securityContext." + setting.substring(0, setting.indexOf(':')));
  }

  @Test
  void hostNamespacesPortsSysctlsAndProbeHostsAreFound() {
    assertThat(
            paths(
                RESTRICTED
                    .replace(
                        "spec:", "spec:\n  hostNetwork: true\n  hostPID: true\n  hostIPC: true")
                    .replace(
                        "runAsNonRoot: true",
                        "runAsNonRoot: true, sysctls: [{name: net.ipv4.tcp_rmem}, {name: kernel.msgmax}]")
                    .replace(
                        "    - name: web",
                        "    - name: web\n      ports: [{containerPort: 80, hostPort: 80}]\n"
                            + "      livenessProbe: {httpGet: {host: 10.0.0.1, port: 80}}\n"
                            + "      lifecycle: {preStop: {tcpSocket: {host: x, port: 80}}}")))
        .containsExactlyInAnyOrder(
            "spec.hostNetwork",
            "spec.hostPID",
            "spec.hostIPC",
            "spec.securityContext.sysctls[1].name",
            "spec.containers[0].ports[0].hostPort",
            "spec.containers[0].livenessProbe.httpGet.host",
            "spec.containers[0].lifecycle.preStop.tcpSocket.host");
  }

  @Test
  void thePodsOfACronJobAreFoundDeepInside() {
    assertThat(
            paths(
                """
                apiVersion: batch/v1
                kind: CronJob
                metadata: {name: backup, namespace: shop}
                spec: {jobTemplate: {spec: {template: {spec: {hostNetwork: true}}}}}
                """))
        .containsExactly("spec.jobTemplate.spec.template.spec.hostNetwork");
  }
}
