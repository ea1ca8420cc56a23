package com.xtrading.platform.capacity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who selects whom among sets of pods, worked out once: every distinct {@link AffinityTerm} has a
 * number.
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
   * @param looksAt all of these, without those that it must be near each by itself
   * @param of terms that select the set
   */
  record Wishes(
      int[] apart,
      int[] together,
      int[] near,
      List<Weighted> preferred,
      List<Spread> strict,
      List<Spread> soft,
      int[] looksAt,
      int[] of) {

    /** The same for a set that some terms select. */
    Wishes selectedBy(List<Integer> terms) {
      return new Wishes(apart, together, near, preferred, strict, soft, looksAt, array(terms));
    }

    boolean isOf(int term) {
      return Arrays.binarySearch(of, term) >= 0;
    }
  }

  private final List<AffinityTerm> terms;
  private final List<Wishes> wishes = new ArrayList<>();

  AffinityTerms(List<PodSet> sets) {
    Map<AffinityTerm, Integer> numbers = new LinkedHashMap<>();
    List<Wishes> asked = sets.stream().map(set -> wishes(set.constraints(), numbers)).toList();
    terms = List.copyOf(numbers.keySet());
    List<List<Integer>> of =
        sets.stream().map(set -> (List<Integer>) new ArrayList<Integer>()).toList();
    SetsByNamespace byNamespace = new SetsByNamespace(sets);
    for (int term = 0; term < terms.size(); term++) {
      AffinityTerm one = terms.get(term);
      for (int set : byNamespace.in(one.namespaces())) {
        if (one.matches(sets.get(set).namespace(), sets.get(set).labels())) {
          of.get(set).add(term);
        }
      }
    }
    for (int set = 0; set < sets.size(); set++) {
      wishes.add(asked.get(set).selectedBy(of.get(set)));
    }
  }

  private static Wishes wishes(
      SchedulingConstraints constraints, Map<AffinityTerm, Integer> numbers) {
    List<Integer> apart = numbers(constraints.apart(), numbers);
    List<Integer> together = numbers(constraints.together(), numbers);
    List<Integer> near = numbers(AffinityTerm.together(constraints.together()), numbers);
    List<Weighted> preferred =
        constraints.preferred().stream()
            .map(one -> new Weighted(number(one.term(), numbers), one.weight()))
            .toList();
    List<Spread> strict = spread(constraints, true, numbers);
    List<Spread> soft = spread(constraints, false, numbers);
    List<Integer> looksAt = new ArrayList<>(apart);
    looksAt.addAll(near);
    preferred.forEach(wish -> looksAt.add(wish.term()));
    strict.forEach(spread -> looksAt.add(spread.term()));
    soft.forEach(spread -> looksAt.add(spread.term()));
    return new Wishes(
        array(apart),
        array(together),
        array(near),
        preferred,
        strict,
        soft,
        array(looksAt),
        new int[0]);
  }

  private static List<Integer> numbers(
      List<AffinityTerm> terms, Map<AffinityTerm, Integer> numbers) {
    return terms.stream().map(term -> number(term, numbers)).toList();
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

  int count() {
    return terms.size();
  }

  Wishes of(int set) {
    return wishes.get(set);
  }

  /** The label of nodes that says what is near for a term. */
  String topologyKey(int term) {
    return terms.get(term).topologyKey();
  }
}
