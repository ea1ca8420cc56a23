package com.xtrading.platform.edge;

import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.model.DnsName;
import com.xtrading.platform.model.KubernetesName;
import java.util.ArrayList;
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

  /** The host of a user interface, behind single sign-on. */
  static PublicHost ui(Environment environment, KubernetesName ui) {
    return new PublicHost(ui.value(), environment.uiHosts().get(ui));
  }

  static List<PublicHost> all(Environment environment) {
    List<PublicHost> all = new ArrayList<>(List.of(web(environment), api(environment)));
    environment.uiHosts().keySet().forEach(ui -> all.add(ui(environment, ui)));
    return List.copyOf(all);
  }

  /** The certificate, and the secret that holds it. */
  String certificate() {
    return listener + "-tls";
  }
}
