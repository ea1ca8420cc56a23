package com.xtrading.platform.promql;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * Regular expressions of matchers: RE2, always about the whole value. Alternatives of plain texts
 * are not compiled, neither here nor by Prometheus, which therefore takes any bytes in them.
 */
final class Regex {

  private static final String SPECIAL = "\\.+*?()[]{}^$";

  private Regex() {}

  /** What is wrong with it, if anything is. */
  static Optional<String> problem(String regex) {
    if (isPlain(regex)) {
      return Optional.empty();
    }
    if (Texts.hasInvalidBytes(regex)) {
      return Optional.of("invalid UTF-8");
    }
    try {
      compile(regex);
      return Optional.empty();
    } catch (PatternSyntaxException e) {
      return Optional.of(e.getDescription());
    }
  }

  /** Whether it matches the empty text; it has no problem. */
  static boolean matchesEmpty(String regex) {
    if (isPlain(regex)) {
      return regex.isEmpty()
          || regex.startsWith("|")
          || regex.endsWith("|")
          || regex.contains("||");
    }
    return compile(regex).matches("");
  }

  /** Whether it matches the whole of a text; it has no problem. */
  static boolean matches(String regex, String text) {
    return isPlain(regex)
        ? List.of(regex.split("\\|", -1)).contains(text)
        : compile(regex).matches(text);
  }

  private static Pattern compile(String regex) {
    return Pattern.compile(regex, Pattern.DOTALL);
  }

  private static boolean isPlain(String regex) {
    for (int at = 0; at < regex.length(); at++) {
      if (SPECIAL.indexOf(regex.charAt(at)) >= 0) {
        return false;
      }
    }
    return true;
  }
}
