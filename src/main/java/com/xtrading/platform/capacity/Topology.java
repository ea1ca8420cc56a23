package com.xtrading.platform.capacity;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where nodes are by one of their labels: those with the same value are in one place. */
final class Topology {

  private final int[] places;
  private final List<List<Integer>> nodes = new ArrayList<>();
  private final BitSet labelled = new BitSet();
  private final BitSet unlabelled = new BitSet();

  Topology(String label, List<SimulatedNode> all) {
    Map<String, Integer> values = new HashMap<>();
    places = new int[all.size()];
    for (int node = 0; node < places.length; node++) {
      String value = all.get(node).labels().get(label);
      places[node] = value == null ? -1 : values.computeIfAbsent(value, one -> values.size());
      (value == null ? unlabelled : labelled).set(node);
      if (value != null) {
        if (places[node] == nodes.size()) {
          nodes.add(new ArrayList<>());
        }
        nodes.get(places[node]).add(node);
      }
    }
  }

  /** The place of a node; -1 for none. */
  int place(int node) {
    return places[node];
  }

  List<Integer> nodes(int place) {
    return nodes.get(place);
  }

  /** Nodes that are in a place. */
  BitSet labelled() {
    return labelled;
  }

  /** Nodes that are in none. */
  BitSet unlabelled() {
    return unlabelled;
  }

  /** In how many places nodes are, each of which is in one. */
  int count(BitSet some) {
    if (nodes.size() == labelled.cardinality()) {
      return some.cardinality(); // every node is a place of its own
    }
    BitSet found = new BitSet();
    some.stream().forEach(node -> found.set(places[node]));
    return found.cardinality();
  }
}
