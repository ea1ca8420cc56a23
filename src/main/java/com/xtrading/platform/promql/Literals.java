package com.xtrading.platform.promql;

import java.util.OptionalDouble;

/** The values of numbers and durations. */
final class Literals {

  private static final long[] UNIT_NANOS = {
    365 * 86_400_000_000_000L,
    7 * 86_400_000_000_000L,
    86_400_000_000_000L,
    3_600_000_000_000L,
    60_000_000_000L,
    1_000_000_000L,
    1_000_000L
  };
  private static final String[] UNITS = {"y", "w", "d", "h", "m", "s", "ms"};

  private Literals() {}

  /**
   * A whole number in the notation of Go (a leading 0 means octal, 0x hexadecimal), else a decimal
   * one; none if it is neither, or too large.
   */
  static OptionalDouble number(String text) {
    char first = text.charAt(0);
    if (first == 'i' || first == 'I') {
      return OptionalDouble.of(Double.POSITIVE_INFINITY);
    }
    if (first == 'n' || first == 'N') {
      return OptionalDouble.of(Double.NaN);
    }
    String digits = text;
    if (text.indexOf('_') >= 0) {
      if (!separatesDigits(text)) {
        return OptionalDouble.empty();
      }
      digits = text.replace("_", "");
    }
    OptionalDouble whole = whole(digits);
    return whole.isPresent() ? whole : decimal(digits);
  }

  private static OptionalDouble whole(String digits) {
    int radix = 10;
    int at = 0;
    if (digits.charAt(0) == '0') {
      boolean hex = digits.length() > 2 && (digits.charAt(1) | 0x20) == 'x';
      radix = hex ? 16 : 8;
      at = hex ? 2 : 1;
    }
    long value = 0;
    for (; at < digits.length(); at++) {
      int digit = Character.digit(digits.charAt(at), radix);
      if (digit < 0 || value > (Long.MAX_VALUE - digit) / radix) {
        return OptionalDouble.empty();
      }
      value = value * radix + digit;
    }
    return OptionalDouble.of(value);
  }

  private static OptionalDouble decimal(String digits) {
    if (digits.length() > 1 && (digits.charAt(1) | 0x20) == 'x') {
      return OptionalDouble.empty();
    }
    try {
      double value = Double.parseDouble(digits);
      return Double.isInfinite(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    } catch (NumberFormatException e) {
      return OptionalDouble.empty(); // such as .5. and "1e "
    }
  }

  /** Every underscore stands between two digits, or between 0x and one. */
  private static boolean separatesDigits(String text) {
    boolean hex = text.length() > 1 && (text.charAt(1) | 0x20) == 'x';
    int radix = hex ? 16 : 10;
    for (int at = hex ? 2 : 0; at < text.length(); at++) {
      if (text.charAt(at) == '_') {
        boolean before = hex && at == 2 || isDigit(text, at - 1, radix);
        if (!before || !isDigit(text, at + 1, radix)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isDigit(String text, int at, int radix) {
    return at >= 0 && at < text.length() && Character.digit(text.charAt(at), radix) >= 0;
  }

  /**
   * The nanoseconds of a duration such as {@code 1h30m}, units from the longest to the shortest and
   * each once.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  static long duration(String text) {
    long nanos = 0;
    int lastUnit = -1;
    for (int at = 0; at < text.length(); ) {
      int unitAt = at;
      while (unitAt < text.length() && Lexer.isDigit(text.charAt(unitAt))) {
        unitAt++;
      }
      int behind = unitAt;
      while (behind < text.length() && !Lexer.isDigit(text.charAt(behind))) {
        behind++;
      }
      int unit = unit(text, unitAt, behind);
      if (unit < 0) {
        throw new IllegalArgumentException(
            "found the unit \"%s\", expected y, w, d, h, m, s or ms"
                .formatted(text.substring(unitAt, behind)));
      }
      if (unit <= lastUnit) {
        throw new IllegalArgumentException(
            "found \"%s\", expected units from the longest to the shortest, each once"
                .formatted(text));
      }
      lastUnit = unit;
      nanos = plus(nanos, text, at, unitAt, UNIT_NANOS[unit]);
      at = behind;
    }
    return nanos;
  }

  private static int unit(String text, int from, int to) {
    for (int unit = 0; unit < UNITS.length; unit++) {
      if (UNITS[unit].length() == to - from && text.startsWith(UNITS[unit], from)) {
        return unit;
      }
    }
    return -1;
  }

  private static long plus(long nanos, String text, int from, int to, long unit) {
    long count = 0;
    for (int at = from; at < to; at++) {
      int digit = text.charAt(at) - '0';
      if (count > (Long.MAX_VALUE - digit) / 10) {
        throw tooLong(text);
      }
      count = count * 10 + digit;
    }
    if (count > (Long.MAX_VALUE - nanos) / unit) {
      throw tooLong(text);
    }
    return nanos + count * unit;
  }

  private static IllegalArgumentException tooLong(String text) {
    return new IllegalArgumentException(
        "found \"%s\", expected a duration of less than 292 years".formatted(text));
  }
}
