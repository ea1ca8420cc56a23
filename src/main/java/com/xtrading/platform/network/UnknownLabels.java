package com.xtrading.platform.network;

import com.xtrading.platform.network.NetworkRules.Peer;
import com.xtrading.platform.network.NetworkRules.Rule;
import com.xtrading.platform.objects.LabelSelector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Selectors whose answer depends on the value of a label that only the cluster chooses. */
final class UnknownLabels {

  private final Parties parties;
  private final Set<String> problems = new LinkedHashSet<>();

  private UnknownLabels(Parties parties) {
    this.parties = parties;
  }

  /** What cannot be answered; the values count as none of those that selectors name. */
  static List<String> problems(Collection<NetworkRules> policies, Parties parties) {
    UnknownLabels unknown = new UnknownLabels(parties);
    policies.forEach(unknown::check);
    return List.copyOf(unknown.problems);
  }

  private void check(NetworkRules policy) {
    Peer own = new Peer(Optional.of(policy.pods()), Optional.empty(), Optional.empty());
    check(policy, "spec.podSelector", own);
    rules(policy.ingress(), policy);
    rules(policy.egress(), policy);
  }

  private void rules(Optional<List<Rule>> rules, NetworkRules policy) {
    for (Rule rule : rules.orElse(List.of())) {
      rule.peers().forEach(peer -> check(policy, rule.path(), peer));
    }
  }

  private void check(NetworkRules policy, String path, Peer peer) {
    LabelSelector selector = peer.pods().orElse(null);
    if (selector == null || selector.keys().stream().noneMatch(parties.unknownKeys()::contains)) {
      return;
    }
    Peer whole = new Peer(Optional.empty(), peer.namespaces(), Optional.empty());
    parties.meantBy(whole, policy.namespace()).stream()
        .mapToObj(number -> (Party.Pods) parties.get(number))
        .forEach(
            pods ->
                deciding(selector, pods.labels())
                    .forEach(
                        key ->
                            problems.add(
                                ("%s: %s: %s: looks at the label \"%s\" of %s, whose value only the"
                                        + " cluster knows; it is taken not to be one that is named")
                                    .formatted(policy.file(), policy.id(), path, key, pods))));
  }

  /** The labels of unknown value that decide whether a selector matches. */
  private static List<String> deciding(LabelSelector selector, Map<String, Object> labels) {
    if (!selector.only(key -> !isUnknown(labels, key)).matches(labels)) {
      return List.of();
    }
    List<String> deciding = new ArrayList<>();
    for (String key : selector.keys()) {
      if (!isUnknown(labels, key)) {
        continue;
      }
      LabelSelector part = selector.only(key::equals);
      Set<Boolean> answers = new LinkedHashSet<>();
      List<Object> values = new ArrayList<>(part.valuesOf(key));
      values.add(AddedLabels.UNKNOWN);
      for (Object value : values) {
        Map<String, Object> some = new HashMap<>(labels);
        some.put(key, value);
        answers.add(part.matches(some));
      }
      if (!answers.contains(true)) {
        return List.of();
      }
      if (answers.contains(false)) {
        deciding.add(key);
      }
    }
    return deciding;
  }

  private static boolean isUnknown(Map<String, Object> labels, String key) {
    return AddedLabels.UNKNOWN.equals(labels.get(key));
  }
}
