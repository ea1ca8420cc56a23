package com.xtrading.platform.synthesis;

import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.Zone;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What belongs to one environment alone and may appear in no other: public hosts, namespace and
 * bucket.
 */
final class EnvironmentIdentities {

  /** The identities of all environments, by name. */
  static Map<String, Set<String>> of(Collection<Environment> environments) {
    Map<String, Set<String>> identities = new TreeMap<>();
    for (Environment environment : environments) {
      Set<String> own = new TreeSet<>();
      own.add(environment.apiHost().value());
      environment.uiHosts().values().forEach(host -> own.add(host.value()));
      own.add(environment.backup().bucket().value());
      own.add(environment.gitops().destination().value());
      for (Zone zone : Zone.values()) {
        own.add(zone.namespace(environment.namespace()));
      }
      identities.put(environment.name().value(), own);
    }
    return identities;
  }

  private EnvironmentIdentities() {}
}
