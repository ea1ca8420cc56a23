package com.xtrading.platform.capacity;

import java.util.List;
import java.util.Optional;

/**
 * Whether everything fits, and how near it is to not fitting.
 *
 * @param environment name of the environment
 * @param nodes what sits on each node in the steady state
 * @param total what pods ask for, and what there is, on all nodes together
 * @param outcomes what came of every event of every scenario that was run
 * @param shortfalls what the environment asks for and does not get
 * @param firstToBreak what does not fit first when everything that scales is scaled step by step;
 *     empty where nothing scales
 */
public record CapacityReport(
    String environment,
    List<NodeUse> nodes,
    Use total,
    List<ScenarioOutcome> outcomes,
    List<Shortfall> shortfalls,
    Optional<Breaking> firstToBreak) {

  public CapacityReport {
    nodes = List.copyOf(nodes);
    outcomes = List.copyOf(outcomes);
    shortfalls = List.copyOf(shortfalls);
  }

  /**
   * @param requests what pods ask for
   * @param limits what pods may use at the most
   * @param allocatable what pods can have
   * @param pods how many there are
   * @param mostPods how many there may be
   */
  public record Use(
      ResourceAmount requests,
      ResourceAmount limits,
      ResourceAmount allocatable,
      int pods,
      int mostPods) {

    Use plus(Use other) {
      return new Use(
          requests.plus(other.requests),
          limits.plus(other.limits),
          allocatable.plus(other.allocatable),
          pods + other.pods,
          mostPods + other.mostPods);
    }

    /** Percent of the memory that pods ask for; rounded down. */
    public int memoryPercent() {
      return percent(requests.memory(), allocatable.memory());
    }

    /** Percent of the processor time that pods ask for; rounded down. */
    public int cpuPercent() {
      return percent(requests.cpu(), allocatable.cpu());
    }

    /** Percent of the memory that pods may use; rounded down. */
    public int limitPercent() {
      return percent(limits.memory(), allocatable.memory());
    }

    private static int percent(long part, long whole) {
      return whole == 0 ? 0 : (int) (part * 100 / whole);
    }
  }

  /**
   * One node.
   *
   * @param pods the names of its pods with what each asks for, the largest first
   */
  public record NodeUse(String name, Use use, List<PodUse> pods) {}

  /** One pod on a node. */
  public record PodUse(String name, ResourceAmount requests) {}

  /**
   * @param set whose next pod does not fit
   * @param number how many of it there would be
   * @param most how many its autoscaler allows
   * @param why why no node takes it
   * @param nodes how many nodes would; empty where no number does
   */
  public record Breaking(String set, int number, int most, String why, Optional<Integer> nodes) {}
}
