package com.xtrading.platform.dashboard;

import com.xtrading.platform.dashboard.PromQl.Form;
import com.xtrading.platform.model.InvalidValue;
import java.util.List;

/**
 * One number, or a few.
 *
 * @param graph whether the way that it came is drawn behind it, so that it is asked over time
 * @param states what numbers stand for; empty where they are numbers
 */
public record Stat(Frame frame, boolean graph, List<State> states, List<PromQl> numbers)
    implements Panel {

  /**
   * @throws InvalidValue when there is no query, or one is asked in the wrong form
   */
  public Stat {
    states = List.copyOf(states);
    numbers = PanelChecks.queries(frame, numbers, graph ? Form.RANGE : Form.INSTANT);
  }

  /** The number of now. */
  public static Stat of(Frame frame, PromQl... numbers) {
    return new Stat(frame, false, List.of(), List.of(numbers));
  }

  /** The number with a small graph behind it. */
  public static Stat graphed(Frame frame, PromQl... numbers) {
    return new Stat(frame, true, List.of(), List.of(numbers));
  }

  /** What the number of now stands for. */
  public static Stat of(Frame frame, List<State> states, PromQl... numbers) {
    return new Stat(frame, false, states, List.of(numbers));
  }

  @Override
  public List<Query> queries() {
    return List.copyOf(numbers);
  }

  @Override
  public String type() {
    return "stat";
  }
}
