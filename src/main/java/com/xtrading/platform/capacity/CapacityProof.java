package com.xtrading.platform.capacity;

import com.xtrading.platform.environment.Cluster.Nodes;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.objects.ClusterObjects;
import com.xtrading.platform.objects.RenderedEnvironment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
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
  private final Map<Integer, Simulation> simulations = new HashMap<>();
  private final Simulation simulation;
  private final UnplaceablePods lonely;

  private CapacityProof(Premises premises, ClusterObjects objects) {
    this.premises = premises;
    this.manifests = objects.manifests();
    this.fleet = Fleet.of(premises, objects);
    this.size = premises.nodes();
    this.expectations = new Expectations(premises);
    this.simulation = simulation(size.count());
    this.lonely = new UnplaceablePods(fleet, size);
  }

  /** The whole proof. */
  public static CapacityReport of(RenderedEnvironment rendered) {
    return of(Premises.of(rendered.environment()), rendered.objects());
  }

  /** The proof of some scenarios. */
  public static CapacityReport of(RenderedEnvironment rendered, Set<Scenario> scenarios) {
    return of(Premises.of(rendered.environment()), rendered.objects(), scenarios);
  }

  /** The proof for nodes of which nothing else is known. */
  public static CapacityReport of(Premises premises, ClusterObjects objects) {
    return of(premises, objects, EnumSet.allOf(Scenario.class));
  }

  static CapacityReport of(Premises premises, ClusterObjects objects, Set<Scenario> scenarios) {
    return new CapacityProof(premises, objects).report(scenarios);
  }

  /** Everything on so many nodes; started once, since every event is undone. */
  private Simulation simulation(int count) {
    return simulations.computeIfAbsent(
        count, nodes -> new Simulation(fleet, size, nodes, Math.max(nodes, size.autoscaleTo())));
  }

  private CapacityReport report(Set<Scenario> scenarios) {
    List<ScenarioOutcome> outcomes = new ArrayList<>();
    List<Shortfall> shortfalls = new ArrayList<>();
    for (Scenario scenario : Scenario.values()) {
      if (scenarios.contains(scenario)) {
        List<ScenarioOutcome> came = simulation.run(scenario);
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
      shortfalls.addAll(new ResourceTotals(premises.asked(), fleet, size, total).shortfalls());
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
    SimulatedNode node = occupancy.nodes().get(number);
    List<SimulatedPod> pods = occupancy.on(number);
    ResourceAmount limits =
        pods.stream()
            .map(pod -> occupancy.set(pod).limits())
            .reduce(ResourceAmount.NOTHING, ResourceAmount::plus);
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

  private List<Shortfall> shortfalls(Scenario scenario, List<ScenarioOutcome> outcomes) {
    if (expectations.met(outcomes)) {
      return List.of();
    }
    Optional<Integer> nodes = nodesFor(scenario);
    Map<String, List<Shortfall>> byPlace = new LinkedHashMap<>();
    for (ScenarioOutcome outcome : outcomes) {
      String event = outcome.event().isEmpty() ? scenario.words() : outcome.event();
      List<ScenarioOutcome.Waiting> unmet = expectations.unmet(outcome);
      for (ScenarioOutcome.Waiting waiting : unmet) {
        if (outcome.stuck().stream().anyMatch(one -> one.source().equals(waiting.source()))) {
          continue; // what is stuck for it says so
        }
        byPlace
            .computeIfAbsent(waiting.set(), set -> new ArrayList<>())
            .add(shortfall(scenario, event, waiting, nodes));
      }
      for (ScenarioOutcome.Stuck stuck : outcome.stuck()) {
        byPlace
            .computeIfAbsent(stuck.source() + " is stuck", source -> new ArrayList<>())
            .add(
                new Shortfall(
                    scenario,
                    stuck.source(),
                    event + ": " + stuck.why() + whom(unmet, stuck),
                    change(scenario, nodes, stuck.remedy()),
                    nodes));
      }
    }
    return byPlace.values().stream().map(alike -> alike.get(0).withMore(alike.size() - 1)).toList();
  }

  private Shortfall shortfall(
      Scenario scenario, String event, ScenarioOutcome.Waiting waiting, Optional<Integer> nodes) {
    Optional<ScenarioOutcome.Waiting> alone = lonely.alone(waiting.set());
    return new Shortfall(
        scenario,
        waiting.source(),
        alone
            .map(
                one ->
                    "%s finds no node even where nothing else runs: it asks for %s, an empty node has %s (%s)"
                        .formatted(one.name(), one.requests(), Allocatable.of(size), one.why()))
            .orElseGet(
                () ->
                    "%s: %s finds no node for %s (%s)"
                        .formatted(event, waiting.name(), waiting.requests(), waiting.why())),
        alone
            .map(ScenarioOutcome.Waiting::remedy)
            .orElseGet(() -> change(scenario, nodes, waiting.remedy())),
        alone.isPresent() ? Optional.empty() : nodes);
  }

  /** Why a pod waits for which something is stuck. */
  private static String whom(List<ScenarioOutcome.Waiting> waiting, ScenarioOutcome.Stuck stuck) {
    return waiting.stream()
        .filter(one -> one.source().equals(stuck.source()))
        .findFirst()
        .map(one -> " (%s)".formatted(one.why()))
        .orElse("");
  }

  private static String change(Scenario scenario, Optional<Integer> nodes, String remedy) {
    String setting =
        scenario == Scenario.NODE_AUTOSCALING ? "cluster.nodes.autoscaleTo" : "cluster.nodes.count";
    return nodes
        .map(count -> "set %s to %d, or %s".formatted(setting, count, remedy))
        .orElseGet(() -> "no number of such nodes is enough: " + remedy);
  }

  /** The least number of nodes with which a scenario goes as it must. */
  private Optional<Integer> nodesFor(Scenario scenario) {
    if (scenario == Scenario.NODE_AUTOSCALING) {
      return new Simulation(fleet, size, size.count(), mostTried(size.count())).nodesToScale();
    }
    return least(
        size.count(),
        count ->
            simulation(count)
                .events(scenario)
                .allMatch(outcome -> expectations.met(List.of(outcome))));
  }

  /**
   * The least number from the first one on for which something holds: by steps that double, and
   * between the last two by halves. Most often little is missing, and many nodes take long. Who
   * needs more than the most that are tried has another problem.
   */
  private static Optional<Integer> least(int first, IntPredicate holds) {
    int most = mostTried(first);
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

  /** Numbers of nodes that are tried where so many are not enough. */
  static int mostTried(int nodes) {
    return 4 * nodes + 16;
  }

  /** What does not fit first, and how many nodes would hold it. */
  private Optional<CapacityReport.Breaking> firstToBreak() {
    return simulation
        .grow()
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
