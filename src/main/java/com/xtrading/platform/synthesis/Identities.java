package com.xtrading.platform.synthesis;

import com.xtrading.platform.environment.Environment;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What belongs to one environment alone and may appear in no other: public host, namespace and
 * bucket.
 */
final class Identities {

  /** The identities of all environments, by name. */
  static Map<String, Set<String>> of(Collection<Environment> environments) {
    Map<String, Set<String>> identities = new TreeMap<>();
    for (Environment environment : environments) {
      identities.put(
          environment.name().value(),
          Set.of(
              environment.apiHost().value(),
              environment.namespace().value(),
              environment.backup().bucket().value()));
    }
    return identities;
  }

  private Identities() {}
}
