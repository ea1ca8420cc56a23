package com.xtrading.platform.security;

import static com.xtrading.platform.RenderedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.admission.Profile;
import com.xtrading.platform.admission.RenderedAdmission;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.PodKind;
import com.xtrading.platform.policy.rules.admission.ObjectRule;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AdmissionPoliciesTest {

  private static final JudgedEnvironment PRODUCTION = TestPlatform.reference("production");

  private static List<String> namespaces(String binding) {
    return Select.all(PRODUCTION, "ValidatingAdmissionPolicyBinding")
        .filter(one -> one.name().equals(binding))
        .flatMap(
            one ->
                one.at("spec", "matchResources", "namespaceSelector", "matchExpressions")
                    .elements())
        .flatMap(expression -> expression.at("values").elements())
        .map(value -> value.text(""))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("com.xtrading.platform.TestPlatform#each")
  void everyRuleAboutObjectsIsAPolicyThatFailsClosed(JudgedEnvironment rendered) {
    List<Manifest> policies = Select.all(rendered, "ValidatingAdmissionPolicy").toList();
    assertThat(policies).hasSameSizeAs(ObjectRule.of(Profile.PLATFORM));
    assertThat(policies)
        .allSatisfy(
            policy -> assertThat(policy.at("spec", "failurePolicy").text("")).isEqualTo("Fail"));
  }

  @Test
  void theApplicationIsHeldToEverything() {
    assertThat(
            new RenderedAdmission(PRODUCTION.manifests())
                .denying(PodKind.DEPLOYMENT, "pytrading-prod"))
        .hasSameSizeAs(ObjectRule.of(Profile.PLATFORM))
        .contains(
            "xtrading-disk-use-is-limited",
            "xtrading-images-are-pinned",
            "xtrading-images-come-from-known-registries",
            "xtrading-labels-are-complete",
            "xtrading-pods-are-restricted",
            "xtrading-pods-keep-to-baseline",
            "xtrading-resources-are-set",
            "xtrading-root-filesystems-are-read-only");
  }

  @Test
  void operatorsAreWatchedAndNeverStopped() {
    RenderedAdmission admission = new RenderedAdmission(PRODUCTION.manifests());
    assertThat(admission.denying(PodKind.STATEFUL_SET, "pytrading-prod-data")).isEmpty();
    assertThat(admission.denying(PodKind.POD, "pytrading-prod-data")).isEmpty();
    assertThat(namespaces("xtrading-labels-are-complete-watch"))
        .contains("pytrading-prod-data", "pytrading-prod-monitoring");
  }

  @Test
  void theLevelOfANamespaceDecidesAboutPodSecurity() {
    RenderedAdmission admission = new RenderedAdmission(PRODUCTION.manifests());
    assertThat(admission.denying(PodKind.DAEMON_SET, "pytrading-prod-agents"))
        .contains("xtrading-labels-are-complete", "xtrading-resources-are-set")
        .doesNotContain("xtrading-pods-are-restricted", "xtrading-pods-keep-to-baseline");
  }

  @Test
  void addOnsKeepTheirOwnWays() {
    assertThat(
            new RenderedAdmission(PRODUCTION.manifests())
                .denying(PodKind.DEPLOYMENT, "cert-manager"))
        .isEmpty();
    assertThat(namespaces("xtrading-labels-are-complete-watch")).doesNotContain("cert-manager");
  }

  @Test
  void inAnEmergencyOnlyThePodSecurityStandardsHold() {
    for (Manifest policy : Select.all(PRODUCTION, "ValidatingAdmissionPolicy").toList()) {
      boolean isStandard =
          List.of("xtrading-pods-are-restricted", "xtrading-pods-keep-to-baseline")
              .contains(policy.name());
      List<String> conditions =
          policy
              .at("spec", "matchConditions")
              .elements()
              .map(condition -> condition.at("expression").text(""))
              .filter(text -> text.contains("oidc:xtrading-emergency"))
              .toList();
      assertThat(conditions).as(policy.name()).hasSize(isStandard ? 0 : 1);
    }
  }

  @Test
  void imagesComeFromKnownPlacesAlone() {
    Tree variables =
        Select.all(PRODUCTION, "ValidatingAdmissionPolicy")
            .filter(policy -> policy.name().equals("xtrading-images-come-from-known-registries"))
            .findFirst()
            .orElseThrow()
            .at("spec", "variables");
    assertThat(
            variables
                .elements()
                .filter(variable -> variable.at("name").text("").equals("registries"))
                .map(variable -> variable.at("expression").text("")))
        .singleElement()
        .asString()
        .contains("'ghcr.io/xtrading/backend:'", "'docker.io/library/kong:'")
        .doesNotContain("'docker.io/'");
  }

  private static Manifest replicaSet(int replicas, String image, String label) {
    return new Manifest(
        "",
        "",
        Map.of(
            "apiVersion",
            "apps/v1",
            "kind",
            "ReplicaSet",
            "metadata",
            Map.of("name", "web", "namespace", "x", "labels", Map.of("tier", label)),
            "spec",
            Map.of(
                "replicas",
                replicas,
                "template",
                Map.of(
                    "spec", Map.of("containers", List.of(Map.of("name", "w", "image", image)))))));
  }

  @Test
  void whatIsThereAlreadyCanBeScaledAndOnlyWhatIsJudgedCountsAsAChange() {
    RenderedAdmission admission = new RenderedAdmission(PRODUCTION.manifests());
    String policy = "xtrading-images-come-from-known-registries";
    Manifest old = replicaSet(3, "docker.io/old/web:1.0.0", "a");
    assertThat(admission.refusals(policy, replicaSet(2, "docker.io/old/web:1.0.0", "a"), old))
        .isEmpty();
    assertThat(admission.refusals(policy, replicaSet(3, "docker.io/old/web:1.0.1", "a"), old))
        .hasSize(1);
    assertThat(admission.refusals(policy, replicaSet(3, "docker.io/old/web:1.0.0", "b"), old))
        .hasSize(1);
    assertThat(admission.refusals(policy, replicaSet(3, "docker.io/old/web:1.0.0", "a")))
        .hasSize(1);
  }

  /** An old pod that another policy would refuse today can still be resized. */
  @Test
  void onlyThePolicyOnCpuAndMemoryLooksAtResizedPods() {
    List<String> resizing =
        Select.all(PRODUCTION, "ValidatingAdmissionPolicy")
            .filter(
                policy ->
                    policy
                        .at("spec", "matchConstraints", "resourceRules")
                        .elements()
                        .flatMap(rule -> rule.at("resources").elements())
                        .anyMatch(resource -> resource.text("").equals("pods/resize")))
            .map(Manifest::name)
            .toList();
    assertThat(resizing).containsExactly("xtrading-resources-are-set");
    RenderedAdmission admission = new RenderedAdmission(PRODUCTION.manifests());
    Manifest old = pod("500m");
    assertThat(admission.refusals(resizing.get(0), pod("1"), old)).isEmpty();
    assertThat(admission.refusals(resizing.get(0), pod("2"), old))
        .singleElement()
        .asString()
        .contains("asks for 2, which is above the limit 1");
  }

  private static Manifest pod(String cpu) {
    Map<String, Object> resources =
        Map.of(
            "requests", Map.of("cpu", cpu, "memory", "1Gi"),
            "limits", Map.of("cpu", "1", "memory", "1Gi"));
    return new Manifest(
        "pod.yaml",
        "",
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            "Pod",
            "metadata",
            Map.of("name", "web", "namespace", "pytrading-prod"),
            "spec",
            Map.of("containers", List.of(Map.of("name", "web", "resources", resources)))));
  }
}
