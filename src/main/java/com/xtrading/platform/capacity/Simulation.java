package com.xtrading.platform.capacity;

import com.xtrading.platform.environment.Cluster.Nodes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lets things happen to a fleet on some nodes. After each event everything is as it was. */
final class Simulation {

  /** Growth is followed up to so many times the maxima. */
  private static final int GROWTH = 2;

  private final Fleet fleet;
  private final int count;
  private final Occupancy occupancy;
  private final Budgets budgets;
  private final Scheduler scheduler;
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
    this.occupancy = new Occupancy(fleet.sets(), Allocatable.nodes(size, most));
    this.budgets = new Budgets(occupancy, fleet.budgets());
    this.scheduler = new Scheduler(occupancy, budgets, witness);
    IntStream.range(count, most).forEach(occupancy::lose);
    List<Pod> pods = new ArrayList<>();
    for (int set = 0; set < fleet.sets().size(); set++) {
      PodSet one = fleet.sets().get(set);
      pods.addAll(
          one.onEachNode() ? onNodes(set, 0, count) : numbered(set, 0, one.number().steady()));
    }
    unplaced = scheduler.schedule(pods);
  }

  /** Pods of a set on the nodes that take them at all. */
  private List<Pod> onNodes(int set, int first, int end) {
    Constraints constraints = fleet.sets().get(set).constraints();
    return IntStream.range(first, end)
        .filter(node -> constraints.admit(occupancy.nodes().get(node)))
        .mapToObj(node -> new Pod(set, node))
        .toList();
  }

  private static List<Pod> numbered(int set, int first, int end) {
    return IntStream.range(first, end).mapToObj(number -> new Pod(set, number)).toList();
  }

  Occupancy occupancy() {
    return occupancy;
  }

  /** What came of starting everything. */
  Outcome steady() {
    return outcome(Scenario.STEADY, "", unplaced, List.of());
  }

  /** What comes of every event of a scenario, in a fixed order. */
  List<Outcome> run(Scenario scenario) {
    return events(scenario).toList();
  }

  /** The same; each event happens when its outcome is asked for. */
  Stream<Outcome> events(Scenario scenario) {
    return switch (scenario) {
      case STEADY -> Stream.of(steady());
      case ROLLOUT -> rollouts();
      case NODE_LOSS -> IntStream.range(0, count).mapToObj(this::loss);
      case DRAIN -> IntStream.range(0, count).mapToObj(this::drain);
      case AUTOSCALING -> Stream.of(scaled());
      case NODE_AUTOSCALING -> Stream.of(grown());
    };
  }

  private Stream<Outcome> rollouts() {
    return IntStream.range(0, fleet.sets().size()).boxed().flatMap(set -> rollout(set).stream());
  }

  private Optional<Outcome> rollout(int set) {
    PodSet one = fleet.sets().get(set);
    Optional<Outcome> outcome = Optional.empty();
    int mark = occupancy.mark();
    if (one.number().isReplaced()) {
      outcome = Optional.of(new Rollout(occupancy, scheduler, set).run(this::outcome));
    } else if (one.isJob()) {
      outcome =
          Optional.of(
              outcome(
                  Scenario.ROLLOUT,
                  one.name(),
                  scheduler.schedule(numbered(set, 0, one.number().most())),
                  List.of()));
    }
    occupancy.backTo(mark);
    return outcome;
  }

  private Outcome loss(int node) {
    int mark = occupancy.mark();
    List<Pod> lost = movable(node);
    occupancy.on(node).forEach(occupancy::remove);
    occupancy.lose(node);
    Outcome outcome =
        outcome(
            Scenario.NODE_LOSS,
            occupancy.nodes().get(node).name() + " is lost",
            scheduler.schedule(lost),
            List.of());
    occupancy.backTo(mark);
    return outcome;
  }

  /**
   * Pods are evicted one by one, the next one of a budget when the one before runs elsewhere. A
   * drain is planned, so that a node that may be added comes where pods wait.
   */
  private Outcome drain(int node) {
    int mark = occupancy.mark();
    occupancy.close(node);
    Growing growing = new Growing();
    List<Outcome.Stuck> stuck = new ArrayList<>();
    for (Pod pod : movable(node)) {
      Optional<Outcome.Stuck> kept = budgets.keeps(pod, name(pod));
      if (kept.isPresent()) {
        stuck.add(kept.get());
      } else {
        occupancy.remove(pod);
        growing.schedule(List.of(pod));
      }
    }
    String event = occupancy.nodes().get(node).name() + " is drained" + growing.added();
    Outcome outcome = outcome(Scenario.DRAIN, event, scheduler.waiting(growing.waiting), stuck);
    occupancy.backTo(mark);
    return outcome;
  }

  /** Nodes come while pods wait, as many as may. */
  private final class Growing {

    private List<Pod> waiting = List.of();
    private int nodes = count;

    /** Finds places for more pods, and for those that wait already. */
    void schedule(List<Pod> more) {
      List<Pod> asked = new ArrayList<>(waiting);
      asked.addAll(more);
      waiting = scheduler.place(asked);
      boolean helps = true;
      while (helps && !waiting.isEmpty() && nodes < occupancy.nodes().size()) {
        helps = add(nodes);
      }
    }

    /** Whether one of those that wait finds its place; a node that is of no use does not come. */
    private boolean add(int node) {
      int mark = occupancy.mark();
      occupancy.open(node);
      List<Pod> pods = new ArrayList<>(waiting);
      for (int set = 0; set < fleet.sets().size(); set++) {
        if (fleet.sets().get(set).onEachNode()) {
          pods.addAll(onNodes(set, node, node + 1));
        }
      }
      List<Pod> left = scheduler.place(pods);
      if (new HashSet<>(left).containsAll(waiting)) {
        occupancy.backTo(mark);
        return false;
      }
      waiting = left;
      nodes++;
      return true;
    }

    /** For people. */
    String added() {
      return nodes == count ? "" : ", %d added".formatted(nodes - count);
    }
  }

  /** Pods of a node that somebody makes again elsewhere. */
  private List<Pod> movable(int node) {
    return occupancy.on(node).stream().filter(pod -> !occupancy.set(pod).onEachNode()).toList();
  }

  private List<Pod> more() {
    List<Pod> more = new ArrayList<>();
    for (int set = 0; set < fleet.sets().size(); set++) {
      PodSet one = fleet.sets().get(set);
      if (!one.isJob()) {
        more.addAll(numbered(set, one.number().steady(), one.number().most()));
      }
    }
    return more;
  }

  private Outcome scaled() {
    int mark = occupancy.mark();
    Outcome outcome = outcome(Scenario.AUTOSCALING, "", scheduler.schedule(more()), List.of());
    occupancy.backTo(mark);
    return outcome;
  }

  private Outcome grown() {
    int mark = occupancy.mark();
    Growing growing = new Growing();
    growing.schedule(more());
    Outcome outcome =
        outcome(
            Scenario.NODE_AUTOSCALING,
            "with %d %s".formatted(growing.nodes, growing.nodes == 1 ? "node" : "nodes"),
            scheduler.waiting(growing.waiting),
            List.of());
    occupancy.backTo(mark);
    return outcome;
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
    int mark = occupancy.mark();
    Growing growing = new Growing();
    growing.schedule(more());
    occupancy.backTo(mark);
    return growing.waiting.isEmpty() ? Optional.of(growing.nodes) : Optional.empty();
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
    int mark = occupancy.mark();
    Optional<Growth> end = Optional.empty();
    int step = 0;
    boolean more = true;
    for (int round = 0; more && end.isEmpty() && step < steps; round++) {
      more = false;
      for (int set = 0; set < fleet.sets().size() && end.isEmpty() && step < steps; set++) {
        PodSet one = fleet.sets().get(set);
        int number = one.number().steady() + round;
        if (one.isScaled() && number < GROWTH * one.number().most()) {
          more = true;
          step++;
          List<Scheduler.Waiting> waiting = scheduler.schedule(List.of(new Pod(set, number)));
          if (!waiting.isEmpty()) {
            end =
                Optional.of(
                    new Growth(
                        one.name(), number + 1, one.number().most(), step, why(waiting.get(0))));
          }
        }
      }
    }
    occupancy.backTo(mark);
    return end;
  }

  private Outcome outcome(
      Scenario scenario,
      String event,
      Collection<Scheduler.Waiting> waiting,
      List<Outcome.Stuck> stuck) {
    return new Outcome(
        scenario,
        event,
        waiting.stream()
            .map(
                one -> {
                  PodSet set = occupancy.set(one.pod());
                  return new Outcome.Waiting(
                      name(one.pod()),
                      set.name(),
                      set.source(),
                      set.priority().value(),
                      set.requests(),
                      budgets.spare(one.pod()),
                      why(one),
                      remedy(one));
                })
            .toList(),
        stuck);
  }

  /** A pod as people read it. */
  String name(Pod pod) {
    PodSet set = occupancy.set(pod);
    if (set.onEachNode()) {
      return set.name() + " on " + occupancy.nodes().get(pod.number()).name();
    }
    int most = set.number().most();
    if (pod.isNew()) {
      return set.name() + ", a new one";
    }
    return most == 1 ? set.name() : set.name() + " " + (pod.number() + 1);
  }

  private static String remedy(Scheduler.Waiting waiting) {
    String remedy =
        waiting.why().keySet().stream()
            .map(Refusal::remedy)
            .filter(words -> !words.isEmpty())
            .distinct()
            .collect(Collectors.joining(", or "));
    return remedy.isEmpty() ? "ask for less" : remedy;
  }

  private static String why(Scheduler.Waiting waiting) {
    return waiting.why().entrySet().stream()
        .map(
            entry ->
                "%d %s: %s"
                    .formatted(
                        entry.getValue(),
                        entry.getValue() == 1 ? "node" : "nodes",
                        entry.getKey().words()))
        .collect(Collectors.joining(", "));
  }
}
