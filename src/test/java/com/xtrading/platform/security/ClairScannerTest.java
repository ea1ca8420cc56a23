package com.xtrading.platform.security;

import static com.xtrading.platform.RenderedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.EditedEnvironment;
import com.xtrading.platform.ReferencePlatform;
import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.OutputFile;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The whole platform of staging, with Clair switched on. */
class ClairScannerTest {

  private static final String CLAIR = "clair";
  private static final String DATA = "pytrading-staging-data";
  private static final String MONITORING = "pytrading-staging-monitoring";
  private static final String REGISTRY = "10.41.11.0/28";

  private static final JudgedEnvironment RENDERED = TestPlatform.withClair();

  private static Tree settings() {
    return Select.parse(Select.file(RENDERED, "config/clair/config.yaml"));
  }

  @Test
  void everyPolicyHolds() {
    assertThat(RENDERED.verdict().findings()).isEmpty();
    assertThat(RENDERED.verdict().waiverFindings()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("com.xtrading.platform.TestPlatform#each")
  void isOffUnlessAsked(JudgedEnvironment rendered) {
    assertThat(rendered.files().stream().map(OutputFile::path))
        .noneMatch(path -> path.contains(CLAIR));
    assertThat(rendered.files().stream().map(OutputFile::text))
        .noneMatch(text -> text.contains("clair"));
  }

  @Test
  void theRegistryAndPrometheusAloneReachIt() {
    assertThat(RENDERED)
        .has("NetworkPolicy", CLAIR, CLAIR)
        .allowsIngressFrom(MONITORING, "operator.prometheus.io/name=prometheus", 8089);
    Tree policy = Select.one(RENDERED, "NetworkPolicy", CLAIR, CLAIR).at("spec", "ingress");
    assertThat(policy.elements().flatMap(rule -> rule.at("from").elements()).toList())
        .hasSize(2)
        .anySatisfy(from -> assertThat(from.at("ipBlock", "cidr").text("")).isEqualTo(REGISTRY));
  }

  @Test
  void whoCallsIsSeenBehindAnAddressOfPrivateNetworksAlone() {
    assertThat(RENDERED)
        .has("Service", CLAIR, CLAIR)
        .at("spec.type")
        .is("LoadBalancer")
        .at("spec.externalTrafficPolicy")
        .is("Local")
        .at("spec.loadBalancerSourceRanges")
        .is(List.of(REGISTRY));
    assertThat(
            Select.one(RENDERED, "Service", CLAIR, CLAIR)
                .at("metadata", "annotations", "networking.gke.io/load-balancer-type")
                .text(""))
        .isEqualTo("Internal");
  }

  @Test
  void aRegistryWithPublicAddressesReachesItByAPublicOne() {
    JudgedEnvironment rendered =
        TestPlatform.render(
            ReferencePlatform::declare,
            EditedEnvironment.roomyStaging(
                "\nlogging:\n",
                TestPlatform.CLAIR.replace(REGISTRY, "198.51.100.0/28") + "logging:\n"));
    assertThat(rendered.verdict().findings()).isEmpty();
    assertThat(Select.one(rendered, "Service", CLAIR, CLAIR).at("metadata", "annotations").exists())
        .isFalse();
  }

  @Test
  void itGoesToItsDatabaseTheRegistryAndThePublishersAlone() {
    assertThat(RENDERED)
        .has("NetworkPolicy", CLAIR, CLAIR)
        .allowsEgressTo(DATA, "xtrading.com/workload=postgres", 5432)
        .allowsEgressTo(REGISTRY, 443)
        .allowsEgressTo("10.41.12.0/24", 443);
    assertThat(
            Select.one(RENDERED, "NetworkPolicy", CLAIR, CLAIR)
                .at("spec", "egress")
                .elements()
                .flatMap(rule -> rule.at("to").elements()))
        .hasSize(3);
  }

  /** A pooler of transactions would lose the locks that it holds by session. */
  @Test
  void itHasADatabaseOfItsOwnAndConnectsToThePrimary() {
    assertThat(RENDERED).has("Database", DATA, CLAIR).at("spec.owner").is(CLAIR);
    assertThat(RENDERED)
        .has("ConfigMap", CLAIR, "clair-connections")
        .at("data.PGHOST")
        .is("postgres-rw.%s.svc.cluster.local".formatted(DATA))
        .at("data.PGSSLMODE")
        .is("verify-full")
        .at("data.PGPASSFILE")
        .is("/etc/xtrading/secrets/clair-postgres/pgpass")
        .at("data.PGSSLROOTCERT")
        .is("/etc/xtrading/certificates/platform-trust/ca.crt");
  }

  @Test
  void theLoginIsThatOfItsRoleAsAFileOfLibpq() {
    Manifest login = Select.one(RENDERED, "ExternalSecret", CLAIR, "clair-postgres");
    Manifest role = Select.one(RENDERED, "ExternalSecret", DATA, "postgres-role-clair");
    assertThat(login.at("spec", "data").elements().map(key -> key.at("remoteRef", "key").text("")))
        .containsOnly(
            role.at("spec", "data")
                .elements()
                .findFirst()
                .orElseThrow()
                .at("remoteRef", "key")
                .text(""))
        .containsOnly("staging/postgres/clair");
    assertThat(Select.at(login, "spec.target.template.data.pgpass").text(""))
        .isEqualTo(
            "*:*:*:{{ .username }}:{{ .password | replace \"\\\\\" \"\\\\\\\\\" | replace \":\" \"\\\\:\" }}");
  }

  @Test
  void theSettingsHoldThePlaceOfTheSecretAndNotTheSecret() {
    Manifest secret = Select.one(RENDERED, "ExternalSecret", CLAIR, "clair-config");
    Tree carried =
        Select.parse(secret.at("spec", "target", "template", "data", "config.yaml").text(""));
    assertThat(carried).isEqualTo(settings());
    assertThat(settings().at("auth", "psk", "key").text("")).isEqualTo("{{ .key }}");
    assertThat(settings().at("auth", "psk", "iss").elements().map(iss -> iss.text("")))
        .containsExactly("quay");
    assertThat(secret.at("spec", "data").elements().map(key -> key.at("remoteRef").map()))
        .containsExactly(Map.of("key", "staging/clair/registry", "property", "key"));
    assertThat(RENDERED)
        .has("Deployment", CLAIR, CLAIR)
        .at("spec.template.spec.containers.0.args")
        .is(List.of("-conf", "/etc/xtrading/secrets/clair-config/config.yaml", "-mode", "combo"));
  }

  @Test
  void itProvesItselfByTheNameThatTheRegistryCalls() {
    assertThat(RENDERED)
        .has("Certificate", CLAIR, "clair-tls")
        .at("spec.dnsNames")
        .is(List.of("clair.clair.svc", "clair.staging.xtrading.com"));
    assertThat(settings().at("tls", "cert").text(""))
        .isEqualTo("/etc/xtrading/certificates/clair-tls/tls.crt");
    assertThat(settings().at("notifier", "webhook", "callback").text(""))
        .isEqualTo("https://clair.staging.xtrading.com:6060/notifier/api/v1/notification/");
  }

  @Test
  void nobodyIsToldWhereNobodyListens() {
    JudgedEnvironment rendered =
        TestPlatform.render(
            ReferencePlatform::declare,
            EditedEnvironment.roomyStaging(
                "\nlogging:\n",
                TestPlatform.CLAIR.replace(
                        "    notifications: https://quay.xtrading.com/secscan/notification\n", "")
                    + "logging:\n"));
    Tree settings = Select.parse(Select.file(rendered, "config/clair/config.yaml"));
    assertThat(settings.at("notifier").exists()).isFalse();
    assertThat(settings.at("indexer").exists()).isTrue();
  }

  @Test
  void itLearnsFromTheChosenPublishersAlone() {
    assertThat(settings().at("updaters", "sets").elements().map(set -> set.text("")))
        .containsExactly("alpine", "debian", "osv", "rhel-vex");
  }

  /** Its image is read-only, and it writes layers to one folder and advisories to another. */
  @Test
  void whatItReadsLiesOnTheVolumeThatIsMeantForIt() {
    Tree pod = Select.one(RENDERED, "Deployment", CLAIR, CLAIR).at("spec", "template", "spec");
    assertThat(
            pod.at("containers")
                .elements()
                .flatMap(container -> container.at("volumeMounts").elements())
                .filter(mount -> mount.at("name").text("").equals("layers"))
                .map(mount -> mount.at("mountPath").text("")))
        .containsExactlyInAnyOrder("/tmp", "/var/tmp");
    assertThat(
            pod.at("volumes")
                .elements()
                .filter(volume -> volume.at("name").text("").equals("layers"))
                .map(volume -> volume.at("emptyDir", "sizeLimit").text("")))
        .containsExactly("10Gi");
  }

  @Test
  void itsImageIsLookedIntoAsWell() {
    Tree values =
        Select.one(RENDERED, "Application", "staging-trivy-operator")
            .at("spec", "sources")
            .elements()
            .findFirst()
            .orElseThrow()
            .at("helm", "valuesObject");
    assertThat(values.at("targetNamespaces").text("").split(",")).contains(CLAIR);
  }
}
