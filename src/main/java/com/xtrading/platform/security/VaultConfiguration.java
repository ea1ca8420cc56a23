package com.xtrading.platform.security;

import com.xtrading.platform.component.TextTemplate;
import com.xtrading.platform.environment.Vault;
import java.util.Map;

/** The configuration file of a Vault server, the same for all of them. */
final class VaultConfiguration {

  /** Where the chart mounts a secret. */
  static final String SECRETS = "/vault/userconfig/";

  static String of(String environment, Vault.Own own) {
    return TextTemplate.of(VaultConfiguration.class, "vault.hcl")
        .fill(
            Map.of(
                "environment", environment,
                "api", Integer.toString(VaultServers.API.number()),
                "cluster", Integer.toString(VaultServers.CLUSTER.number()),
                "metrics", Integer.toString(VaultServers.METRICS.number()),
                "certificate", certificate(),
                "peers", peers(own.nodes()),
                "seal", Unsealing.by(own.seal().kind()).stanza()));
  }

  private static String certificate() {
    return SECRETS + VaultServers.CERTIFICATE.name();
  }

  /** A new server asks each of the others to let it in, until one does. */
  private static String peers(int nodes) {
    StringBuilder peers = new StringBuilder();
    for (int number = 0; number < nodes; number++) {
      peers.append(
          """

            retry_join {
              leader_api_addr     = "https://%s-%d.%s:%d"
              leader_ca_cert_file = "%s/ca.crt"
            }
          """
              .formatted(
                  VaultServers.NAME,
                  number,
                  VaultServers.host(VaultServers.PEERS),
                  VaultServers.API.number(),
                  certificate()));
    }
    return peers.toString();
  }

  private VaultConfiguration() {}
}
