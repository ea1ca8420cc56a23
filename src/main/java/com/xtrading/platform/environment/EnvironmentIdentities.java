package com.xtrading.platform.environment;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What belongs to one environment alone and may appear in no other: public hosts, namespaces,
 * cluster and bucket.
 *
 * @param byEnvironment the names of each environment, by its own; a name that two environments
 *     share is nobody's
 */
public record EnvironmentIdentities(Map<String, Set<String>> byEnvironment) {

  public EnvironmentIdentities {
    byEnvironment = Map.copyOf(byEnvironment);
  }

  /** The identities of all environments. */
  public static EnvironmentIdentities of(Collection<Environment> environments) {
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
    return new EnvironmentIdentities(identities);
  }

  /** The names of one environment; none where it is not known. */
  public Set<String> of(String environment) {
    return byEnvironment.getOrDefault(environment, Set.of());
  }
}
