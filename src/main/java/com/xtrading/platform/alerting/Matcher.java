package com.xtrading.platform.alerting;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.xtrading.platform.model.InvalidValue;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a label must be: its name, how its value is compared (a label that is missing has the value
 * {@code ""}), and a text or a regular expression (RE2) for the whole value, in which {@code .} is
 * no line break.
 */
public final class Matcher implements Comparable<Matcher> {

  /** How a value is compared, in the order in which Alertmanager sorts. */
  public enum Op {
    EQUAL("="),
    NOT_EQUAL("!="),
    REGEX("=~"),
    NOT_REGEX("!~");

    private final String sign;

    Op(String sign) {
      this.sign = sign;
    }

    /** As it is written between name and value. */
    public String sign() {
      return sign;
    }

    boolean isRegex() {
      return this == REGEX || this == NOT_REGEX;
    }

    boolean isNegative() {
      return this == NOT_EQUAL || this == NOT_REGEX;
    }

    static Op of(String sign) {
      for (Op op : values()) {
        if (op.sign.equals(sign)) {
          return op;
        }
      }
      throw new IllegalArgumentException(sign);
    }
  }

  private static final Comparator<Matcher> ORDER =
      Comparator.comparing(Matcher::name, GoText.BY_BYTES)
          .thenComparing(Matcher::value, GoText.BY_BYTES)
          .thenComparing(Matcher::op);

  private final String name;
  private final Op op;
  private final String value;

  /** Compiled once; absent where the value is a text. */
  private final Optional<Pattern> pattern;

  /**
   * @param name of the label
   * @param value a text or a regular expression, as the operator has it
   * @throws InvalidValue when it should be a regular expression and is none
   */
  public Matcher(String name, Op op, String value) {
    this.name = name;
    this.op = op;
    this.value = value;
    this.pattern = op.isRegex() ? Optional.of(compile(value)) : Optional.empty();
  }

  public String name() {
    return name;
  }

  public Op op() {
    return op;
  }

  public String value() {
    return value;
  }

  public static Matcher equal(String name, String value) {
    return new Matcher(name, Op.EQUAL, value);
  }

  public static Matcher regex(String name, String value) {
    return new Matcher(name, Op.REGEX, value);
  }

  /**
   * Reads a line of {@code matchers} as Alertmanager does by default: with its new parser, and with
   * the old one where that refuses it or both differ.
   *
   * @param line such as {@code severity="critical"} or {@code {team=~"a|b", env!=dev}}; one without
   *     text has no matcher
   * @throws InvalidValue when both refuse it
   */
  public static List<Matcher> parse(String line) {
    return MatcherText.parse(line);
  }

  /** Whether a value of the label is what it must be. */
  public boolean matchesValue(String actual) {
    boolean same =
        pattern.map(regex -> regex.matches(actual)).orElseGet(() -> value.equals(actual));
    return same != op.isNegative();
  }

  /** Whether an alert with these labels is meant. */
  public boolean matches(Map<String, String> labels) {
    return matchesValue(labels.getOrDefault(name, ""));
  }

  /** Whether each of the matchers means an alert with these labels; true where there is none. */
  public static boolean all(List<Matcher> matchers, Map<String, String> labels) {
    return matchers.stream().allMatch(matcher -> matcher.matches(labels));
  }

  private static Pattern compile(String regex) {
    try {
      return Pattern.compile("^(?:" + regex + ")$");
    } catch (PatternSyntaxException broken) {
      throw new InvalidValue(
          "\"%s\" is not a regular expression: %s".formatted(regex, broken.getDescription()),
          "expressions of RE2",
          "correct it, or use = or != for a text");
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Matcher matcher
        && name.equals(matcher.name)
        && op == matcher.op
        && value.equals(matcher.value);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, op, value);
  }

  @Override
  public int compareTo(Matcher other) {
    return ORDER.compare(this, other);
  }

  /** As Alertmanager prints it, which {@link #parse} reads back. */
  @Override
  public String toString() {
    return MatcherText.print(this);
  }
}
