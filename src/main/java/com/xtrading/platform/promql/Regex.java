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
    return Pattern.compile(
        regex.indexOf('{') < 0 ? regex : withBracesEscaped(regex), Pattern.DOTALL);
  }

  /** A brace that begins no repetition is itself; RE2/J does not let a repetition follow it. */
  private static String withBracesEscaped(String regex) {
    StringBuilder escaped = new StringBuilder(regex.length() + 4);
    for (int at = 0; at < regex.length(); ) {
      int end = at + 1;
      if (regex.startsWith("\\Q", at)) {
        int close = regex.indexOf("\\E", at);
        end = close < 0 ? regex.length() : close;
      } else if (regex.charAt(at) == '\\') {
        boolean named = at + 2 < regex.length() && "pPx".indexOf(regex.charAt(at + 1)) >= 0;
        end = Math.min(at + (named && regex.charAt(at + 2) == '{' ? 3 : 2), regex.length());
      } else if (regex.charAt(at) == '{' && !beginsRepetition(regex, at)) {
        escaped.append('\\');
      }
      escaped.append(regex, at, end);
      at = end;
    }
    return escaped.toString();
  }

  /** Whether it is {@code {2}}, {@code {2,}} or {@code {2,3}}, without leading zeros. */
  private static boolean beginsRepetition(String regex, int brace) {
    int at = number(regex, brace + 1);
    if (at > 0 && at < regex.length() && regex.charAt(at) == ',') {
      int most = number(regex, at + 1);
      at = most > 0 ? most : at + 1;
    }
    return at > 0 && at < regex.length() && regex.charAt(at) == '}';
  }

  /** Behind the number from there, 0 if there is none. */
  private static int number(String regex, int from) {
    int at = from;
    while (at < regex.length() && Lexer.isDigit(regex.charAt(at))) {
      at++;
    }
    boolean zeros = at > from + 1 && regex.charAt(from) == '0';
    return at == from || zeros ? 0 : at;
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
