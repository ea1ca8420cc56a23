package com.xtrading.platform.network;

import com.xtrading.platform.network.NetworkRules.Peer;
import com.xtrading.platform.objects.LabelSelector;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What policies look at in pods.
 *
 * @param selectors of pods, each once
 * @param ports names of ports
 */
record PolicyMentions(Set<LabelSelector> selectors, Set<String> ports) {

  static PolicyMentions in(Collection<NetworkRules> policies) {
    Set<LabelSelector> selectors = new LinkedHashSet<>();
    Set<String> ports = new HashSet<>();
    for (NetworkRules policy : policies) {
      selectors.add(policy.pods());
      Stream.of(policy.ingress(), policy.egress())
          .flatMap(Optional::stream)
          .flatMap(Collection::stream)
          .forEach(
              rule -> {
                rule.peers().stream()
                    .map(Peer::pods)
                    .flatMap(Optional::stream)
                    .forEach(selectors::add);
                rule.ports().forEach(port -> port.name().ifPresent(ports::add));
              });
    }
    return new PolicyMentions(selectors, ports);
  }

  /** Keys of labels that selectors look at. */
  Set<String> keys() {
    return selectors.stream()
        .flatMap(selector -> selector.keys().stream())
        .collect(Collectors.toSet());
  }
}
