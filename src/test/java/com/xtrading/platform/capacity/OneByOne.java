package com.xtrading.platform.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Decides everything once more, and looks at every node by itself: slow, and easy to see through.
 * Both must come to the same.
 */
final class OneByOne implements Scheduler.Witness {

  private final Fleet fleet;
  private Occupancy occupancy;
  private NodeFilter filter;
  private NodeScore score;

  /** Lives as long as the fleet, so that what it remembers must be kept up to date. */
  private NodeSearch search;

  private DisruptionBudgets budgets;
  private int decisions;
  private int stopped;

  OneByOne(Fleet fleet) {
    this.fleet = fleet;
  }

  int decisions() {
    return decisions;
  }

  /** Decisions by which somebody was stopped. */
  int stopped() {
    return stopped;
  }

  @Override
  public void decides(Occupancy before, Scheduler.Decision decision) {
    if (occupancy == null) {
      occupancy = before;
      filter = new NodeFilter(before);
      score = new NodeScore(before);
      search = new NodeSearch(before, filter, score);
      budgets = new DisruptionBudgets(before, fleet.budgets());
    }
    SimulatedPod pod = decision.pod();
    int[] fitting = existing().filter(node -> !filter.refuses(pod, node)).toArray();
    assertThat(search.fitting(pod).nodes().stream().toArray()).isEqualTo(fitting);
    assertThat(search.refusals(pod)).isEqualTo(refusals(pod));
    assertThat(decision).isEqualTo(fitting.length > 0 ? free(pod, fitting) : stopping(pod));
    decisions++;
    stopped += decision.victims().isEmpty() ? 0 : 1;
  }

  private IntStream existing() {
    return IntStream.range(0, occupancy.nodes().size()).filter(node -> !occupancy.isGone(node));
  }

  private Map<Refusal, Integer> refusals(SimulatedPod pod) {
    Map<Refusal, Integer> refusals = new EnumMap<>(Refusal.class);
    existing()
        .mapToObj(node -> filter.refusal(pod, node))
        .flatMap(Optional::stream)
        .filter(why -> why != Refusal.OTHER_NODE)
        .forEach(why -> refusals.merge(why, 1, Integer::sum));
    return refusals;
  }

  private Scheduler.Decision free(SimulatedPod pod, int[] fitting) {
    int best = score.best(pod, SmallCluster.all(fitting));
    return new Scheduler.Decision(pod, Optional.of(best), List.of());
  }

  private Scheduler.Decision stopping(SimulatedPod pod) {
    Optional<Scheduler.Decision> best = Optional.empty();
    List<Long> least = List.of();
    for (int node : existing().toArray()) {
      List<SimulatedPod> victims = victims(node, pod);
      List<Long> cost = cost(victims, budgets.violatedBy(lower(node, pod)));
      if (!victims.isEmpty() && (best.isEmpty() || isLess(cost, least))) {
        best = Optional.of(new Scheduler.Decision(pod, Optional.of(node), victims));
        least = cost;
      }
    }
    return best.orElse(new Scheduler.Decision(pod, Optional.empty(), List.of()));
  }

  private List<SimulatedPod> lower(int node, SimulatedPod pod) {
    PodSet.Priority priority = occupancy.set(pod).priority();
    Comparator<SimulatedPod> order = Scheduler.order(occupancy);
    return occupancy.on(node).stream()
        .filter(other -> priority.preempts() && priority(other) < priority.value())
        .sorted(order)
        .toList();
  }

  private long priority(SimulatedPod pod) {
    return occupancy.set(pod).priority().value();
  }

  /** Who must go from a node; nobody where that does not help. */
  private List<SimulatedPod> victims(int node, SimulatedPod pod) {
    List<SimulatedPod> lower = lower(node, pod);
    List<SimulatedPod> victims = new ArrayList<>();
    Set<SimulatedPod> violating = budgets.violatedBy(lower);
    List<SimulatedPod> spared = new ArrayList<>(violating);
    lower.stream().filter(other -> !violating.contains(other)).forEach(spared::add);
    int mark = occupancy.mark();
    lower.forEach(occupancy::remove);
    if (!filter.refuses(pod, node)) {
      for (SimulatedPod other : spared) {
        occupancy.place(other, node);
        if (filter.refuses(pod, node)) {
          occupancy.remove(other);
          victims.add(other);
        }
      }
    }
    occupancy.backTo(mark);
    return victims;
  }

  /** Broken budgets, the highest priority, the sum of priorities, the number. */
  private List<Long> cost(List<SimulatedPod> victims, Set<SimulatedPod> violating) {
    return List.of(
        victims.stream().filter(violating::contains).count(),
        victims.stream().mapToLong(this::priority).max().orElse(0),
        victims.stream().mapToLong(victim -> priority(victim) - Integer.MIN_VALUE).sum(),
        (long) victims.size());
  }

  private static boolean isLess(List<Long> one, List<Long> other) {
    int at = 0;
    while (at < one.size() && one.get(at).equals(other.get(at))) {
      at++;
    }
    return at < one.size() && one.get(at) < other.get(at);
  }
}
