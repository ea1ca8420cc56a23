package com.xtrading.platform.network;

import com.xtrading.platform.network.NetworkRules.Block;
import com.xtrading.platform.network.NetworkRules.Rule;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * One way through a side.
 *
 * @param place the policy and the rule in it
 * @param rule what it says; none where several are one
 * @param parties who is at the other end, by number
 * @param everybody whether that is everybody
 * @param fixed what is open, where it is the same towards all of them
 */
record Opening(
    String place, Optional<Rule> rule, BitSet parties, boolean everybody, Optional<Traffic> fixed) {

  static Opening of(String place, Rule rule, BitSet parties) {
    return new Opening(
        place,
        Optional.of(rule),
        parties,
        rule.peers().isEmpty(),
        rule.ports().stream().noneMatch(port -> port.name().isPresent())
            ? Optional.of(rule.opens(List.of()))
            : Optional.empty());
  }

  /** Several that open the same ports. */
  static Opening merged(Traffic traffic, BitSet parties) {
    return new Opening("", Optional.empty(), parties, false, Optional.of(traffic));
  }

  boolean means(int party) {
    return everybody || parties.get(party);
  }

  /** What is open towards somebody with these ports. */
  Traffic towards(List<Party.NamedPort> named) {
    return fixed.orElseGet(() -> rule.orElseThrow().opens(named));
  }

  /** Whether it names addresses, of which some could be those of pods. */
  boolean hasBlock() {
    return rule.stream()
        .flatMap(some -> some.peers().stream())
        .flatMap(peer -> peer.block().stream())
        .map(Block::range)
        // One address is never that of pods in general.
        .anyMatch(range -> !range.first().equals(range.last()));
  }
}
