package com.xtrading.platform.security;

import com.xtrading.platform.component.Component;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.Rendering;
import com.xtrading.platform.component.SyncOptions;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.AlertRule.Condition;
import com.xtrading.platform.declaration.AlertRule.Message;
import com.xtrading.platform.declaration.AlertRule.Team;
import com.xtrading.platform.declaration.AlertRule.Urgency;
import com.xtrading.platform.declaration.AlertScenario.Given;
import com.xtrading.platform.declaration.CertificateNeed;
import com.xtrading.platform.declaration.SeriesLabels;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.kubernetes.Scope;
import com.xtrading.platform.manifest.Fields;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The platform's own authority and every certificate that it issues, by which clients know that
 * they talk to the store they mean. Names that the internet sees are certified elsewhere.
 */
public final class Certificates extends Component {

  private static final String API_VERSION = "cert-manager.io/v1";
  private static final String AUTHORITY = "xtrading-authority";
  private static final String SELF_SIGNED = "xtrading-self-signed";

  private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);

  /**
   * Redis and InfluxDB read their certificate when they start. A third of the year is left after a
   * renewal, in which an upgrade or the alert of the store brings the restart.
   */
  private static final Duration LIFE = Duration.ofDays(365);

  private static final Duration RENEW_BEFORE = Duration.ofDays(120);

  public Certificates(Platform platform) {
    super(platform, Delivery.of("certificates", platform.namespace(Zone.DATA), SyncWave.SECRETS));
    SeriesLabels certificate =
        SeriesLabels.ofPod(CertManager.NAMESPACE, "cert-manager", "cert-manager-0")
            .with("exported_namespace", "store", "name", "store-tls");
    SeriesLabels ready = certificate.with("condition", "True");
    alert(
        new AlertRule(
                "certificates",
                "CertificateNotReady",
                new Condition(
                    "max by (exported_namespace, name)"
                        + " (certmanager_certificate_ready_status{condition=\"True\"}) == 0",
                    Duration.ofHours(1)),
                Urgency.WARNING,
                new Message(
                    "Certificate {{ $labels.exported_namespace }}/{{ $labels.name }} is not issued",
                    "A new store waits for it, or an old one will run out of it."))
            .of(Team.SECURITY, "xtrading-security")
            .fires(
                "it is not issued",
                Given.of(ready.gauge("certmanager_certificate_ready_status", 0)),
                certificate.by("exported_namespace", "name").alert())
            .quiet(
                "it is issued", Given.of(ready.gauge("certmanager_certificate_ready_status", 1))));
    alert(
        new AlertRule(
                "certificates",
                "CertificateExpires",
                new Condition(
                    "min by (exported_namespace, name)"
                        + " (certmanager_certificate_expiration_timestamp_seconds) - time() < 14 * 86400",
                    Duration.ofHours(1)),
                Urgency.CRITICAL,
                new Message(
                    "Certificate {{ $labels.exported_namespace }}/{{ $labels.name }} ends soon",
                    "It ends in {{ $value | humanizeDuration }}; renewal has failed for months."))
            .of(Team.SECURITY, "xtrading-security")
            .fires(
                "it ends in 13 days",
                ending(certificate, 13),
                certificate.by("exported_namespace", "name").alert("13d 0h 0m 0s"))
            .quiet("it ends in 15 days", ending(certificate, 15)));
    dashboard(SecurityPage.of(environment().vault().place()));
  }

  /** A certificate that ends as many days from any moment on. */
  private static Given ending(SeriesLabels certificate, int days) {
    return Given.of(
        certificate.clock(
            "certmanager_certificate_expiration_timestamp_seconds",
            -Duration.ofDays(days).toSeconds()));
  }

  @Override
  protected void render(Rendering rendering) {
    Scope scope = rendering.scope();
    // One after the other: an issuer without its key would fail the whole sync.
    issuer(scope, SELF_SIGNED, -3, Fields.of("selfSigned", Map.of()));
    authority(scope.in(CertManager.NAMESPACE), -2);
    issuer(scope, AUTHORITY, -1, Fields.of("ca", Fields.of("secretName", AUTHORITY)));
    for (CertificateNeed need : rendering.topology().certificates()) {
      certificate(scope.in(need.namespace()), need);
    }
  }

  private static void issuer(Scope scope, String name, int wave, Map<String, Object> spec) {
    scope.clusterCustom(
        API_VERSION, "ClusterIssuer", name, SyncOptions.wave(wave), Fields.of("spec", spec));
  }

  private static void authority(Scope scope, int wave) {
    scope.custom(
        API_VERSION,
        "Certificate",
        AUTHORITY,
        SyncOptions.wave(wave),
        Fields.of("isCA", true)
            .with("commonName", "xTrading Platform authority")
            .with("secretName", AUTHORITY)
            .with("duration", text(AUTHORITY_LIFE))
            .with("renewBefore", text(LIFE.multipliedBy(2)))
            // The same key after a renewal: certificates that are out stay good.
            .with("privateKey", key("Never"))
            .with("issuerRef", issuerRef(SELF_SIGNED)));
  }

  private static void certificate(Scope scope, CertificateNeed need) {
    Fields spec =
        Fields.of("secretName", need.name())
            .with("duration", text(LIFE))
            .with("renewBefore", text(RENEW_BEFORE))
            .with("dnsNames", List.copyOf(need.dnsNames()))
            .with("usages", usages(need.usage()))
            .with("privateKey", key("Always"))
            .with("revisionHistoryLimit", 1)
            .with("issuerRef", issuerRef(AUTHORITY));
    if (!need.labels().isEmpty()) {
      spec.put("secretTemplate", Fields.of("labels", need.labels()));
    }
    scope.custom(API_VERSION, "Certificate", need.name(), spec);
  }

  private static List<String> usages(CertificateNeed.Usage usage) {
    return switch (usage) {
      case SERVER -> List.of("digital signature", "server auth");
      case CLIENT -> List.of("digital signature", "client auth");
      case PEER -> List.of("digital signature", "server auth", "client auth");
    };
  }

  private static Map<String, Object> key(String rotation) {
    return Fields.of("algorithm", "ECDSA").with("size", 256).with("rotationPolicy", rotation);
  }

  private static Map<String, Object> issuerRef(String name) {
    return Fields.of("group", "cert-manager.io").with("kind", "ClusterIssuer").with("name", name);
  }

  /** As the API server returns it, so that Argo CD sees no difference. */
  private static String text(Duration duration) {
    return duration.toHours() + "h0m0s";
  }
}
