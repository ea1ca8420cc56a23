package com.xtrading.platform.edge;

import com.xtrading.platform.component.TextTemplate;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.declaration.SecretNeed;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.model.Cidr;
import com.xtrading.platform.model.Port;
import java.util.List;

/** Cloudflare, which answers for the names of the platform and may carry its content. */
final class Cloudflare {

  /** The key of the token in its secret. */
  static final String TOKEN_KEY = "token";

  /** What may connect to an origin, and what its own API answers from. */
  static List<Cidr> ranges() {
    return TextTemplate.of(Cloudflare.class, "cloudflare-ipv4.txt")
        .text()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(Cidr::new)
        .toList();
  }

  /** Where DNS records are written. */
  static Endpoint api() {
    return Endpoint.of(
        new Peer.Addresses("cloudflare", ranges()),
        "api.cloudflare.com",
        Port.tcp("https", 443),
        "Cloudflare API");
  }

  /**
   * A token with the permissions Zone:Read and DNS:Edit of the one zone, for somebody in a
   * namespace.
   */
  static SecretNeed token(Environment environment, String namespace) {
    return SecretNeed.opaque(
        namespace, "cloudflare", "%s/cloudflare/dns".formatted(environment.name()), TOKEN_KEY);
  }

  private Cloudflare() {}
}
