package com.xtrading.platform.capacity;

import com.xtrading.platform.environment.Cluster.Nodes;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.projection.Made;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Proves that everything that is rendered, and everything that is made of it, runs on the nodes of
 * its environment, whatever happens of what the environment says it must stand.
 */
public final class CapacityProof {

  /** The first step of a search is such a part of what there is. */
  private static final int STEPS = 16;

  private final Premises premises;
  private final List<Manifest> manifests;
  private final Fleet fleet;
  private final Nodes size;
  private final Expectations expectations;
  private final Simulation simulation;

  private CapacityProof(Premises premises, List<Manifest> manifests, List<Made> made) {
    this.premises = premises;
    this.manifests = manifests;
    this.fleet = Fleet.of(premises, manifests, made);
    this.size = premises.nodes();
    this.expectations = new Expectations(premises);
    this.simulation = simulation(size.count());
  }

  /** The whole proof. */
  public static CapacityReport of(Premises premises, List<Manifest> manifests, List<Made> made) {
    return of(premises, manifests, made, EnumSet.allOf(Scenario.class));
  }

  /** The proof of some scenarios. */
  public static CapacityReport of(
      Premises premises, List<Manifest> manifests, List<Made> made, Set<Scenario> scenarios) {
    return new CapacityProof(premises, manifests, made).report(scenarios);
  }

  private Simulation simulation(int count) {
    return new Simulation(fleet, size, count, Math.max(count, size.autoscaleTo()));
  }

  private CapacityReport report(Set<Scenario> scenarios) {
    List<Outcome> outcomes = new ArrayList<>();
    List<Shortfall> shortfalls = new ArrayList<>();
    for (Scenario scenario : Scenario.values()) {
      if (scenarios.contains(scenario)) {
        List<Outcome> came = simulation.run(scenario).toList();
        outcomes.addAll(came);
        shortfalls.addAll(shortfalls(scenario, came));
      }
    }
    List<CapacityReport.NodeUse> nodes =
        IntStream.range(0, size.count()).mapToObj(this::use).toList();
    CapacityReport.Use total =
        nodes.stream()
            .map(CapacityReport.NodeUse::use)
            .reduce(CapacityReport.Use::plus)
            .orElseThrow();
    if (scenarios.contains(Scenario.STEADY)) {
      shortfalls.addAll(new Sums(premises.asked(), fleet, size, total).shortfalls());
      shortfalls.addAll(new Reservations(premises.asked(), fleet, manifests).shortfalls());
    }
    if (scenarios.contains(Scenario.NODE_LOSS)) {
      shortfalls.addAll(expectations.shedding(fleet.sets()));
    }
    if (scenarios.contains(Scenario.AUTOSCALING)) {
      shortfalls.addAll(new Quotas(fleet.sets(), size.autoscaleTo()).shortfalls(manifests));
    }
    return new CapacityReport(
        premises.environment(), nodes, total, outcomes, shortfalls, firstToBreak());
  }

  private CapacityReport.NodeUse use(int number) {
    Occupancy occupancy = simulation.occupancy();
    Node node = occupancy.nodes().get(number);
    List<Pod> pods = occupancy.on(number);
    Amount limits =
        pods.stream().map(pod -> occupancy.set(pod).limits()).reduce(Amount.NOTHING, Amount::plus);
    return new CapacityReport.NodeUse(
        node.name(),
        new CapacityReport.Use(
            occupancy.used(number), limits, node.allocatable(), pods.size(), node.pods()),
        pods.stream()
            .map(
                pod ->
                    new CapacityReport.PodUse(simulation.name(pod), occupancy.set(pod).requests()))
            .sorted(
                Comparator.comparingLong((CapacityReport.PodUse pod) -> -pod.requests().memory())
                    .thenComparing(CapacityReport.PodUse::name))
            .toList());
  }

  private List<Shortfall> shortfalls(Scenario scenario, List<Outcome> outcomes) {
    if (expectations.met(outcomes)) {
      return List.of();
    }
    String change = change(scenario);
    List<Shortfall> found = new ArrayList<>();
    Map<String, List<Shortfall>> bySet = new LinkedHashMap<>();
    for (Outcome outcome : outcomes) {
      String event = outcome.event().isEmpty() ? scenario.words() : outcome.event();
      for (Outcome.Waiting waiting : expectations.unmet(outcome)) {
        bySet
            .computeIfAbsent(waiting.set(), set -> new ArrayList<>())
            .add(shortfall(scenario, event, waiting, change));
      }
      for (String reason : outcome.stuck()) {
        found.add(new Shortfall(scenario, "cluster.nodes", event + ": " + reason, change));
      }
    }
    bySet.values().forEach(alike -> found.add(alike.get(0).withMore(alike.size() - 1)));
    return found;
  }

  private Shortfall shortfall(
      Scenario scenario, String event, Outcome.Waiting waiting, String change) {
    Optional<String> alone = alone(waiting);
    return new Shortfall(
        scenario,
        waiting.source(),
        alone.orElseGet(
            () ->
                "%s: %s finds no node for %s (%s)"
                    .formatted(event, waiting.name(), waiting.requests(), waiting.why())),
        alone.isPresent() ? "ask for less of its nodes" : change);
  }

  /**
   * Why a pod would wait whatever else runs: it is too large, or what it wants contradicts itself.
   */
  private Optional<String> alone(Outcome.Waiting waiting) {
    PodSet set =
        fleet.sets().stream()
            .filter(one -> one.name().equals(waiting.set()))
            .findFirst()
            .orElseThrow();
    Simulation empty =
        new Simulation(new Fleet(List.of(set), List.of()), size, size.count(), size.count());
    List<Outcome.Waiting> waits = empty.steady().waiting();
    if (waits.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "%s finds no node even where nothing else runs: it asks for %s, an empty node has %s (%s)"
            .formatted(
                waiting.name(), waiting.requests(), Allocatable.of(size), waits.get(0).why()));
  }

  private String change(Scenario scenario) {
    return nodesFor(scenario)
        .map(
            nodes ->
                (scenario == Scenario.NODE_AUTOSCALING
                        ? "set cluster.nodes.autoscaleTo to %d, or scale less"
                        : "set cluster.nodes.count to %d, or ask for less")
                    .formatted(nodes))
        .orElse("no number of such nodes is enough: ask for less, or take larger ones");
  }

  /** The least number of nodes with which a scenario goes as it must. */
  private Optional<Integer> nodesFor(Scenario scenario) {
    return least(
        size.count(),
        count ->
            (scenario == Scenario.NODE_AUTOSCALING
                    ? new Simulation(fleet, size, size.count(), count)
                    : simulation(count))
                .run(scenario)
                .allMatch(outcome -> expectations.met(List.of(outcome))));
  }

  /**
   * The least number from the first one on for which something holds: by steps that double, and
   * between the last two by halves. Most often little is missing, and many nodes take long. Who
   * needs more than four times as many has another problem.
   */
  private static Optional<Integer> least(int first, IntPredicate holds) {
    int most = 4 * first + 16;
    int low = first;
    int high = first;
    int step = Math.max(1, first / STEPS);
    while (!holds.test(high)) {
      if (high >= most) {
        return Optional.empty();
      }
      low = high + 1;
      high = Math.min(most, high + step);
      step *= 2;
    }
    while (low < high) {
      int middle = (low + high) / 2;
      if (holds.test(middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return Optional.of(high);
  }

  /** What does not fit first, and how many nodes would hold it. */
  private Optional<CapacityReport.Breaking> firstToBreak() {
    return simulation
        .grow(Integer.MAX_VALUE)
        .map(
            growth ->
                new CapacityReport.Breaking(
                    growth.set(),
                    growth.number(),
                    growth.most(),
                    growth.why(),
                    least(size.count(), count -> simulation(count).grow(growth.step()).isEmpty())));
  }
}
