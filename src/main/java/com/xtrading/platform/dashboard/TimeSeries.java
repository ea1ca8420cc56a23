package com.xtrading.platform.dashboard;

import com.xtrading.platform.dashboard.PromQl.Form;
import com.xtrading.platform.model.InvalidValue;
import java.util.List;

/**
 * Lines over time.
 *
 * @param lines one for each series of each query
 */
public record TimeSeries(Frame frame, Style style, List<PromQl> lines) implements Panel {

  /** How lines stand to each other. */
  public enum Style {
    /** Each by itself. */
    LINES,
    /** One on top of the other: they are parts of a whole. */
    STACKED
  }

  /**
   * @throws InvalidValue when there is no line, one is not asked over time, has no name, or two
   *     have one name
   */
  public TimeSeries {
    lines = PanelChecks.queries(frame, lines, Form.RANGE);
    PanelChecks.requireLegends(frame, lines);
  }

  /** Each line by itself. */
  public static TimeSeries of(Frame frame, PromQl... lines) {
    return new TimeSeries(frame, Style.LINES, List.of(lines));
  }

  /** Lines that are parts of a whole. */
  public static TimeSeries stacked(Frame frame, PromQl... lines) {
    return new TimeSeries(frame, Style.STACKED, List.of(lines));
  }

  @Override
  public List<Query> queries() {
    return List.copyOf(lines);
  }

  @Override
  public String type() {
    return "timeseries";
  }
}
