package com.xtrading.platform.security;

import static com.xtrading.platform.RenderedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrading.platform.EditedEnvironment;
import com.xtrading.platform.ReferencePlatform;
import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.declaration.Namespace;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.ImageScanning;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.OutputFile;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.model.Resources;
import com.xtrading.platform.objects.PodTemplate;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrivyOperatorTest {

  private static final String NAMESPACE = "trivy-system";
  private static final String EACH = "com.xtrading.platform.TestPlatform#each";

  private static JudgedEnvironment rendered(String environment) {
    return TestPlatform.reference(environment);
  }

  private static Tree values(JudgedEnvironment rendered) {
    return Select.one(rendered, "Application", rendered.environment().name() + "-trivy-operator")
        .at("spec", "sources")
        .elements()
        .findFirst()
        .orElseThrow()
        .at("helm", "valuesObject");
  }

  @Test
  void whereThereIsNoRoomThereIsNone() {
    JudgedEnvironment development = rendered("development");
    assertThat(development.environment().imageScanning()).isEmpty();
    assertThat(
            development.files().stream()
                // The pipeline looks into images everywhere, and Trivy into what we write.
                .filter(
                    file ->
                        !file.path().equals("inventory.json")
                            && !file.path().startsWith("config/github/")
                            && !file.path().startsWith("config/scanners/"))
                .map(OutputFile::text))
        .noneMatch(text -> text.contains("trivy-") || text.contains("trivy_"));
  }

  /** Namespaces of the platform, all of them; those of add-ons are not ours to choose images of. */
  @ParameterizedTest
  @ValueSource(strings = {"staging", "production"})
  void everyNamespaceOfThePlatformIsLookedInto(String environment) {
    JudgedEnvironment rendered = rendered(environment);
    assertThat(Set.of(values(rendered).at("targetNamespaces").text("").split(",")))
        .isEqualTo(namespaces(rendered));
  }

  private static Set<String> namespaces(JudgedEnvironment rendered) {
    return rendered.topology().namespaces().stream()
        .filter(namespace -> namespace.kind() == Namespace.Kind.PLATFORM)
        .map(Namespace::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest
  @ValueSource(strings = {"staging", "production"})
  void aNamespaceWithoutReportsIsReported(String environment) {
    JudgedEnvironment rendered = rendered(environment);
    String expression =
        rendered.topology().alerts().stream()
            .filter(alert -> alert.name().equals("ImageScansMissing"))
            .findFirst()
            .orElseThrow()
            .expression();
    assertThat(
            Pattern.compile("exported_namespace=\"([^\"]+)\"")
                .matcher(expression)
                .results()
                .map(match -> match.group(1)))
        .containsExactlyInAnyOrderElementsOf(namespaces(rendered));
  }

  /** What a scan cannot fetch it cannot look into, and nobody would see it. */
  @ParameterizedTest
  @ValueSource(strings = {"staging", "production"})
  void everyImageThatRunsComesFromARegistryThatScansReach(String environment) {
    JudgedEnvironment rendered = rendered(environment);
    Set<String> registries =
        rendered.environment().imageScanning().orElseThrow().registries().stream()
            .map(registry -> registry.host().value())
            .collect(Collectors.toSet());
    List<String> images =
        Select.parse(Select.file(rendered, "inventory.json"))
            .at("images")
            .elements()
            .map(image -> image.text(""))
            .toList();
    assertThat(images).hasSizeGreaterThan(8);
    assertThat(images).allSatisfy(image -> assertThat(registries).contains(image.split("/")[0]));
  }

  @ParameterizedTest
  @ValueSource(strings = {"staging", "production"})
  void scansAskTheServerAndTheirRegistriesAlone(String environment) {
    JudgedEnvironment rendered = rendered(environment);
    ImageScanning scanning = rendered.environment().imageScanning().orElseThrow();
    assertThat(rendered)
        .has("NetworkPolicy", NAMESPACE, "trivy-scan")
        .allowsEgressTo(NAMESPACE, "app.kubernetes.io/name=trivy-server", 4954)
        .allowsEgressTo(scanning.registries().get(0).cidrs().get(0).value(), 443);
    Tree policy = Select.one(rendered, "NetworkPolicy", NAMESPACE, "trivy-scan").at("spec");
    assertThat(policy.at("ingress").elements()).isEmpty();
    assertThat(policy.at("egress").elements().flatMap(rule -> rule.at("to").elements())).hasSize(2);
    assertThat(values(rendered).at("trivyOperator", "scanJobPodTemplateLabels").text(""))
        .isEqualTo("app.kubernetes.io/name=trivy-scan");
  }

  @ParameterizedTest
  @ValueSource(strings = {"staging", "production"})
  void theServerAloneHasTheDatabasesAndAnswersNobodyElse(String environment) {
    Tree policy =
        Select.one(rendered(environment), "NetworkPolicy", NAMESPACE, "trivy-server").at("spec");
    assertThat(
            policy
                .at("ingress")
                .elements()
                .flatMap(rule -> rule.at("from").elements())
                .map(
                    from ->
                        from.at("podSelector", "matchLabels", "app.kubernetes.io/name").text("")))
        .containsExactlyInAnyOrder("trivy-operator", "trivy-scan");
    Tree values = values(rendered(environment));
    assertThat(values.at("operator", "builtInTrivyServer").isTrue()).isTrue();
    assertThat(values.at("trivy", "dbRepository").text("")).isEqualTo("gcr/aquasec/trivy-db");
  }

  @ParameterizedTest
  @ValueSource(strings = {"staging", "production"})
  void imagesComeFromTheCopiesUnderTheNamesThatTrivyGivesThem(String environment) {
    Tree mirrors = values(rendered(environment)).at("trivy", "registry", "mirror");
    assertThat(mirrors.map().keySet())
        .containsExactlyInAnyOrder(
            "cr.fluentbit.io", "index.docker.io", "ghcr.io", "quay.io", "registry.k8s.io");
    assertThat(mirrors.at("index.docker.io").text("")).endsWith(".xtrading.com/docker");
  }

  @ParameterizedTest
  @ValueSource(strings = {"staging", "production"})
  void itReadsNoSecretsOfOthersAndGoesToNoNode(String environment) {
    Tree operator = values(rendered(environment)).at("operator");
    for (String off :
        List.of(
            "accessGlobalSecretsAndServiceAccount",
            "infraAssessmentScannerEnabled",
            "configAuditScannerEnabled",
            "rbacAssessmentScannerEnabled",
            "clusterComplianceEnabled",
            "sbomGenerationEnabled",
            "metricsVulnIdEnabled")) {
      assertThat(operator.at(off).isFalse()).as(off).isTrue();
    }
    assertThat(operator.at("exposedSecretScannerEnabled").isTrue()).isTrue();
    assertThat(
            Select.all(rendered(environment), "ExternalSecret")
                .filter(secret -> secret.namespace().equals(NAMESPACE)))
        .isEmpty();
  }

  @Test
  void asManyScansAsTheFileSaysEachWithAContainerForEachOneOfThePod() {
    JudgedEnvironment production = rendered("production");
    ImageScanning.Scans scans = production.environment().imageScanning().orElseThrow().scans();
    assertThat(values(production).at("operator", "scanJobsConcurrentLimit").number(0))
        .isEqualTo(scans.parallel());
    PodGroup group =
        production.topology().groups().stream()
            .filter(pods -> pods.pods().name().equals("trivy-scan"))
            .findFirst()
            .orElseThrow();
    assertThat(group.max()).isEqualTo(scans.parallel());
    long containers =
        production.manifests().stream()
            .flatMap(manifest -> PodTemplate.of(manifest).stream())
            .mapToLong(pod -> pod.containers().size())
            .max()
            .orElseThrow();
    Resources one = scans.resources();
    assertThat(group.requests()).isEqualTo(one.times(Math.max(3, containers)));
  }

  @Test
  void aLoginOfTheRegistriesComesFromVault() {
    JudgedEnvironment rendered =
        TestPlatform.render(
            ReferencePlatform::declare,
            EditedEnvironment.ofReference("production", "login: false", "login: true"));
    assertThat(rendered.verdict().findings()).isEmpty();
    Manifest secret =
        Select.one(rendered, "ExternalSecret", NAMESPACE, "trivy-operator-registries");
    assertThat(Select.at(secret, "spec.target.template.type").text(""))
        .isEqualTo("kubernetes.io/dockerconfigjson");
    assertThat(
            secret
                .at("spec", "data")
                .elements()
                .map(
                    key ->
                        key.at("secretKey").text("")
                            + " of "
                            + key.at("remoteRef", "key").text("")))
        .containsExactly(".dockerconfigjson of production/registry/pull");
    assertThat(
            values(rendered).at("operator", "privateRegistryScanSecretsNames", NAMESPACE).text(""))
        .isEqualTo("trivy-operator-registries");
  }

  /** Names of metrics as upstream's operator 0.32 writes them (pkg/metrics/collector.go). */
  @ParameterizedTest
  @MethodSource(EACH)
  void alertsAndGraphsWatchMetricsOfTheOperator(JudgedEnvironment rendered) {
    Set<String> known = Set.of("trivy_image_vulnerabilities", "trivy_image_exposedsecrets");
    List<String> texts =
        rendered.files().stream()
            .filter(file -> file.path().startsWith("config/"))
            .map(OutputFile::text)
            .toList();
    assertThat(
            texts.stream()
                .flatMap(text -> Pattern.compile("trivy_[a-z_]+").matcher(text).results())
                .map(match -> match.group()))
        .isSubsetOf(known);
  }

  @Test
  void aRegistryOfThePlatformThatNoScanReachesIsRefused() {
    Environment without =
        EditedEnvironment.ofReference("staging", "    - {host: quay.io,", "    - {host: other.io,");
    assertThatThrownBy(() -> TestPlatform.render(ReferencePlatform::declare, without))
        .hasMessageContaining(
            "imageScanning.registries: quay.io is missing, from which images of the platform come");
  }
}
