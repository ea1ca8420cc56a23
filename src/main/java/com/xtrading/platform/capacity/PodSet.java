package com.xtrading.platform.capacity;

import java.util.Map;

/**
 * Pods that are alike: those of one Deployment, StatefulSet, DaemonSet, Job, or one pod alone.
 *
 * @param name {@code namespace/name}, and the kind, such as {@code pytrading/kong[Deployment]}
 * @param source where a person changes something: a rendered object, or a path in the file of the
 *     environment
 * @param namespace where they are
 * @param labels what selectors find them by
 * @param requests what the scheduler sets aside for one
 * @param counted the same as scores count it, with a little for containers that ask for nothing
 * @param limits what one can use at most
 * @param priority who goes first, and who is stopped for whom
 * @param number how many there are
 * @param constraints where they may run
 */
record PodSet(
    String name,
    String source,
    String namespace,
    Map<String, Object> labels,
    ResourceAmount requests,
    ResourceAmount counted,
    ResourceAmount limits,
    Priority priority,
    Number number,
    SchedulingConstraints constraints) {

  /** Pods all of whose containers ask for something. */
  PodSet(
      String name,
      String source,
      String namespace,
      Map<String, Object> labels,
      ResourceAmount requests,
      ResourceAmount limits,
      Priority priority,
      Number number,
      SchedulingConstraints constraints) {
    this(
        name, source, namespace, labels, requests, requests, limits, priority, number, constraints);
  }

  /**
   * @param value the value of the PriorityClass
   * @param preempts whether pods of less value are stopped to make room
   */
  record Priority(int value, boolean preempts) {}

  /**
   * @param steady pods that are always there; 0 for jobs
   * @param most pods that an autoscaler, a schedule or a person starts at the most
   * @param surge pods that a new version may add before old ones go
   * @param unavailable old pods that may go before new ones are there
   * @param place what ties them to nodes
   */
  record Number(int steady, int most, int surge, int unavailable, Place place) {

    /** The same with another way to get new versions. */
    Number replaced(int newSurge, int newUnavailable) {
      return new Number(steady, most, newSurge, newUnavailable, place);
    }

    /** Whether somebody replaces pods that run by those of a new version. */
    boolean isReplaced() {
      return steady > 0 && surge + unavailable > 0;
    }
  }

  /** What ties pods to nodes beside their constraints. */
  enum Place {
    /** Nothing does. */
    ANY,
    /** There is one on every node that takes it. */
    EACH_NODE,
    /** Their volume is on the disk of the node on which they first ran. */
    WHERE_IT_WAS
  }

  /** The same where one pod runs if none did always, as jobs do while they run. */
  PodSet withOnePod() {
    PodSet.Number one =
        new Number(
            onEachNode() ? 0 : Math.max(1, number.steady()),
            Math.max(1, number.most()),
            number.surge(),
            number.unavailable(),
            number.place());
    return new PodSet(
        name, source, namespace, labels, requests, limits, priority, one, constraints);
  }

  /** Whether they run once, and not as often as a schedule or a queue says. */
  boolean isJob() {
    return name.endsWith("[Job]");
  }

  /** Whether an autoscaler adds pods to those that are always there. */
  boolean isScaled() {
    return number.steady() > 0 && number.most() > number.steady();
  }

  boolean onEachNode() {
    return number.place() == Place.EACH_NODE;
  }
}
