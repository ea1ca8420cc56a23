package com.xtrading.platform.capacity;

import com.xtrading.platform.environment.Cluster.Nodes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Why pods of a set would wait whatever else runs, and however many nodes there are: one is too
 * large, or what it wants contradicts itself or the nodes.
 */
final class UnplaceablePods {

  private final Fleet fleet;
  private final Nodes size;
  private final Map<String, Optional<ScenarioOutcome.Waiting>> known = new HashMap<>();

  UnplaceablePods(Fleet fleet, Nodes size) {
    this.fleet = fleet;
    this.size = size;
  }

  /** One of the pods that wait even so; nothing where all of them find nodes. */
  Optional<ScenarioOutcome.Waiting> alone(String set) {
    return known.computeIfAbsent(
        set,
        name ->
            waits(name, size.count())
                .filter(waiting -> waits(name, CapacityProof.mostTried(size.count())).isPresent()));
  }

  private Optional<ScenarioOutcome.Waiting> waits(String name, int count) {
    PodSet set =
        fleet.sets().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    Fleet few = new Fleet(List.copyOf(withCompany(set)), List.of());
    return new Simulation(few, size, count, count)
        .steady().waiting().stream().filter(one -> one.set().equals(name)).findFirst();
  }

  /** The set, and those that it must be near, and those that they must be near. */
  private Set<PodSet> withCompany(PodSet first) {
    Set<PodSet> company = new LinkedHashSet<>();
    Deque<PodSet> more = new ArrayDeque<>(List.of(first));
    while (!more.isEmpty()) {
      PodSet set = more.pop();
      if (company.add(set.withOnePod())) {
        fleet.sets().stream()
            .filter(
                other ->
                    set.constraints().together().stream()
                        .anyMatch(term -> term.matches(other.namespace(), other.labels())))
            .forEach(more::push);
      }
    }
    return company;
  }
}
