package com.xtrading.platform.capacity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who selects whom among sets of pods, worked out once: every distinct {@link AffinityTerm} has a
 * number, and every node is in one place of each.
 */
final class AffinityTerms {

  /** Pods that a set would like near, or far. */
  record Weighted(int term, int weight) {}

  /** Pods over whose places a set is spread. */
  record Spread(int term, int skew, int leastPlaces, boolean ofVersion) {}

  /**
   * What a set asks for, by numbers of terms.
   *
   * @param together pods that it must be near, each kind by itself
   * @param near the same, as {@link AffinityTerm#together} has it
   * @param strict over what it is spread even if it must wait
   * @param soft over what it would like to be spread
   * @param of terms that select the set
   */
  record Wishes(
      int[] apart,
      int[] together,
      int[] near,
      List<Weighted> preferred,
      List<Spread> strict,
      List<Spread> soft,
      int[] of) {

    boolean isOf(int term) {
      return Arrays.binarySearch(of, term) >= 0;
    }
  }

  private final List<AffinityTerm> terms;
  private final List<Wishes> wishes = new ArrayList<>();
  private final int[][] places;
  private final int[] placeCounts;

  AffinityTerms(List<PodSet> sets, List<SimulatedNode> nodes) {
    Map<AffinityTerm, Integer> numbers = new LinkedHashMap<>();
    List<Wishes> asked = sets.stream().map(set -> wishes(set.constraints(), numbers)).toList();
    terms = List.copyOf(numbers.keySet());
    for (int set = 0; set < sets.size(); set++) {
      PodSet one = sets.get(set);
      List<Integer> of = new ArrayList<>();
      for (int term = 0; term < terms.size(); term++) {
        if (terms.get(term).matches(one.namespace(), one.labels())) {
          of.add(term);
        }
      }
      Wishes known = asked.get(set);
      wishes.add(
          new Wishes(
              known.apart(),
              known.together(),
              known.near(),
              known.preferred(),
              known.strict(),
              known.soft(),
              array(of)));
    }
    places = new int[terms.size()][];
    placeCounts = new int[terms.size()];
    Map<String, int[]> byKey = new HashMap<>();
    for (int term = 0; term < terms.size(); term++) {
      String key = terms.get(term).topologyKey();
      places[term] = byKey.computeIfAbsent(key, label -> places(label, nodes));
      for (int place : places[term]) {
        placeCounts[term] = Math.max(placeCounts[term], place + 1);
      }
    }
  }

  private static Wishes wishes(
      SchedulingConstraints constraints, Map<AffinityTerm, Integer> numbers) {
    return new Wishes(
        array(constraints.apart().stream().map(term -> number(term, numbers)).toList()),
        array(constraints.together().stream().map(term -> number(term, numbers)).toList()),
        array(
            AffinityTerm.together(constraints.together()).stream()
                .map(term -> number(term, numbers))
                .toList()),
        constraints.preferred().stream()
            .map(one -> new Weighted(number(one.term(), numbers), one.weight()))
            .toList(),
        spread(constraints, true, numbers),
        spread(constraints, false, numbers),
        new int[0]);
  }

  private static List<Spread> spread(
      SchedulingConstraints constraints, boolean strict, Map<AffinityTerm, Integer> numbers) {
    return constraints.spread().stream()
        .filter(one -> one.strict() == strict)
        .map(
            one ->
                new Spread(
                    number(one.term(), numbers), one.skew(), one.leastPlaces(), one.ofVersion()))
        .toList();
  }

  private static int number(AffinityTerm term, Map<AffinityTerm, Integer> numbers) {
    return numbers.computeIfAbsent(term, unknown -> numbers.size());
  }

  private static int[] array(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Nodes with the same value of a label are in one place; -1 where the label is not there. */
  private static int[] places(String label, List<SimulatedNode> nodes) {
    Map<String, Integer> values = new HashMap<>();
    return nodes.stream()
        .mapToInt(
            node -> {
              String value = node.labels().get(label);
              return value == null ? -1 : values.computeIfAbsent(value, one -> values.size());
            })
        .toArray();
  }

  int count() {
    return terms.size();
  }

  Wishes of(int set) {
    return wishes.get(set);
  }

  /** Whether every node is a place of its own. */
  boolean isByNode(int term) {
    return terms.get(term).topologyKey().equals(SimulatedNode.HOSTNAME);
  }

  /** The place of a node by the topology key of a term; -1 for none. */
  int place(int term, int node) {
    return places[term][node];
  }

  int places(int term) {
    return placeCounts[term];
  }
}
