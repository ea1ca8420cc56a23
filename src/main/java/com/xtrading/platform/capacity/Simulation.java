package com.xtrading.platform.capacity;

import com.xtrading.platform.environment.Cluster.Nodes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lets things happen to a fleet on some nodes. After each event everything is as it was. */
final class Simulation {

  /** Growth is followed up to so many times the maxima. */
  private static final int GROWTH = 2;

  private final Fleet fleet;
  private final int count;
  private final Occupancy occupancy;
  private final DisruptionBudgets budgets;
  private final Scheduler scheduler;
  private final OutcomeTexts outcomes;
  private final List<Scheduler.Waiting> unplaced;

  /**
   * Starts everything on empty nodes.
   *
   * @param count nodes that there are
   * @param most nodes that there may be later
   */
  Simulation(Fleet fleet, Nodes size, int count, int most) {
    this(fleet, size, count, most, Scheduler.Witness.NOBODY);
  }

  /**
   * @param witness is told every decision, the first ones included
   */
  Simulation(Fleet fleet, Nodes size, int count, int most, Scheduler.Witness witness) {
    this.fleet = fleet;
    this.count = count;
    this.occupancy = new Occupancy(fleet.sets(), fleet.terms(), Allocatable.nodes(size, most));
    this.budgets = new DisruptionBudgets(occupancy, fleet.budgets());
    this.scheduler = new Scheduler(occupancy, budgets, witness);
    this.outcomes = new OutcomeTexts(occupancy, budgets);
    IntStream.range(count, most).forEach(occupancy::lose);
    List<SimulatedPod> pods = new ArrayList<>();
    for (int set = 0; set < fleet.sets().size(); set++) {
      PodSet one = fleet.sets().get(set);
      pods.addAll(
          one.onEachNode()
              ? Growing.onNodes(fleet, occupancy, set, 0, count)
              : numbered(set, 0, one.number().steady()));
    }
    unplaced = scheduler.schedule(pods);
  }

  private Growing growing() {
    return new Growing(fleet, occupancy, scheduler, count);
  }

  private static List<SimulatedPod> numbered(int set, int first, int end) {
    return IntStream.range(first, end).mapToObj(number -> new SimulatedPod(set, number)).toList();
  }

  /** A pod as people read it. */
  String name(SimulatedPod pod) {
    return outcomes.name(pod);
  }

  Occupancy occupancy() {
    return occupancy;
  }

  /** What came of starting everything. */
  ScenarioOutcome steady() {
    return outcomes.of(Scenario.STEADY, "", unplaced, List.of());
  }

  /** What comes of every event of a scenario, in a fixed order. */
  List<ScenarioOutcome> run(Scenario scenario) {
    return events(scenario).toList();
  }

  /** The same; each event happens when its outcome is asked for. */
  Stream<ScenarioOutcome> events(Scenario scenario) {
    return switch (scenario) {
      case STEADY -> Stream.of(steady());
      case ROLLOUT ->
          IntStream.range(0, fleet.sets().size())
              .boxed()
              .flatMap(set -> undone(() -> rollout(set)).stream());
      case NODE_LOSS -> onEach(this::loss);
      case DRAIN -> onEach(this::drain);
      case AUTOSCALING -> Stream.of(undone(this::scaled));
      case NODE_AUTOSCALING -> Stream.of(undone(this::grown));
    };
  }

  /** Lets something happen, and takes it back. */
  private <T> T undone(Supplier<T> event) {
    int mark = occupancy.mark();
    T came = event.get();
    occupancy.backTo(mark);
    return came;
  }

  private Stream<ScenarioOutcome> onEach(IntFunction<ScenarioOutcome> event) {
    return IntStream.range(0, count).mapToObj(node -> undone(() -> event.apply(node)));
  }

  private Optional<ScenarioOutcome> rollout(int set) {
    PodSet one = fleet.sets().get(set);
    if (!fleet.heirs(set).isEmpty()) {
      return Optional.of(replacedByItsOperator(set));
    }
    if (one.number().isReplaced()) {
      return Optional.of(new Rollout(occupancy, scheduler, set).run(outcomes::of));
    }
    return one.isJob()
        ? Optional.of(
            outcomes.of(
                Scenario.ROLLOUT,
                one.name(),
                scheduler.schedule(numbered(set, 0, one.number().most())),
                List.of()))
        : Optional.empty();
  }

  /** An operator replaces pods one by one; what one of them alone is goes to another one first. */
  private ScenarioOutcome replacedByItsOperator(int set) {
    SimulatedPod pod = new SimulatedPod(set, 0);
    boolean isHeld = budgets.keeps(pod, outcomes.name(pod)).isPresent();
    List<String> handOvers =
        isHeld ? List.of(outcomes.handOver(pod, fleet.heirs(pod).get(0))) : List.of();
    occupancy.remove(pod);
    return outcomes
        .of(
            Scenario.ROLLOUT,
            occupancy.set(pod).name(),
            scheduler.schedule(List.of(pod)),
            List.of())
        .after(handOvers);
  }

  private ScenarioOutcome loss(int node) {
    List<SimulatedPod> lost = occupancy.movable(node);
    occupancy.on(node).forEach(occupancy::remove);
    occupancy.lose(node);
    return outcomes.of(
        Scenario.NODE_LOSS,
        occupancy.nodes().get(node).name() + " is lost",
        scheduler.schedule(lost),
        List.of());
  }

  /** A drain is planned, so that a node that may be added comes where pods wait. */
  private ScenarioOutcome drain(int node) {
    occupancy.close(node);
    Growing growing = growing();
    Drain drain = new Drain(fleet, occupancy, budgets, outcomes, growing, node);
    drain.run();
    String event = occupancy.nodes().get(node).name() + " is drained" + growing.added();
    return outcomes
        .of(Scenario.DRAIN, event, scheduler.waiting(growing.waiting()), drain.stuck())
        .after(drain.handOvers());
  }

  private List<SimulatedPod> more() {
    List<SimulatedPod> more = new ArrayList<>();
    for (int set = 0; set < fleet.sets().size(); set++) {
      PodSet one = fleet.sets().get(set);
      if (!one.isJob()) {
        more.addAll(numbered(set, one.number().steady(), one.number().most()));
      }
    }
    return more;
  }

  private ScenarioOutcome scaled() {
    return outcomes.of(Scenario.AUTOSCALING, "", scheduler.schedule(more()), List.of());
  }

  private ScenarioOutcome grown() {
    Growing growing = growing();
    growing.schedule(more());
    return outcomes.of(
        Scenario.NODE_AUTOSCALING,
        "with %d %s".formatted(growing.nodes(), growing.nodes() == 1 ? "node" : "nodes"),
        scheduler.waiting(growing.waiting()),
        List.of());
  }

  /**
   * Where growth ends.
   *
   * @param set whose pod finds no node, or pushes another away
   * @param number how many of it there would be
   * @param most how many its autoscaler allows
   * @param step how many pods had been added by then, that one included
   */
  record Growth(String set, int number, int most, int step, String why) {}

  /**
   * Nodes with which everything is scaled to its maximum; nothing where there may not be as many.
   */
  Optional<Integer> nodesToScale() {
    Growing growing = growing();
    undone(
        () -> {
          growing.schedule(more());
          return growing;
        });
    return growing.waiting().isEmpty() ? Optional.of(growing.nodes()) : Optional.empty();
  }

  Optional<Growth> grow() {
    return grow(Integer.MAX_VALUE);
  }

  /**
   * Everything that scales gets one pod more, in turn, up to twice what its autoscaler allows.
   *
   * @param steps so many are tried at the most
   */
  Optional<Growth> grow(int steps) {
    return undone(
        () -> {
          List<SimulatedPod> pods = growth();
          for (int step = 0; step < Math.min(steps, pods.size()); step++) {
            SimulatedPod pod = pods.get(step);
            List<Scheduler.Waiting> waiting = scheduler.schedule(List.of(pod));
            if (!waiting.isEmpty()) {
              PodSet set = occupancy.set(pod);
              String why = OutcomeTexts.why(waiting.get(0));
              return Optional.of(
                  new Growth(set.name(), pod.number() + 1, set.number().most(), step + 1, why));
            }
          }
          return Optional.empty();
        });
  }

  /** Pods in the order in which growth adds them: one of each set, then the next of each. */
  private List<SimulatedPod> growth() {
    List<SimulatedPod> pods = new ArrayList<>();
    int before = -1;
    for (int round = 0; pods.size() > before; round++) {
      before = pods.size();
      for (int set = 0; set < fleet.sets().size(); set++) {
        PodSet one = fleet.sets().get(set);
        int number = one.number().steady() + round;
        if (one.isScaled() && number < GROWTH * one.number().most()) {
          pods.add(new SimulatedPod(set, number));
        }
      }
    }
    return pods;
  }
}
