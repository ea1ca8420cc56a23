package com.xtrading.platform.dashboard;

import com.xtrading.platform.model.InvalidValue;
import java.util.List;

/**
 * From which value on a number has another colour, in the unit of the panel.
 *
 * @param base the colour below all steps
 * @param steps with ascending values
 */
public record Thresholds(Color base, List<Step> steps) {

  /** No value is better than another. */
  public static final Thresholds NONE = new Thresholds(Color.BLUE, List.of());

  /**
   * From a value on, a colour.
   *
   * @param value in the unit of the panel
   */
  public record Step(double value, Color color) {
    public Step {
      if (!Double.isFinite(value)) {
        throw new InvalidValue(
            "threshold %s is no number".formatted(value),
            "a finite number",
            "leave the step out; the base colour holds below all steps");
      }
    }
  }

  /**
   * @throws InvalidValue when the values do not ascend
   */
  public Thresholds {
    steps = List.copyOf(steps);
    for (int index = 1; index < steps.size(); index++) {
      if (steps.get(index).value() <= steps.get(index - 1).value()) {
        throw new InvalidValue(
            "threshold %s follows %s"
                .formatted(steps.get(index).value(), steps.get(index - 1).value()),
            "ascending values",
            "put the steps in order; for what is bad when it is low, use falling");
      }
    }
  }

  /** Green, then orange, then red. */
  public static Thresholds rising(double warning, double critical) {
    return new Thresholds(
        Color.GREEN, List.of(new Step(warning, Color.ORANGE), new Step(critical, Color.RED)));
  }

  /** Green, and red from a value on. */
  public static Thresholds redFrom(double value) {
    return new Thresholds(Color.GREEN, List.of(new Step(value, Color.RED)));
  }

  /** Red, then orange, then green. */
  public static Thresholds falling(double critical, double warning) {
    return new Thresholds(
        Color.RED, List.of(new Step(critical, Color.ORANGE), new Step(warning, Color.GREEN)));
  }

  /** Red, and green from a value on. */
  public static Thresholds greenFrom(double value) {
    return new Thresholds(Color.RED, List.of(new Step(value, Color.GREEN)));
  }
}
