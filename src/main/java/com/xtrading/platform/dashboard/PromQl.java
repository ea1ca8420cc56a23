package com.xtrading.platform.dashboard;

import com.xtrading.platform.model.InvalidValue;
import java.util.regex.Pattern;

/**
 * A question to Prometheus. Variables of Grafana such as {@code $__rate_interval} are part of the
 * text.
 *
 * @param expression PromQL
 * @param legend name of each line, with {@code {{label}}} placeholders; empty where nothing shows
 *     it
 * @param form over the time that is shown, or now
 */
public record PromQl(String expression, String legend, Form form) implements Query {

  /** How often it is asked. */
  public enum Form {
    /** At each point in time that is shown. */
    RANGE,
    /** Once, at the end of the time that is shown. */
    INSTANT
  }

  private static final Pattern WELL_FORMED = Pattern.compile("(?:[^{}]|\\{\\{ ?\\w+ ?}})*");

  /**
   * @throws InvalidValue when the expression is empty, or the legend has a placeholder that Grafana
   *     would print as it stands
   */
  public PromQl {
    expression = Query.requireText(expression, "an expression");
    if (!WELL_FORMED.matcher(legend).matches()) {
      throw new InvalidValue(
          "legend \"%s\" has a placeholder that Grafana does not fill".formatted(legend),
          "text and {{label}}",
          "write the name of a label of the result between two braces on either side");
    }
  }

  /** A line over time. */
  public static PromQl range(String expression, String legend) {
    return new PromQl(expression, legend, Form.RANGE);
  }

  /** The value of now. */
  public static PromQl instant(String expression, String legend) {
    return new PromQl(expression, legend, Form.INSTANT);
  }

  /** The value of now, where labels are columns. */
  public static PromQl instant(String expression) {
    return instant(expression, "");
  }

  @Override
  public String text() {
    return expression;
  }

  @Override
  public DataSource source() {
    return DataSource.PROMETHEUS;
  }
}
