package com.xtrading.platform.security;

import static com.xtrading.platform.RenderedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.EditedEnvironment;
import com.xtrading.platform.Opening;
import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.declaration.BackupNeed;
import com.xtrading.platform.declaration.SecretNeed;
import com.xtrading.platform.delivery.ArgoCd;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole platform of staging, with a Vault of its own. */
class VaultServersTest {

  private static final JudgedEnvironment RENDERED = TestPlatform.ownVault();
  private static final String ADDRESS = "https://vault.vault.svc.cluster.local:8200";

  private static Tree values(JudgedEnvironment rendered) {
    return Select.at(
        Select.one(rendered, "Application", "staging-vault"), "spec.sources.0.helm.valuesObject");
  }

  private static JudgedEnvironment sealedBy(String seal) {
    Environment environment = EditedEnvironment.sizing(EditedEnvironment.withOwnVault(seal));
    return TestPlatform.renderOnly(
        environment,
        platform -> {
          new HashiCorpVault(platform);
          new Namespaces(platform);
          new ArgoCd(platform);
        });
  }

  @Test
  void everyPolicyHolds() {
    assertThat(RENDERED.verdict().findings()).isEmpty();
    assertThat(RENDERED.verdict().waiverFindings()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("com.xtrading.platform.TestPlatform#each")
  void isThereOnlyWhereAnEnvironmentOwnsIt(JudgedEnvironment rendered) {
    assertThat(rendered).hasNo("Namespace", "vault");
    assertThat(rendered.files()).noneMatch(file -> file.path().contains("vault-server"));
    assertThat(rendered.topology().alerts()).noneMatch(alert -> alert.group().equals("vault"));
  }

  @Test
  void everyNamespaceReadsFromItAndKnowsItByTheAuthority() {
    List<Manifest> stores = Select.all(RENDERED, "SecretStore").toList();
    assertThat(stores).hasSizeGreaterThan(4);
    for (Manifest store : stores) {
      Tree vault = store.at("spec", "provider", "vault");
      assertThat(vault.at("server").text("")).isEqualTo(ADDRESS);
      assertThat(vault.at("caProvider").map())
          .isEqualTo(Map.of("type", "Secret", "name", "platform-trust", "key", "ca.crt"));
      // It is looked for in the namespace of the store.
      assertThat(RENDERED).has("Certificate", store.namespace(), "platform-trust");
    }
  }

  @Test
  void itsCertificateIsForEveryNameByWhichItIsCalled() {
    assertThat(
            Select.one(RENDERED, "Certificate", "vault", "vault-tls")
                .at("spec", "dnsNames")
                .elements()
                .map(name -> name.text("")))
        .contains(
            "vault.vault.svc.cluster.local",
            "vault-active.vault.svc.cluster.local",
            "*.vault-internal.vault.svc.cluster.local",
            // By this one the chart lets servers call each other.
            "*.vault-internal");
  }

  @Test
  void onlyTheOperatorPrometheusAndItsOwnServersReachIt() {
    assertThat(openings("vault", "ingress"))
        .containsExactlyInAnyOrder(
            "external-secrets/app.kubernetes.io/name=external-secrets TCP 8200",
            "pytrading-staging-monitoring/operator.prometheus.io/name=prometheus TCP 8210",
            "vault/app.kubernetes.io/name=vault TCP 8200",
            "vault/app.kubernetes.io/name=vault TCP 8201");
  }

  @Test
  void itReachesItsServersItsKeyAndTheApiServerAndNobodyElse() {
    assertThat(openings("vault", "egress"))
        .containsExactlyInAnyOrder(
            "vault/app.kubernetes.io/name=vault TCP 8200",
            "vault/app.kubernetes.io/name=vault TCP 8201",
            "10.20.70.0/28 TCP 443",
            "10.20.0.2/32 TCP 443",
            "10.96.0.1/32 TCP 443");
  }

  @Test
  void theOperatorReachesNoVaultOutside() {
    assertThat(
            Opening.of(
                    Select.one(RENDERED, "NetworkPolicy", "external-secrets", "external-secrets"))
                .stream()
                .map(Opening::toString))
        .anyMatch(opening -> opening.contains("vault/app.kubernetes.io/name=vault TCP 8200"))
        .noneMatch(opening -> opening.contains("10.41.8.0/24"));
  }

  private static Set<String> openings(String name, String direction) {
    return Opening.of(Select.one(RENDERED, "NetworkPolicy", name, name)).stream()
        .filter(opening -> opening.direction().equals(direction))
        .map(opening -> opening.peer() + " " + opening.port())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void itComesAfterItsCertificateAndBeforeAnybodyWhoWaitsForASecret() {
    int vault = wave("vault");
    assertThat(vault)
        .isGreaterThan(wave("certificates"))
        .isGreaterThan(wave("local-path-provisioner"))
        .isLessThan(wave("secret-stores"));
    Set<String> waiting =
        Select.all(RENDERED, "ExternalSecret")
            .map(Manifest::component)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(waiting)
        .hasSizeGreaterThan(10)
        .doesNotContain("vault", "certificates", "local-path-provisioner", "external-secrets")
        .allSatisfy(component -> assertThat(wave(component)).isGreaterThan(vault));
  }

  private static int wave(String component) {
    return Integer.parseInt(
        Select.at(
                Select.one(RENDERED, "Application", "staging-" + component),
                "metadata.annotations",
                "argocd.argoproj.io/sync-wave")
            .text(""));
  }

  @Test
  void waitsForNoSecretOfItsOwn() {
    assertThat(RENDERED.topology().secrets().stream().map(SecretNeed::namespace))
        .isNotEmpty()
        .doesNotContain("vault", "local-path-storage", "cert-manager");
    assertThat(values(RENDERED).at("server", "dataStorage", "storageClass").text(""))
        .isEqualTo("local-path");
  }

  @Test
  void threeServersKeepACopyEachOnANodeOfTheirOwn() {
    Tree server = values(RENDERED).at("server");
    assertThat(server.at("ha", "replicas").number(0)).isEqualTo(3);
    assertThat(server.at("ha", "raft", "enabled").isTrue()).isTrue();
    assertThat(server.at("ha", "raft", "setNodeId").isTrue()).isTrue();
    assertThat(server.at("ha", "disruptionBudget", "maxUnavailable").number(0)).isEqualTo(1);
    assertThat(server.at("dataStorage", "size").text("")).isEqualTo("10Gi");
    assertThat(
            Select.at(
                    server,
                    "affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution.0"
                        + ".topologyKey")
                .text(""))
        .isEqualTo("kubernetes.io/hostname");
    String configuration = server.at("ha", "raft", "config").text("");
    assertThat(configuration.lines().filter(line -> line.contains("leader_api_addr")))
        .containsExactly(
            "    leader_api_addr     = \"https://vault-0.vault-internal.vault.svc.cluster.local:8200\"",
            "    leader_api_addr     = \"https://vault-1.vault-internal.vault.svc.cluster.local:8200\"",
            "    leader_api_addr     = \"https://vault-2.vault-internal.vault.svc.cluster.local:8200\"");
    assertThat(configuration).doesNotContain("tls_disable");
  }

  @Test
  void metricsAreReadWithoutATokenAtAListenerOfTheirOwn() {
    String configuration = Select.file(RENDERED, "config/vault-server/vault.hcl");
    List<String> listeners = List.of(configuration.split("(?m)^listener "));
    assertThat(listeners).hasSize(3);
    assertThat(listeners.get(1)).contains("[::]:8200").doesNotContain("unauthenticated");
    assertThat(listeners.get(2)).contains("[::]:8210").contains("unauthenticated_metrics_access");
    Tree endpoint =
        Select.at(Select.one(RENDERED, "PodMonitor", "vault"), "spec.podMetricsEndpoints.0");
    assertThat(endpoint.at("port").text("")).isEqualTo("metrics");
    assertThat(endpoint.at("scheme").text("")).isEqualTo("https");
    assertThat(Select.at(endpoint, "params.format.0").text("")).isEqualTo("prometheus");
    assertThat(Select.at(endpoint, "tlsConfig.ca.secret.name").text("")).isEqualTo("vault-tls");
  }

  @Test
  void theFileThatToolsReadIsTheOneThatRuns() {
    assertThat(Select.file(RENDERED, "config/vault-server/vault.hcl"))
        .endsWith(values(RENDERED).at("server", "ha", "raft", "config").text("?"));
  }

  @Test
  void sidecarsAndDriversStayOffAndPodsAreRestricted() {
    Tree values = values(RENDERED);
    assertThat(values.at("injector", "enabled").isFalse()).isTrue();
    assertThat(values.at("csi", "enabled").isFalse()).isTrue();
    assertThat(RENDERED)
        .has("Namespace", "vault")
        .at("metadata.labels", "pod-security.kubernetes.io/enforce")
        .is("restricted");
    Tree security = values.at("server", "statefulSet", "securityContext");
    assertThat(security.at("pod", "runAsNonRoot").isTrue()).isTrue();
    assertThat(Select.at(security, "container.capabilities.drop.0").text("")).isEqualTo("ALL");
  }

  @Test
  void deletingTheApplicationDeletesNoSecret() {
    assertThat(RENDERED).has("Application", "staging-vault").at("metadata.finalizers").isAbsent();
  }

  @Test
  void snapshotsHaveAFolderInTheBucket() {
    assertThat(RENDERED.topology().backups()).contains(new BackupNeed("vault", "vault/"));
  }

  @Test
  void everyAlertHasARunbook() {
    assertThat(RENDERED.topology().alerts().stream().filter(alert -> alert.group().equals("vault")))
        .hasSizeGreaterThan(4)
        .allSatisfy(
            alert -> assertThat(Path.of("docs/runbooks", alert.name() + ".md")).isRegularFile());
  }

  @Test
  void whatAPersonDoesOnceIsSaidAndNothingDoesItInstead() {
    assertThat(Select.file(RENDERED, "README.md"))
        .contains("vault operator init", "vault audit enable file file_path=stdout")
        .contains("vault auth enable -path=kubernetes-staging kubernetes")
        .contains("vault token revoke -self");
    assertThat(RENDERED.files())
        .filteredOn(file -> !file.path().equals("README.md"))
        .noneMatch(file -> file.text().contains("operator init"));
  }

  @Test
  void aKeyOfAwsIsUsedWithTheRoleOfTheServiceAccount() {
    assertThat(
            Select.at(
                    values(RENDERED),
                    "server.serviceAccount.annotations",
                    "eks.amazonaws.com/role-arn")
                .text(""))
        .isEqualTo("arn:aws:iam::111122223333:role/xtrading-staging-vault");
    assertThat(Select.file(RENDERED, "config/vault-server/vault.hcl"))
        .contains("seal \"awskms\" {\n  region     = \"eu-west-1\"\n")
        .contains("kms_key_id = \"alias/xtrading-staging-vault\"")
        .doesNotContain("access_key");
  }

  @Test
  void aKeyOfAnotherVaultIsUsedWithATokenFromAFile() {
    JudgedEnvironment rendered =
        sealedBy(
            "transit: {server: https://vault-nonprod.xtrading.com:8200, cidrs: [10.41.8.0/24],"
                + " mount: transit, key: staging}");
    assertThat(rendered.verdict().findings()).isEmpty();
    assertThat(Select.file(rendered, "config/vault-server/vault.hcl"))
        .contains("token      = \"file:///vault/userconfig/vault-seal/token\"")
        .contains("mount_path = \"transit/\"", "key_name   = \"staging\"");
    assertThat(
            values(rendered)
                .at("server", "extraVolumes")
                .elements()
                .map(volume -> volume.at("name").text("")))
        .containsExactly("vault-tls", "vault-seal");
    assertThat(Select.file(rendered, "README.md"))
        .contains("kubectl create secret generic vault-seal --namespace vault")
        .contains("`transit/decrypt/staging`");
    assertThat(
            Opening.of(Select.one(rendered, "NetworkPolicy", "vault", "vault")).stream()
                .map(Opening::toString))
        .anyMatch(opening -> opening.endsWith("egress 10.41.8.0/24 TCP 8200"));
  }

  @Test
  void aKeyOfGoogleIsUsedWithTheIdentityThatTheNodeHandsOut() {
    JudgedEnvironment rendered =
        sealedBy(
            "gcpckms: {project: xtrading-staging, region: europe-west1, keyRing: vault,"
                + " cryptoKey: seal, serviceAccount: vault@xtrading-staging.iam.gserviceaccount.com,"
                + " cidrs: [199.36.153.8/30]}");
    assertThat(rendered.verdict().findings()).isEmpty();
    assertThat(
            Opening.of(Select.one(rendered, "NetworkPolicy", "vault", "vault")).stream()
                .map(Opening::toString))
        .anyMatch(opening -> opening.endsWith("egress 199.36.153.8/30 TCP 443"))
        .anyMatch(opening -> opening.endsWith("egress 169.254.169.252/32 TCP 988"))
        .anyMatch(opening -> opening.endsWith("egress 169.254.169.254/32 TCP 80"));
    assertThat(
            Select.at(
                    values(rendered),
                    "server.serviceAccount.annotations",
                    "iam.gke.io/gcp-service-account")
                .text(""))
        .isEqualTo("vault@xtrading-staging.iam.gserviceaccount.com");
    assertThat(Select.file(rendered, "config/vault-server/vault.hcl"))
        .contains("seal \"gcpckms\"", "key_ring   = \"vault\"", "crypto_key = \"seal\"");
  }

  @Test
  void aKeyOfAzureIsUsedByPodsThatAzureKnows() {
    JudgedEnvironment rendered =
        sealedBy(
            "azurekeyvault: {tenant: 46646709-b63e-4747-be42-516edeaf1e14, vault: xtrading-vault,"
                + " key: seal, client: 03dc33fc-16d9-4b77-8152-3ec568f8af6e,"
                + " cidrs: [20.190.128.0/18]}");
    assertThat(rendered.verdict().findings()).isEmpty();
    assertThat(
            Select.at(values(rendered), "server.extraLabels", "azure.workload.identity/use")
                .text(""))
        .isEqualTo("true");
    assertThat(Select.file(rendered, "config/vault-server/vault.hcl"))
        .contains("seal \"azurekeyvault\"", "vault_name = \"xtrading-vault\"")
        .doesNotContain("client_secret");
  }
}
