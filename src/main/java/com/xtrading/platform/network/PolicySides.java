package com.xtrading.platform.network;

import com.xtrading.platform.network.NetworkRules.Peer;
import com.xtrading.platform.network.NetworkRules.Rule;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What policies say of each party, in one direction and in the other. */
final class PolicySides {

  private final Map<Party, PolicySide> ingress = new HashMap<>();
  private final Map<Party, PolicySide> egress = new HashMap<>();
  private final Parties parties;

  /** Whom peers stand for: many rules mean the same ones. */
  private final Map<Object, BitSet> meant = new HashMap<>();

  PolicySides(Collection<NetworkRules> policies, Parties parties) {
    this.parties = parties;
    Map<NetworkRules, List<Opening>> in = new HashMap<>();
    Map<NetworkRules, List<Opening>> out = new HashMap<>();
    Map<String, List<NetworkRules>> byNamespace = new HashMap<>();
    for (NetworkRules policy : policies) {
      policy.ingress().ifPresent(rules -> in.put(policy, openings(policy, rules)));
      policy.egress().ifPresent(rules -> out.put(policy, openings(policy, rules)));
      byNamespace.computeIfAbsent(policy.namespace(), unused -> new ArrayList<>()).add(policy);
    }
    Map<List<NetworkRules>, PolicySide> knownIngress = new HashMap<>();
    Map<List<NetworkRules>, PolicySide> knownEgress = new HashMap<>();
    for (Party party : parties.all()) {
      List<NetworkRules> selecting =
          party instanceof Party.Pods own && !own.onNode()
              ? byNamespace.getOrDefault(own.namespace(), List.of()).stream()
                  .filter(policy -> policy.pods().matches(own.labels()))
                  .toList()
              : List.of();
      ingress.put(party, side(selecting, in, knownIngress));
      egress.put(party, side(selecting, out, knownEgress));
    }
  }

  /** What may come to a party. */
  PolicySide ingress(Party party) {
    return ingress.get(party);
  }

  /** What may leave a party. */
  PolicySide egress(Party party) {
    return egress.get(party);
  }

  private List<Opening> openings(NetworkRules policy, List<Rule> rules) {
    List<Opening> openings = new ArrayList<>();
    for (Rule rule : rules) {
      BitSet all = new BitSet();
      for (Peer peer : rule.peers()) {
        Object key =
            peer.namespaces().isPresent() || peer.block().isPresent()
                ? peer
                : List.of(peer, policy.namespace());
        all.or(meant.computeIfAbsent(key, unused -> parties.meantBy(peer, policy.namespace())));
      }
      openings.add(Opening.of("%s %s".formatted(policy.id(), rule.path()), rule, all));
    }
    return openings;
  }

  /** Pods that the same policies select have one side. */
  private static PolicySide side(
      List<NetworkRules> selecting,
      Map<NetworkRules, List<Opening>> openings,
      Map<List<NetworkRules>, PolicySide> known) {
    List<NetworkRules> speaking = selecting.stream().filter(openings::containsKey).toList();
    return speaking.isEmpty()
        ? PolicySide.OPEN
        : known.computeIfAbsent(
            speaking,
            policies ->
                PolicySide.of(
                    policies.stream().flatMap(policy -> openings.get(policy).stream()).toList()));
  }
}
