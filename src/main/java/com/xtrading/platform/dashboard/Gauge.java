package com.xtrading.platform.dashboard;

import com.xtrading.platform.dashboard.PromQl.Form;
import com.xtrading.platform.model.InvalidValue;
import java.util.List;

/**
 * A number between nothing and a most.
 *
 * @param most at which the gauge is full, in the unit of the panel
 */
public record Gauge(Frame frame, double most, List<PromQl> numbers) implements Panel {

  /**
   * @throws InvalidValue when nothing lies below the most, there is no query, or one is not asked
   *     for now
   */
  public Gauge {
    if (!(most > 0) || Double.isInfinite(most)) {
      throw new InvalidValue(
          "gauge \"%s\" is full at %s".formatted(frame.title(), most),
          "a number above 0",
          "give the value at which it is full; a share is full at 1");
    }
    numbers = PanelChecks.queries(frame, numbers, Form.INSTANT);
  }

  /** A share, which is full at 1. */
  public static Gauge of(Frame frame, PromQl... numbers) {
    return new Gauge(frame, 1, List.of(numbers));
  }

  @Override
  public List<Query> queries() {
    return List.copyOf(numbers);
  }

  @Override
  public String type() {
    return "gauge";
  }
}
