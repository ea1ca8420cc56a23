package com.xtrading.platform.environment;

import com.xtrading.platform.model.KubernetesName;
import com.xtrading.platform.model.Resources;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** What is asked of the proof that everything fits on the nodes. */
public record Capacity(
    @Describe(
            "Percent of the processor time and of the memory of all nodes that nobody has asked"
                + " for while nothing is scaled, at the least.")
        @Range(min = 0, max = 90)
        int slack,
    @Describe("What still runs when any one node is lost.") Survivors nodeLoss,
    @Describe(
            "Memory that all containers together may use at the most, in percent of the memory of"
                + " all nodes; above 100 they cannot all do so at once.")
        @Range(min = 50, max = 1000)
        int memoryLimits,
    @Describe(
            "Workloads that may wait for a node when one is lost, by name; the first one goes"
                + " first.")
        Optional<List<KubernetesName>> shed,
    @Describe("Room that is kept for parts that are still to come, by their names.")
        Optional<SortedMap<KubernetesName, Reserved>> reserved) {

  /** What is left when a node is lost, from the least to the most. */
  public enum Survivors {
    /** Pods wait until there is a node again. */
    NOTHING,
    /** Of every store as many as its disruption budget asks for; the rest may wait. */
    STORES,
    /** Everything but what is in {@code shed}. */
    EVERYTHING
  }

  /**
   * Pods of a part that is not built.
   *
   * @param pods empty for one on each node
   * @param priorityClass the name of a PriorityClass that is rendered
   */
  public record Reserved(
      @Describe("Number of pods, no two on one node; left out for one on each node.")
          @Range(min = 1, max = 100)
          Optional<Integer> pods,
      @Describe("What the scheduler will set aside for one pod.") Resources requests,
      @Describe("Their PriorityClass.") KubernetesName priorityClass) {}
}
