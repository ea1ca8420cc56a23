package com.xtrading.platform.component;

import static com.xtrading.platform.RenderedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrading.platform.EditedEnvironment;
import com.xtrading.platform.Opening;
import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.Namespace.PodSecurity;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.Rights.Power;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.model.Cpu;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Port;
import com.xtrading.platform.model.Resources;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddOnTest {

  private static final JudgedEnvironment PRODUCTION = TestPlatform.sample("production");
  private static final PodGroup.Size ONE =
      PodGroup.Size.fixed(1, new Resources(Cpu.millis(10), Memory.mebibytes(32)));

  @Test
  void drawsPoliciesAndMonitorsForItsPodsAndLeavesTheRestToTheChart() {
    JudgedEnvironment rendered =
        TestPlatform.renderOnly(
            EditedEnvironment.sizing(TestPlatform.environment("production")),
            platform ->
                new AddOn(
                        platform,
                        Delivery.addOn(
                            "operator",
                            "operators",
                            PodSecurity.RESTRICTED,
                            SyncWave.ADD_ONS,
                            chart("1.2.3")))
                    .mayEverywhere("looks after its kinds", Power.READS_SECRETS)
                    .deployment("operator", "app", "the-operator", ONE)
                    .usesApiServer()
                    .exposes(Port.tcp("metrics", 8080), "/metrics", MetricSource.Via.POD));
    assertThat(rendered.manifests().stream().map(Manifest::kind))
        .containsExactlyInAnyOrder("NetworkPolicy", "PodMonitor");
    assertThat(rendered)
        .has("NetworkPolicy", "operators", "operator")
        .allowsEgressTo("10.30.0.2/32", 443)
        .allowsEgressTo("10.96.0.1/32", 443)
        .at("spec.podSelector.matchLabels.app")
        .is("the-operator");
    assertThat(rendered)
        .has("PodMonitor", "operators", "operator")
        .at("spec.selector.matchLabels.app")
        .is("the-operator");
  }

  @Test
  void twoPodsOfAChartGetNoBudgetOfOurs() {
    JudgedEnvironment rendered =
        TestPlatform.renderOnly(
            EditedEnvironment.sizing(TestPlatform.environment("production")),
            platform ->
                new AddOn(
                        platform,
                        Delivery.addOn(
                            "operator",
                            "operators",
                            PodSecurity.RESTRICTED,
                            SyncWave.ADD_ONS,
                            chart("1.2.3")))
                    .mayEverywhere("looks after its kinds")
                    .deployment(
                        "operator", "app", "the-operator", PodGroup.Size.fixed(2, ONE.requests())));
    assertThat(rendered).hasNo("PodDisruptionBudget");
  }

  @Test
  void whatTheRolesOfAChartAllowIsDeclaredAndInTheReadme() {
    assertThatThrownBy(
            () ->
                TestPlatform.renderOnly(
                    EditedEnvironment.sizing(TestPlatform.environment("production")),
                    platform ->
                        new AddOn(
                                platform,
                                Delivery.addOn(
                                    "operator",
                                    "operators",
                                    PodSecurity.RESTRICTED,
                                    SyncWave.ADD_ONS,
                                    chart("1.2.3")))
                            .deployment("operator", "app", "the-operator", ONE)))
        .hasMessageContaining(
            "operator brings programs, and nobody says what the roles of its chart let them do");
    String readme =
        PRODUCTION.files().stream()
            .filter(file -> file.path().equals("README.md"))
            .findFirst()
            .orElseThrow()
            .text();
    assertThat(readme.lines())
        .contains(
            "| prometheus-operator | everywhere | reads secrets, runs pods | makes the StatefulSet of"
                + " Prometheus and keeps its configuration in a secret |");
  }

  @ParameterizedTest
  @ValueSource(strings = {"latest", "1.2", "^1.2.3", "1.2.x", ">=1.2.3", ""})
  void aChartHasAnExactVersion(String version) {
    assertThatThrownBy(() -> chart(version)).hasMessageContaining("is not an exact chart version");
  }

  @ParameterizedTest
  @CsvSource({
    "cloudnative-pg, cnpg-system, 9443, cloudnative-pg",
    "external-secrets, external-secrets, 10250, external-secrets-webhook"
  })
  void theApiServerReachesItsWebhook(String component, String namespace, int port, String policy) {
    Manifest rendered = Select.one(PRODUCTION, "NetworkPolicy", namespace, policy);
    assertThat(rendered.component()).isEqualTo(component);
    assertThat(
            Opening.of(rendered).stream()
                .filter(opening -> opening.port().equals("TCP " + port))
                .map(opening -> opening.direction() + " " + opening.peer()))
        .containsExactly("ingress 10.30.0.2/32");
  }

  @Test
  void onlyTheOperatorThatReadsSecretsReachesVault() {
    String vault = PRODUCTION.environment().vault().cidrs().orElseThrow().get(0).value();
    assertThat(
            Select.all(PRODUCTION, "NetworkPolicy")
                .flatMap(policy -> Opening.of(policy).stream())
                .filter(opening -> opening.peer().equals(vault))
                .map(Opening::toString))
        .containsExactly(
            "external-secrets/app.kubernetes.io/name=external-secrets egress "
                + vault
                + " TCP 8200");
  }

  @Test
  void cloudNativePgReachesTheInstancesThatItManages() {
    assertThat(PRODUCTION)
        .has("NetworkPolicy", "cloudnative-pg")
        .allowsEgressTo("pytrading-prod-data", "xtrading.com/workload=postgres", 8000)
        .allowsEgressTo("pytrading-prod-data", "xtrading.com/workload=postgres", 5432);
    assertThat(PRODUCTION)
        .has("NetworkPolicy", "postgres")
        .allowsIngressFrom("cnpg-system", "app.kubernetes.io/name=cloudnative-pg", 8000);
  }

  @ParameterizedTest
  @CsvSource({
    "cloudnative-pg, resources",
    "external-secrets, resources",
    "external-secrets-webhook, webhook.resources",
    "external-secrets-cert-controller, certController.resources",
    "prometheus-operator, prometheusOperator.resources"
  })
  void theChartIsGivenTheSizeThatQuotasCountOn(String pods, String place) {
    PodGroup group =
        PRODUCTION.topology().groups().stream()
            .filter(one -> one.pods().name().equals(pods))
            .findFirst()
            .orElseThrow();
    Tree values =
        Select.at(
            Select.one(PRODUCTION, "Application", "production-" + group.component()),
            "spec.sources.0.helm.valuesObject");
    Resources counted = group.requests();
    assertThat(Select.at(values, place + ".requests.cpu").text(""))
        .isEqualTo(counted.cpu().toString());
    assertThat(Select.at(values, place + ".requests.memory").text(""))
        .isEqualTo(counted.memory().toString());
    assertThat(Select.at(values, place + ".limits.memory").exists()).isTrue();
  }

  /** Neither handed to another namespace, nor written to Vault, nor made up. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "processClusterStore",
        "processClusterExternalSecret",
        "processPushSecret",
        "processClusterPushSecret",
        "processClusterGenerator"
      })
  void secretsOfVaultAreReadIntoTheirNamespaceAndNothingElse(String controller) {
    Manifest application = Select.one(PRODUCTION, "Application", "production-external-secrets");
    assertThat(Select.at(application, "spec.sources.0.helm.valuesObject." + controller).isFalse())
        .isTrue();
  }

  private static HelmChart chart(String version) {
    return new HelmChart("https://charts.example.org", "operator", version);
  }
}
