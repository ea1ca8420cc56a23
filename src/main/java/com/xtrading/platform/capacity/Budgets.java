package com.xtrading.platform.capacity;

import java.util.ArrayList;
import java.util.List;

/** How many pods may be evicted, by the PodDisruptionBudgets. */
final class Budgets {

  private final Occupancy occupancy;
  private final List<Budget> budgets;
  private final List<List<Integer>> setsOf = new ArrayList<>();
  private final List<List<Integer>> budgetsOf = new ArrayList<>();

  Budgets(Occupancy occupancy, List<Budget> budgets) {
    this.occupancy = occupancy;
    this.budgets = budgets;
    occupancy.sets().forEach(set -> budgetsOf.add(new ArrayList<>()));
    for (int budget = 0; budget < budgets.size(); budget++) {
      List<Integer> selected = new ArrayList<>();
      for (int set = 0; set < occupancy.sets().size(); set++) {
        if (budgets.get(budget).selects(occupancy.sets().get(set))) {
          selected.add(set);
          budgetsOf.get(set).add(budget);
        }
      }
      setsOf.add(selected);
    }
  }

  /** Whether every budget of the pod lets one more go. */
  boolean allow(Pod pod) {
    return budgetsOf.get(pod.set()).stream().allMatch(budget -> allowed(budget) > 0);
  }

  /** Whether fewer pods run than one of the budgets of the pod wants. */
  boolean isBroken(Pod pod) {
    return budgetsOf.get(pod.set()).stream().anyMatch(budget -> allowed(budget) < 0);
  }

  /** Whether the pod has budgets, and all of them hold as it is now. */
  boolean spare(Pod pod) {
    return !budgetsOf.get(pod.set()).isEmpty() && !isBroken(pod);
  }

  /** The budgets of the pod, for people. */
  List<String> names(Pod pod) {
    return budgetsOf.get(pod.set()).stream().map(budget -> budgets.get(budget).name()).toList();
  }

  private int allowed(int budget) {
    int expected = 0;
    int running = 0;
    for (int set : setsOf.get(budget)) {
      expected += occupancy.sets().get(set).number().steady();
      running += occupancy.running(set);
    }
    return running - budgets.get(budget).wanted(expected);
  }
}
