package com.xtrading.platform.alerting;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A set of values of a label, of which we know exactly what is in it.
 *
 * @param named whether values that somebody named are in it
 * @param others whether all other values of one line are
 * @param lines whether all other values of several lines are, which {@code .} does not match
 */
record Values(Map<String, Boolean> named, boolean others, boolean lines) {

  /** Every value. */
  static final Values ALL = new Values(Map.of(), true, true);

  private static final String META = "\\.+*?()|[]{}^$";

  Values {
    named = Map.copyOf(named);
  }

  /** What a matcher allows; absent where its expression is more than words with | between. */
  static Optional<Values> of(Matcher matcher) {
    Optional<Values> positive =
        matcher.op().isRegex() ? ofRegex(matcher.value()) : Optional.of(only(matcher.value()));
    return matcher.op().isNegative() ? positive.map(Values::complement) : positive;
  }

  private static Values only(String... values) {
    return new Values(
        Set.of(values).stream().collect(Collectors.toMap(value -> value, value -> true)),
        false,
        false);
  }

  private static Optional<Values> ofRegex(String regex) {
    String inside = regex;
    if (inside.startsWith("^(?:") && inside.endsWith(")$")) {
      inside = inside.substring(4, inside.length() - 2);
    }
    if (inside.equals(".*")) {
      return Optional.of(new Values(Map.of(), true, false));
    }
    if (inside.equals(".+")) {
      return Optional.of(new Values(Map.of("", false), true, false));
    }
    return words(inside).map(words -> only(new HashSet<>(words).toArray(String[]::new)));
  }

  /** The words of {@code a|b\.c}; nothing where anything else is in it. */
  private static Optional<List<String>> words(String regex) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int index = 0; index < regex.length(); index++) {
      char sign = regex.charAt(index);
      boolean escape =
          sign == '\\' && index + 1 < regex.length() && META.indexOf(regex.charAt(index + 1)) >= 0;
      if (escape) {
        index++;
        word.append(regex.charAt(index));
      } else if (sign == '|') {
        words.add(word.toString());
        word.setLength(0);
      } else if (META.indexOf(sign) >= 0) {
        return Optional.empty();
      } else {
        word.append(sign);
      }
    }
    words.add(word.toString());
    return Optional.of(words);
  }

  boolean has(String value) {
    return named.getOrDefault(value, value.indexOf('\n') >= 0 ? lines : others);
  }

  boolean isEmpty() {
    return !others && !lines && !named.containsValue(true);
  }

  /** Whether only named values are in it. */
  boolean isFinite() {
    return !others && !lines;
  }

  /** The named values that are in it. */
  Set<String> members() {
    return named.keySet().stream().filter(this::has).collect(Collectors.toSet());
  }

  Values complement() {
    Map<String, Boolean> inverse = new HashMap<>();
    named.forEach((value, in) -> inverse.put(value, !in));
    return new Values(inverse, !others, !lines);
  }

  Values and(Values other) {
    Map<String, Boolean> both = new HashMap<>();
    named.keySet().forEach(value -> both.put(value, has(value) && other.has(value)));
    other.named.keySet().forEach(value -> both.put(value, has(value) && other.has(value)));
    return new Values(both, others && other.others, lines && other.lines);
  }

  boolean isWithin(Values other) {
    return and(other.complement()).isEmpty();
  }
}
