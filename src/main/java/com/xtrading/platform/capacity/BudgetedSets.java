package com.xtrading.platform.capacity;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** Which PodDisruptionBudget selects which sets of pods, worked out once. */
final class BudgetedSets {

  private final List<DisruptionBudget> budgets;
  private final List<List<Integer>> setsOf = new ArrayList<>();
  private final List<List<Integer>> budgetsOf = new ArrayList<>();
  private final BitSet all = new BitSet();
  private final int[] wanted;

  BudgetedSets(List<PodSet> sets, List<DisruptionBudget> budgets) {
    this.budgets = budgets;
    SetsByNamespace byNamespace = new SetsByNamespace(sets);
    sets.forEach(set -> budgetsOf.add(new ArrayList<>()));
    for (int budget = 0; budget < budgets.size(); budget++) {
      DisruptionBudget one = budgets.get(budget);
      all.set(budget, one.selector().keys().isEmpty());
      List<Integer> selected = new ArrayList<>();
      for (int set : byNamespace.in(one.namespace())) {
        if (one.selects(sets.get(set))) {
          selected.add(set);
          budgetsOf.get(set).add(budget);
        }
      }
      setsOf.add(selected);
    }
    wanted =
        IntStream.range(0, budgets.size())
            .map(
                budget ->
                    budgets
                        .get(budget)
                        .wanted(
                            setsOf.get(budget).stream()
                                .mapToInt(set -> sets.get(set).number().steady())
                                .sum()))
            .toArray();
  }

  private BudgetedSets(BudgetedSets before, int one, int other) {
    budgets = before.budgets;
    all.or(before.all);
    wanted = before.wanted;
    IntUnaryOperator exchanged = set -> set == one ? other : set == other ? one : set;
    before.setsOf.forEach(
        sets -> setsOf.add(sets.stream().map(exchanged::applyAsInt).sorted().toList()));
    for (int set = 0; set < before.budgetsOf.size(); set++) {
      budgetsOf.add(before.budgetsOf.get(exchanged.applyAsInt(set)));
    }
  }

  /** The same once two sets have exchanged the labels by which budgets select them. */
  BudgetedSets exchanged(int one, int other) {
    return new BudgetedSets(this, one, other);
  }

  DisruptionBudget get(int budget) {
    return budgets.get(budget);
  }

  /** Sets that a budget selects. */
  List<Integer> setsOf(int budget) {
    return setsOf.get(budget);
  }

  /** Budgets that select a set. */
  List<Integer> of(int set) {
    return budgetsOf.get(set);
  }

  /** Whether the budget selects everything in its namespace. */
  boolean isAboutAll(int budget) {
    return all.get(budget);
  }

  /** Healthy pods below which a budget lets nobody go. */
  int wanted(int budget) {
    return wanted[budget];
  }
}
