package com.xtrading.platform.component;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.declaration.Deviation;
import com.xtrading.platform.declaration.Waiver;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.Manifest;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ScannerAnnotationsTest {

  private static final LocalDate DAY = LocalDate.of(2027, 11, 30);

  private static Manifest object(String kind) {
    return new Manifest(
        "manifests/agent/%s-agent.yaml".formatted(kind),
        "agent",
        Fields.of("kind", kind)
            .with(
                "metadata",
                Fields.of("namespace", "shop")
                    .with("name", "agent")
                    .with("annotations", Map.of("mine", "stays"))));
  }

  private static Map<String, Object> on(Manifest manifest, Deviation deviation, String object) {
    return ScannerAnnotations.of(deviation.waivers(object, "files need a=b", "platform", DAY))
        .on(manifest)
        .at("metadata", "annotations")
        .map();
  }

  @Test
  void eachScannerReadsAWaiverInItsOwnForm() {
    String said = "files need a=b (platform, until 2027-11-30)";
    assertThat(on(object("DaemonSet"), Deviation.ROOT, "DaemonSet shop/agent"))
        .isEqualTo(
            Map.of(
                "mine",
                "stays",
                "ignore-check.kube-linter.io/run-as-non-root",
                said,
                "kube-score/ignore",
                "container-security-context-user-group-id",
                "polaris.fairwinds.com/runAsRootAllowed-exempt",
                "true",
                // Checkov splits at every "=".
                "checkov.io/skip1",
                "CKV_K8S_23=" + said.replace("a=b", "a is b"),
                "checkov.io/skip2",
                "CKV_K8S_40=" + said.replace("a=b", "a is b")));
  }

  @Test
  void checksOfOneScannerStandInOneAnnotationWhereItReadsALine() {
    List<Waiver> waivers =
        List.of(
            new Waiver("kube-score/service-type", "Service *", "edge", "platform", DAY),
            new Waiver("kube-score/stable-version", "Service shop/agent", "edge", "platform", DAY));
    assertThat(
            ScannerAnnotations.of(waivers)
                .on(object("Service"))
                .at("metadata", "annotations", "kube-score/ignore")
                .text(""))
        .isEqualTo("service-type,stable-version");
  }

  @Test
  void otherObjectsAndRulesOfOursLeaveNoTrace() {
    Manifest other = object("Deployment");
    assertThat(
            ScannerAnnotations.of(
                    List.of(
                        new Waiver("RulesHold", "Deployment shop/agent", "why", "platform", DAY),
                        new Waiver("polaris/x", "DaemonSet shop/agent", "why", "platform", DAY)))
                .on(other))
        .isSameAs(other);
  }

  @Test
  void whatHoldsForEveryObjectIsSaidInTheFileOfTheScanner() {
    Manifest manifest = object("Deployment");
    assertThat(on(manifest, Deviation.AUTOSCALED, "*")).isEqualTo(Map.of("mine", "stays"));
  }

  /** Operators hand annotations on to pods; scanners that read no custom resources need none. */
  @Test
  void aCustomResourceSaysSomethingToPolarisAlone() {
    assertThat(on(object("RedisCluster"), Deviation.ROOT, "RedisCluster shop/agent"))
        .isEqualTo(
            Map.of("mine", "stays", "polaris.fairwinds.com/runAsRootAllowed-exempt", "true"));
  }
}
