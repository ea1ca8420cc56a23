package com.xtrading.platform.edge;

import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.model.DnsName;
import java.util.List;

/**
 * A host that the internet sees, with a listener and a certificate of its own: browsers would send
 * requests for one host over a connection to another that the same certificate names.
 *
 * @param listener its name in the Gateway
 * @param host such as {@code api.xtrading.com}
 */
record PublicHost(String listener, DnsName host) {

  static PublicHost web(Environment environment) {
    return new PublicHost("web", environment.domain());
  }

  static PublicHost api(Environment environment) {
    return new PublicHost("api", environment.apiHost());
  }

  static List<PublicHost> all(Environment environment) {
    return List.of(web(environment), api(environment));
  }

  /** The certificate, and the secret that holds it. */
  String certificate() {
    return listener + "-tls";
  }
}
