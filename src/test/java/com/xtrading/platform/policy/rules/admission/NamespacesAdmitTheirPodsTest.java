package com.xtrading.platform.policy.rules.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.policy.Examples;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class NamespacesAdmitTheirPodsTest {

  private static final JudgedEnvironment PRODUCTION = TestPlatform.reference("production");

  private static List<Finding> findings(UnaryOperator<Manifest> change) {
    List<Manifest> changed = PRODUCTION.manifests().stream().map(change).toList();
    return new NamespacesAdmitTheirPods().check(Examples.rendered(changed));
  }

  private static UnaryOperator<Manifest> changing(
      String kind, String name, String path, Object value) {
    return manifest ->
        manifest.kind().equals(kind) && manifest.name().equals(name)
            ? new Manifest(
                manifest.path(),
                manifest.component(),
                with(manifest.tree(), List.of(path.split("\\.")), value))
            : manifest;
  }

  private static Map<String, Object> with(Map<?, ?> tree, List<String> path, Object value) {
    Map<String, Object> copy = new LinkedHashMap<>();
    tree.forEach((key, one) -> copy.put(String.valueOf(key), one));
    copy.put(
        path.get(0),
        path.size() == 1
            ? value
            : with((Map<?, ?>) copy.get(path.get(0)), path.subList(1, path.size()), value));
    return copy;
  }

  @Test
  void whatIsRenderedIsAdmitted() {
    assertThat(findings(manifest -> manifest)).isEmpty();
  }

  @Test
  void aLevelThatAsksForMoreThanTheAgentsGiveIsFound() {
    assertThat(
            findings(
                manifest ->
                    manifest.kind().equals("Namespace")
                            && manifest.name().equals("pytrading-prod-agents")
                        ? new Manifest(
                            manifest.path(),
                            manifest.component(),
                            Fields.of("apiVersion", "v1")
                                .with("kind", "Namespace")
                                .with(
                                    "metadata",
                                    Fields.of("name", manifest.name())
                                        .with(
                                            "labels",
                                            Map.of(
                                                "pod-security.kubernetes.io/enforce", "baseline"))))
                        : manifest))
        .isNotEmpty()
        .allSatisfy(
            finding -> {
              assertThat(finding.object())
                  .startsWith("DaemonSet pytrading-prod-agents/")
                  .matches(".*/(fluent-bit|node-exporter)");
              assertThat(finding.problem())
                  .startsWith(
                      "the level \"baseline\" of its namespace refuses it: hostPathVolumes");
            });
  }

  @Test
  void aPolicyThatWouldRefuseWhatWeRenderIsFoundWithItsOwnWords() {
    List<Finding> found =
        findings(
            changing(
                "ValidatingAdmissionPolicyBinding",
                "xtrading-images-are-pinned-watch",
                "spec.validationActions",
                List.of("Deny")));
    assertThat(found)
        .anySatisfy(
            finding -> {
              assertThat(finding.object()).isEqualTo("Deployment pytrading-prod-edge/kong");
              assertThat(finding.problem())
                  .startsWith("xtrading-images-are-pinned refuses it: digest: container kong: ");
            });
  }

  @Test
  void nothingDeniesWhereOperatorsMakePods() {
    List<Finding> found =
        findings(
            changing(
                "ValidatingAdmissionPolicyBinding",
                "xtrading-pods-keep-to-baseline-watch",
                "spec.validationActions",
                new ArrayList<>(List.of("Deny"))));
    assertThat(found)
        .anySatisfy(
            finding -> {
              assertThat(finding.object()).isEqualTo("Cluster pytrading-prod-data/postgres");
              assertThat(finding.problem())
                  .isEqualTo("xtrading-pods-keep-to-baseline denies where an operator makes pods");
            });
  }
}
