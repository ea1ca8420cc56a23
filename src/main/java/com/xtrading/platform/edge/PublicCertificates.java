package com.xtrading.platform.edge;

import com.xtrading.platform.component.SyncOptions;
import com.xtrading.platform.declaration.SecretNeed;
import com.xtrading.platform.environment.Edge;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.kubernetes.Scope;
import com.xtrading.platform.manifest.Fields;
import java.util.List;

/**
 * The certificates of the public hosts, from an authority that browsers know. That the names are
 * ours is proven by DNS records (DNS-01 of RFC 8555): behind a content delivery network the
 * authority would not reach us by HTTP.
 */
final class PublicCertificates {

  private static final String API_VERSION = "cert-manager.io/v1";
  private static final String ISSUER = "public";

  /** After the secret with the token, without which an issuer is broken and fails the sync. */
  private static final int ISSUER_WAVE = 1;

  private static final int CERTIFICATE_WAVE = 2;

  /**
   * Of the life of a certificate, whatever the authority makes that: Let's Encrypt goes from 90
   * days to 45.
   */
  private static final int RENEW_BEFORE_PERCENT = 33;

  static void render(Scope scope, Environment environment) {
    issuer(scope, environment);
    for (PublicHost host : PublicHost.all(environment)) {
      scope.custom(
          API_VERSION,
          "Certificate",
          host.certificate(),
          SyncOptions.wave(CERTIFICATE_WAVE),
          Fields.of("secretName", host.certificate())
              .with("dnsNames", List.of(host.host().value()))
              .with("renewBeforePercentage", RENEW_BEFORE_PERCENT)
              .with(
                  "privateKey",
                  Fields.of("algorithm", "ECDSA")
                      .with("size", 256)
                      .with("rotationPolicy", "Always"))
              .with("revisionHistoryLimit", 1)
              .with(
                  "issuerRef",
                  Fields.of("group", "cert-manager.io")
                      .with("kind", "Issuer")
                      .with("name", ISSUER)));
    }
  }

  private static void issuer(Scope scope, Environment environment) {
    Edge edge = environment.edge();
    SecretNeed token = Cloudflare.token(environment, scope.namespace());
    scope.custom(
        API_VERSION,
        "Issuer",
        ISSUER,
        SyncOptions.wave(ISSUER_WAVE),
        Fields.of(
            "acme",
            Fields.of("server", edge.certificates().server().toString())
                .with("email", edge.certificates().email())
                .with("privateKeySecretRef", Fields.of("name", ISSUER + "-account"))
                .with(
                    "solvers",
                    List.of(
                        Fields.of(
                                "selector",
                                Fields.of("dnsZones", List.of(edge.dns().zone().value())))
                            .with(
                                "dns01",
                                Fields.of(
                                    "cloudflare",
                                    Fields.of(
                                        "apiTokenSecretRef",
                                        Fields.of("name", token.name())
                                            .with("key", Cloudflare.TOKEN_KEY))))))));
  }

  private PublicCertificates() {}
}
