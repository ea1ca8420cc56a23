package com.xtrading.platform.promql;

/**
 * Where a number or a duration ends. Some things that look like a number are none to Prometheus
 * ({@code 0x1e} at the very end, whose {@code e} it takes for an exponent), and the other way
 * round; whether the digits make a number is for {@link Literals}.
 */
final class NumberForm {

  private final String text;
  private int at;

  NumberForm(String text, int start) {
    this.text = text;
    this.at = start;
  }

  int end() {
    return at;
  }

  boolean isNumber() {
    int start = at;
    boolean hex = accept("0") && accept("xX");
    if (hex) {
      accept("_");
    }
    accept(".");
    acceptDigit(hex);
    boolean dot = false;
    boolean exponent = false;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '.') {
        at++;
        if (dot || accept("_.") || hex) {
          return false;
        }
        dot = true;
      } else if (c == 'e' || c == 'E') {
        at++;
        if (exponent) {
          return false;
        }
        exponent = true;
        accept("+-");
        if (accept("._eE") || at == text.length()) {
          return false;
        }
      } else if (c == '_') {
        at++;
        if (accept("._eE") || at == text.length()) {
          return false;
        }
      } else if (isDigit(c, hex)) {
        while (at < text.length() && isDigit(text.charAt(at), hex)) {
          at++;
        }
      } else {
        break;
      }
    }
    return at > start && !isNameCharacter();
  }

  /** Asked where {@link #isNumber()} stopped. */
  boolean isDuration() {
    if (!accept("smhdwy")) {
      return false;
    }
    accept("s");
    while (acceptDigit(false)) {
      while (acceptDigit(false)) {
        continue;
      }
      if (!accept("smhdw")) {
        return false;
      }
      accept("s");
    }
    return !isNameCharacter();
  }

  private boolean isNameCharacter() {
    return at < text.length()
        && (Lexer.isLetter(text.charAt(at)) || Lexer.isDigit(text.charAt(at)));
  }

  private boolean accept(String any) {
    if (at < text.length() && any.indexOf(text.charAt(at)) >= 0) {
      at++;
      return true;
    }
    return false;
  }

  private boolean acceptDigit(boolean hex) {
    if (at < text.length() && isDigit(text.charAt(at), hex)) {
      at++;
      return true;
    }
    return false;
  }

  private static boolean isDigit(char c, boolean hex) {
    return Lexer.isDigit(c) || hex && (c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F');
  }
}
