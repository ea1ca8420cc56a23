package com.xtrading.platform.monitoring;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A comparison in a PromQL expression.
 *
 * @param expression all of it
 * @param start where the operator begins
 * @param operator such as {@code >=}
 * @param depth how many parentheses are open
 */
record Comparison(String expression, int start, String operator, int depth) {

  private static final Map<String, String> NEGATED =
      Map.of(">", "<=", "<=", ">", "<", ">=", ">=", "<", "==", "!=", "!=", "==");

  private static final Pattern NUMBER =
      Pattern.compile("\\s*(\\d+(?:\\.\\d+)?(?:e\\d+)?)(?![\\w.])");

  private static final BigDecimal FIFTH = new BigDecimal("0.2");

  /** All of an expression, without what stands in strings, and between labels and their values. */
  static List<Comparison> of(String expression) {
    List<Comparison> found = new ArrayList<>();
    int parentheses = 0;
    int braces = 0;
    boolean quoted = false;
    for (int i = 0; i < expression.length(); i++) {
      char character = expression.charAt(i);
      if (quoted) {
        if (character == '\\') {
          i++;
        } else if (character == '"') {
          quoted = false;
        }
        continue;
      }
      switch (character) {
        case '"' -> quoted = true;
        case '{' -> braces++;
        case '}' -> braces--;
        case '(' -> parentheses++;
        case ')' -> parentheses--;
        case '<', '>', '=', '!' -> {
          if (braces == 0) {
            int end = i + 1;
            if (end < expression.length() && expression.charAt(end) == '=') {
              end++;
            }
            found.add(new Comparison(expression, i, expression.substring(i, end), parentheses));
            i = end - 1;
          }
        }
        default -> {
          // A part of a name, a number or another operator.
        }
      }
    }
    return found;
  }

  /** The expression with what it let through turned away, and the other way round. */
  String negated() {
    return with(NEGATED.get(operator));
  }

  /**
   * The expression with the number after the operator a fifth higher, and a fifth lower; whole
   * numbers by one at least. None where there is no order, no number, or zero, of which a fifth is
   * nothing.
   */
  List<String> moved() {
    if (operator.equals("==") || operator.equals("!=")) {
      return List.of();
    }
    return threshold()
        .map(
            number -> {
              BigDecimal by = number.multiply(FIFTH);
              boolean whole = number.stripTrailingZeros().scale() <= 0;
              BigDecimal step = whole ? by.max(BigDecimal.ONE) : by;
              return List.of(withThreshold(number.add(step)), withThreshold(number.subtract(step)));
            })
        .orElse(List.of());
  }

  private Optional<BigDecimal> threshold() {
    Matcher number = number();
    return number.lookingAt()
        ? Optional.of(new BigDecimal(number.group(1))).filter(value -> value.signum() != 0)
        : Optional.empty();
  }

  private String withThreshold(BigDecimal number) {
    Matcher old = number();
    if (!old.lookingAt()) {
      throw new IllegalStateException("no number after " + operator + " in " + expression);
    }
    return expression.substring(0, old.start(1))
        + number.setScale(6, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString()
        + expression.substring(old.end(1));
  }

  private Matcher number() {
    return NUMBER.matcher(expression).region(start + operator.length(), expression.length());
  }

  private String with(String other) {
    return expression.substring(0, start) + other + expression.substring(start + operator.length());
  }
}
