package com.xtrading.platform.data;

import java.util.ArrayList;
import java.util.List;

/** Names by which clients reach services, for certificates. */
final class ServiceHosts {

  /** Every form of the names of some services, from the short one to the full one. */
  static List<String> of(String namespace, String... services) {
    List<String> names = new ArrayList<>();
    for (String service : services) {
      names.add(service);
      names.add("%s.%s.svc".formatted(service, namespace));
      names.add(full(service, namespace));
    }
    return names;
  }

  /** Every form of the names of the pods behind a headless service. */
  static List<String> ofPods(String namespace, String service) {
    return List.of("*.%s.%s.svc".formatted(service, namespace), "*." + full(service, namespace));
  }

  /** The full name of a service. */
  static String full(String service, String namespace) {
    return "%s.%s.svc.cluster.local".formatted(service, namespace);
  }

  private ServiceHosts() {}
}
