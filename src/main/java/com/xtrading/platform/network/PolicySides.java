package com.xtrading.platform.network;

import com.xtrading.platform.network.NetworkRules.Peer;
import com.xtrading.platform.network.NetworkRules.Rule;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
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
    Map<NetworkRules, List<Opening>> in = new IdentityHashMap<>();
    Map<NetworkRules, List<Opening>> out = new IdentityHashMap<>();
    Map<NetworkRules, Integer> numbers = new IdentityHashMap<>();
    Map<String, List<NetworkRules>> byNamespace = new HashMap<>();
    for (NetworkRules policy : policies) {
      policy.ingress().ifPresent(rules -> in.put(policy, openings(policy, rules)));
      policy.egress().ifPresent(rules -> out.put(policy, openings(policy, rules)));
      byNamespace.computeIfAbsent(policy.namespace(), unused -> new ArrayList<>()).add(policy);
      numbers.put(policy, numbers.size());
    }
    Map<String, SelectorIndex<NetworkRules>> indexes = new HashMap<>();
    byNamespace.forEach(
        (namespace, own) -> indexes.put(namespace, new SelectorIndex<>(own, NetworkRules::pods)));
    SelectorIndex<NetworkRules> none = new SelectorIndex<>(List.of(), NetworkRules::pods);
    Map<List<Integer>, PolicySide> knownIngress = new HashMap<>();
    Map<List<Integer>, PolicySide> knownEgress = new HashMap<>();
    for (Party party : parties.all()) {
      List<NetworkRules> selecting =
          party instanceof Party.Pods own && !own.onNode()
              ? indexes.getOrDefault(own.namespace(), none).selecting(own.labels())
              : List.of();
      ingress.put(party, side(selecting, in, numbers, knownIngress));
      egress.put(party, side(selecting, out, numbers, knownEgress));
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
      Map<NetworkRules, Integer> numbers,
      Map<List<Integer>, PolicySide> known) {
    List<NetworkRules> speaking = selecting.stream().filter(openings::containsKey).toList();
    return speaking.isEmpty()
        ? PolicySide.OPEN
        : known.computeIfAbsent(
            speaking.stream().map(numbers::get).toList(),
            unused ->
                PolicySide.of(
                    speaking.stream().flatMap(policy -> openings.get(policy).stream()).toList()));
  }
}
