package com.xtrading.platform.dashboard;

import com.xtrading.platform.dashboard.PromQl.Form;
import com.xtrading.platform.model.InvalidValue;
import java.util.List;

/**
 * When something was in which state: a bar for each series.
 *
 * @param states what numbers stand for
 */
public record StateTimeline(Frame frame, List<State> states, List<PromQl> bars) implements Panel {

  /**
   * @throws InvalidValue when there is no query or no state, or a query is not asked over time
   */
  public StateTimeline {
    states = List.copyOf(states);
    bars = PanelChecks.queries(frame, bars, Form.RANGE);
    PanelChecks.requireLegends(frame, bars);
    if (states.isEmpty()) {
      throw new InvalidValue(
          "state timeline \"%s\" has no states".formatted(frame.title()),
          "at least one",
          "say what its numbers stand for, or draw a time series");
    }
  }

  /** Bars in states. */
  public static StateTimeline of(Frame frame, List<State> states, PromQl... bars) {
    return new StateTimeline(frame, states, List.of(bars));
  }

  @Override
  public List<Query> queries() {
    return List.copyOf(bars);
  }

  @Override
  public String type() {
    return "state-timeline";
  }
}
