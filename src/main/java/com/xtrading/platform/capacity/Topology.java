package com.xtrading.platform.capacity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where nodes are by one of their labels: those with the same value are in one place. */
final class Topology {

  private final int[] places;
  private final int count;

  Topology(String label, List<SimulatedNode> all) {
    Map<String, Integer> values = new HashMap<>();
    places = new int[all.size()];
    for (int node = 0; node < places.length; node++) {
      String value = all.get(node).labels().get(label);
      places[node] = value == null ? -1 : values.computeIfAbsent(value, one -> values.size());
    }
    count = values.size();
  }

  /** The place of a node; -1 for none. */
  int place(int node) {
    return places[node];
  }

  int count() {
    return count;
  }
}
