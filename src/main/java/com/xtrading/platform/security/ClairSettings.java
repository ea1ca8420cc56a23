package com.xtrading.platform.security;

import com.xtrading.platform.component.SecretFiles;
import com.xtrading.platform.declaration.CertificateNeed;
import com.xtrading.platform.declaration.SecretNeed;
import com.xtrading.platform.environment.Clair;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.YamlWriter;
import java.util.List;
import java.util.Map;

/**
 * The settings file of Clair 4.9 (quay/clair, config/). Where its database is, it reads from the
 * environment as every program with libpq's variables does.
 */
final class ClairSettings {

  static final String FILE = "config.yaml";

  /** The property in Vault: the key of the registry's tokens, in base64. */
  private static final String KEY = "key";

  private final Clair clair;
  private final String host;
  private final CertificateNeed certificate;

  /**
   * @param host by which the registry calls
   */
  ClairSettings(Clair clair, String host, CertificateNeed certificate) {
    this.clair = clair;
    this.host = host;
    this.certificate = certificate;
  }

  /** The file as a key of a secret, with the key of tokens in its place. */
  SecretNeed file(String vaultPath) {
    return SecretNeed.opaque(ClairScanner.NAMESPACE, "clair-config", vaultPath, KEY)
        .withTemplate(FILE, text());
  }

  /** Where the container sees the file. */
  String path() {
    return SecretFiles.path(file(""), FILE);
  }

  /** The file, with a place where the secret goes. */
  String text() {
    return YamlWriter.write(tree());
  }

  private Map<String, Object> tree() {
    Fields tree =
        Fields.of("http_listen_addr", ":" + ClairScanner.API.number())
            .with("introspection_addr", ":" + ClairScanner.INTROSPECTION.number())
            .with("log_level", "info")
            .with(
                "tls",
                Fields.of("cert", SecretFiles.path(certificate, "tls.crt"))
                    .with("key", SecretFiles.path(certificate, "tls.key")))
            .with(
                "auth",
                Fields.of(
                    "psk",
                    Fields.of("key", "{{ .%s }}".formatted(KEY))
                        .with("iss", List.of(clair.registry().issuer()))))
            .with("indexer", store())
            .with("matcher", store().with("update_retention", 2))
            .with(
                "updaters",
                Fields.of(
                    "sets", clair.updates().sets().stream().map(Clair.Publisher::written).toList()))
            .with("metrics", Fields.of("name", "prometheus"));
    clair
        .registry()
        .notifications()
        .ifPresent(
            target ->
                tree.put(
                    "notifier",
                    store()
                        .with(
                            "webhook",
                            Fields.of("target", target.value())
                                .with(
                                    "callback",
                                    "https://%s:%d/notifier/api/v1/notification/"
                                        .formatted(host, ClairScanner.API.number())))));
    return tree;
  }

  private static Fields store() {
    return Fields.of("connstring", "pool_max_conns=" + ClairDatabase.CONNECTIONS)
        .with("migrations", true);
  }
}
