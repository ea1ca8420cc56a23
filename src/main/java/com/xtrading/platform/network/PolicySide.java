package com.xtrading.platform.network;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What policies say of one side of some pods.
 *
 * @param openings empty where none selects them
 * @param merged the same, with those that open the same ports to some peers made one
 */
record PolicySide(Optional<List<Opening>> openings, List<Opening> merged) {

  static final PolicySide OPEN = new PolicySide(Optional.empty(), List.of());

  static PolicySide of(List<Opening> openings) {
    List<Opening> merged = new ArrayList<>();
    Map<Traffic, BitSet> peers = new LinkedHashMap<>();
    for (Opening opening : openings) {
      if (opening.everybody() || opening.fixed().isEmpty()) {
        merged.add(opening);
      } else {
        peers.computeIfAbsent(opening.fixed().get(), unused -> new BitSet()).or(opening.parties());
      }
    }
    peers.forEach((traffic, parties) -> merged.add(Opening.merged(traffic, parties)));
    return new PolicySide(Optional.of(openings), merged);
  }

  boolean isOpen() {
    return openings.isEmpty();
  }

  /** Whether anybody at all gets through by some rule. */
  boolean isForEverybody() {
    return isOpen() || openings.get().stream().anyMatch(Opening::everybody);
  }

  /** Everybody whom a rule names; all where one names everybody. None where the side is open. */
  BitSet named(int all) {
    BitSet named = new BitSet();
    for (Opening opening : openings.orElse(List.of())) {
      if (opening.everybody()) {
        named.set(0, all);
      }
      named.or(opening.parties());
    }
    return named;
  }
}
