package com.xtrading.platform.security;

import static com.xtrading.platform.RenderedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.declaration.CertificateNeed;
import com.xtrading.platform.declaration.Dependency;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CertificatesTest {

  private static final String EACH = "com.xtrading.platform.TestPlatform#each";
  private static final JudgedEnvironment PRODUCTION = TestPlatform.sample("production");

  @Test
  void theAuthoritySignsItselfAndIsThereBeforeWhatItIssues() {
    assertThat(PRODUCTION)
        .has("Certificate", "cert-manager", "xtrading-authority")
        .at("spec.isCA")
        .is(true)
        .at("spec.privateKey.rotationPolicy")
        .is("Never")
        .at("metadata.annotations", "argocd.argoproj.io/sync-wave")
        .is("-2");
    assertThat(PRODUCTION)
        .has("ClusterIssuer", "xtrading-authority")
        .at("spec.ca.secretName")
        .is("xtrading-authority")
        .at("metadata.namespace")
        .isAbsent()
        .at("metadata.annotations", "argocd.argoproj.io/sync-wave")
        .is("-1");
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void everyCertificateThatSomebodyNeedsIsIssued(JudgedEnvironment rendered) {
    assertThat(rendered.topology().certificates()).hasSizeGreaterThan(5);
    for (CertificateNeed need : rendered.topology().certificates()) {
      Manifest issued = Select.one(rendered, "Certificate", need.namespace(), need.name());
      assertThat(issued.at("spec", "secretName").text("")).isEqualTo(need.name());
      assertThat(issued.at("spec", "issuerRef", "name").text("")).isEqualTo("xtrading-authority");
      assertThat(issued.at("spec", "dnsNames").elements().map(name -> name.text("")))
          .containsExactlyInAnyOrderElementsOf(need.dnsNames());
    }
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void everyServerThatClientsTrustIsCertifiedForTheNameTheyCall(JudgedEnvironment rendered) {
    List<Endpoint> trusted =
        rendered.topology().dependencies().stream()
            .map(Dependency::to)
            .filter(endpoint -> endpoint.trustSetting().isPresent())
            .toList();
    assertThat(trusted).isNotEmpty();
    for (Endpoint endpoint : trusted) {
      // A setup job calls the server by the address in its settings, an add-on by that of the
      // place.
      Stream<String> called =
          Stream.concat(Stream.of(endpoint.host()), endpoint.settings().values().stream())
              .filter(value -> value.contains(".svc."))
              .map(value -> value.replaceAll("^https://|:\\d+$", ""));
      assertThat(called)
          .as(endpoint.purpose())
          .isNotEmpty()
          .allSatisfy(
              host ->
                  assertThat(Select.all(rendered, "Certificate"))
                      .anyMatch(
                          issued ->
                              issued
                                  .at("spec", "dnsNames")
                                  .elements()
                                  .anyMatch(name -> name.text("").equals(host))));
    }
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void aClientSeesTheAuthorityAndNoKey(JudgedEnvironment rendered) {
    Manifest service = Select.one(rendered, "Deployment", "user-service");
    List<Tree> volumes =
        service
            .at("spec", "template", "spec", "volumes")
            .elements()
            .filter(
                volume -> volume.at("secret", "secretName").text("").equals(CertificateNeed.TRUST))
            .toList();
    assertThat(volumes)
        .singleElement()
        .satisfies(
            volume ->
                assertThat(volume.at("secret", "items").elements().map(item -> item.map()))
                    .containsExactly(Map.of("key", "ca.crt", "path", "ca.crt")));
    assertThat(rendered)
        .has("ConfigMap", "user-service-connections")
        .at("data.DATABASE_SSLMODE")
        .is("verify-full")
        .at("data.DATABASE_SSLROOTCERT")
        .is("/etc/xtrading/certificates/platform-trust/ca.crt");
  }

  @Test
  void serversThatReadTheirCertificateOnceHaveMonthsForARestart() {
    Manifest issued = Select.one(PRODUCTION, "Certificate", "redis-tls");
    assertThat(issued.at("spec", "duration").text("")).isEqualTo("8760h0m0s");
    assertThat(issued.at("spec", "renewBefore").text("")).isEqualTo("2880h0m0s");
    assertThat(Select.file(PRODUCTION, "config/prometheus/rules/redis.yaml"))
        .contains("certmanager_certificate_not_before_timestamp_seconds");
  }

  @Test
  void theOperatorOfPostgresLoadsANewCertificateByItself() {
    assertThat(PRODUCTION)
        .has("Certificate", "postgres-tls")
        .at("spec.secretTemplate.labels", "cnpg.io/reload")
        .is("true");
    assertThat(PRODUCTION)
        .has("Cluster", "postgres")
        .at("spec.certificates.serverTLSSecret")
        .is("postgres-tls")
        .at("spec.certificates.serverCASecret")
        .is("postgres-tls")
        .at("spec.postgresql.pg_hba.0")
        .is("hostnossl all all all reject");
  }
}
