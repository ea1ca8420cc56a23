package com.xtrading.platform.capacity;

import java.util.ArrayList;
import java.util.List;

/**
 * A new version of a Deployment or a StatefulSet: new pods as far as the surge allows, old ones
 * gone as far as those that may be unavailable allow, until all are new or nothing moves. A new pod
 * has the volume of the old one of the same number.
 */
final class Rollout {

  /** Tells what came of it. */
  interface Teller {
    ScenarioOutcome tell(
        Scenario scenario,
        String event,
        List<Scheduler.Waiting> waiting,
        List<ScenarioOutcome.Stuck> stuck);
  }

  private final Occupancy occupancy;
  private final Scheduler scheduler;
  private final int set;

  Rollout(Occupancy occupancy, Scheduler scheduler, int set) {
    this.occupancy = occupancy;
    this.scheduler = scheduler;
    this.set = set;
  }

  ScenarioOutcome run(Teller teller) {
    PodSet pods = occupancy.sets().get(set);
    int wanted = pods.number().steady();
    int least = wanted - pods.number().unavailable();
    List<SimulatedPod> old = new ArrayList<>();
    for (int number = 0; number < wanted; number++) {
      SimulatedPod pod = new SimulatedPod(set, number);
      if (occupancy.where(pod) >= 0) {
        old.add(pod);
      }
    }
    List<SimulatedPod> fresh = new ArrayList<>();
    List<Scheduler.Waiting> waiting = List.of();
    boolean moved = true;
    while (moved && (fresh.size() < wanted || !old.isEmpty())) {
      List<SimulatedPod> asked =
          new ArrayList<>(waiting.stream().map(Scheduler.Waiting::pod).toList());
      int waited = asked.size();
      while (fresh.size() < wanted && old.size() + fresh.size() < wanted + pods.number().surge()) {
        SimulatedPod pod = new SimulatedPod(set, SimulatedPod.NEW + fresh.size());
        occupancy.inherit(new SimulatedPod(set, fresh.size()), pod);
        fresh.add(pod);
        asked.add(pod);
      }
      waiting = scheduler.schedule(asked);
      moved = waiting.size() != waited || asked.size() > waited;
      while (!old.isEmpty() && occupancy.running(set) > least) {
        occupancy.remove(old.remove(0));
        moved = true;
      }
    }
    // Who was stopped for a new pod comes back when the last old one is gone.
    waiting = scheduler.schedule(waiting.stream().map(Scheduler.Waiting::pod).toList());
    List<ScenarioOutcome.Stuck> stuck =
        old.isEmpty()
            ? List.of()
            : List.of(
                new ScenarioOutcome.Stuck(
                    pods.source(),
                    "%d old %s cannot go: %d must run, and no new one can start"
                        .formatted(old.size(), old.size() == 1 ? "pod" : "pods", least),
                    "let maxUnavailable be 1"));
    return teller.tell(Scenario.ROLLOUT, pods.name(), waiting, stuck);
  }
}
