package com.xtrading.platform.capacity;

import java.util.List;

/**
 * What came of one event.
 *
 * @param scenario which scenario the event belongs to
 * @param event what happened, such as {@code node-3 is lost}; empty where a scenario has one alone
 * @param handOvers which pods must take over from others first, and their operators let them
 * @param waiting pods that no node takes then
 * @param stuck why it does not come to an end; empty where it does
 */
public record ScenarioOutcome(
    Scenario scenario,
    String event,
    List<String> handOvers,
    List<Waiting> waiting,
    List<Stuck> stuck) {

  public ScenarioOutcome {
    handOvers = List.copyOf(handOvers);
    waiting = List.copyOf(waiting);
    stuck = List.copyOf(stuck);
  }

  /**
   * Something that does not come to its end.
   *
   * @param source what stands in the way, where a person changes something
   * @param why what it waits for
   * @param remedy what to do about it but for adding nodes
   */
  public record Stuck(String source, String why, String remedy) {}

  /**
   * A pod that waits.
   *
   * @param name its set and its number, such as {@code pytrading/kong[Deployment] 2}
   * @param set the name of its set
   * @param source where a person changes something
   * @param priority its priority
   * @param requests what it asks for
   * @param spared whether its disruption budget still holds without it
   * @param why how many nodes refuse it, and why
   * @param remedy what to do about it but for adding nodes
   */
  public record Waiting(
      String name,
      String set,
      String source,
      int priority,
      ResourceAmount requests,
      boolean spared,
      String why,
      String remedy) {}

  /** The same with what must happen first. */
  ScenarioOutcome after(List<String> more) {
    return new ScenarioOutcome(scenario, event, more, waiting, stuck);
  }

  /** Whether everything runs and everything came to an end. */
  public boolean isFine() {
    return waiting.isEmpty() && stuck.isEmpty();
  }
}
