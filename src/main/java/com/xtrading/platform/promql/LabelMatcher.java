package com.xtrading.platform.promql;

/**
 * A condition on one label of a series.
 *
 * @param name of the label; may be any text, {@link #METRIC_NAME} is the label with the metric's
 *     name
 * @param op how it is compared
 * @param value a text, or a regular expression of RE2 that must match the whole value
 */
public record LabelMatcher(String name, MatchOp op, String value) {

  /** The label that holds the name of the metric. */
  public static final String METRIC_NAME = "__name__";

  /** Whether a series without this label meets it. */
  public boolean matchesEmpty() {
    return switch (op) {
      case EQUAL -> value.isEmpty();
      case NOT_EQUAL -> !value.isEmpty();
      case MATCHES -> Regex.matchesEmpty(value);
      case NOT_MATCHES -> !Regex.matchesEmpty(value);
    };
  }

  /** Whether a series whose label has this value meets it. */
  public boolean matches(String actual) {
    return switch (op) {
      case EQUAL -> value.equals(actual);
      case NOT_EQUAL -> !value.equals(actual);
      case MATCHES -> Regex.matches(value, actual);
      case NOT_MATCHES -> !Regex.matches(value, actual);
    };
  }

  /** As Prometheus writes it: {@code job="node"}. */
  @Override
  public String toString() {
    return Texts.name(name) + op.written() + Texts.quoted(value);
  }
}
