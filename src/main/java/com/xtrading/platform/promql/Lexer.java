package com.xtrading.platform.promql;

/**
 * Reads one token after another, each character once. What a character means depends on whether it
 * stands in braces, in which there are no keywords, or in brackets, in which there are no names.
 */
final class Lexer {

  private final String text;
  private int at;
  private boolean inBraces;
  private boolean inBrackets;

  /** In brackets before the first number, where Prometheus allows no comment. */
  private boolean beforeRange;

  /** The token that was read last, and where it stands. */
  Token token;

  int start;
  int end;

  /** Where the token before it ended. */
  int previousEnd;

  /** Whether the last text has an escape sequence. */
  boolean escaped;

  Lexer(String text) {
    this.text = text;
  }

  String text() {
    return text.substring(start, end);
  }

  /** Reads the next token. */
  void advance() {
    previousEnd = end;
    skip();
    start = at;
    if (at == text.length()) {
      token = Token.END;
      end = at;
      if (inBraces) {
        throw error(at, "found the end, expected \"}\"");
      }
      return;
    }
    char c = text.charAt(at);
    if (isLetter(c) || c == ':' && !inBraces && !inBrackets) {
      token = word();
    } else if (c == '"' || c == '\'') {
      token = string(c);
    } else if (c == '`') {
      token = rawString();
    } else if (inBraces) {
      token = symbolInBraces(c);
    } else if (isDigit(c) || c == '.' && isDigit(peek(1))) {
      token = numberOrDuration();
    } else {
      token = symbol(c);
    }
    end = at;
  }

  private void skip() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#' && !beforeRange) {
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
          at++;
        }
      } else if (isSpace(c)) {
        at++;
      } else {
        return;
      }
    }
  }

  private Token word() {
    boolean colon = false;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == ':' && !inBraces && !inBrackets) {
        colon = true;
      } else if (!isLetter(c) && !isDigit(c)) {
        break;
      }
    }
    if (colon) {
      return Token.METRIC_NAME;
    }
    if (inBraces || inBrackets) {
      return Token.NAME;
    }
    Token keyword = Token.keyword(text.substring(start, at));
    if (keyword == null || isFill(keyword) && !isCalled()) {
      return Token.NAME;
    }
    return keyword;
  }

  private static boolean isFill(Token keyword) {
    return keyword == Token.FILL || keyword == Token.FILL_LEFT || keyword == Token.FILL_RIGHT;
  }

  /** Whether a parenthesis follows; comments are not looked through. */
  private boolean isCalled() {
    int next = at;
    while (next < text.length() && isSpace(text.charAt(next))) {
      next++;
    }
    return next < text.length() && text.charAt(next) == '(';
  }

  private Token symbolInBraces(char c) {
    at++;
    switch (c) {
      case ',':
        return Token.COMMA;
      case '=':
        return next('~') ? Token.MATCHES : Token.ASSIGN;
      case '!':
        if (next('~')) {
          return Token.NOT_MATCHES;
        }
        if (next('=')) {
          return Token.NOT_EQUAL;
        }
        throw error(start, "found \"!\", expected \"!=\" or \"!~\"");
      case '}':
        inBraces = false;
        return Token.RIGHT_BRACE;
      default:
        throw error(start, "found %s, expected a label or \"}\"".formatted(shown(start)));
    }
  }

  private Token symbol(char c) {
    at++;
    return switch (c) {
      case ',' -> Token.COMMA;
      case '*' -> Token.MULTIPLY;
      case '/' -> Token.DIVIDE;
      case '%' -> Token.MODULO;
      case '+' -> Token.ADD;
      case '-' -> Token.SUBTRACT;
      case '^' -> Token.POWER;
      case '@' -> Token.AT;
      case '(' -> Token.LEFT_PAREN;
      case ')' -> Token.RIGHT_PAREN;
      case '=' -> next('=') ? Token.EQUAL : Token.ASSIGN;
      case '<' -> next('=') ? Token.LESS_OR_EQUAL : next('/') ? Token.TRIM_UPPER : Token.LESS;
      case '>' -> next('=') ? Token.GREATER_OR_EQUAL : next('/') ? Token.TRIM_LOWER : Token.GREATER;
      case '{' -> {
        inBraces = true;
        yield Token.LEFT_BRACE;
      }
      case '[' -> {
        inBrackets = true;
        beforeRange = true;
        yield Token.LEFT_BRACKET;
      }
      case ']' -> {
        inBrackets = false;
        beforeRange = false;
        yield Token.RIGHT_BRACKET;
      }
      case ':' -> Token.COLON;
      case '!' -> {
        if (!next('=')) {
          throw error(start, "found \"!\", expected \"!=\"");
        }
        yield Token.NOT_EQUAL;
      }
      default -> throw error(start, "found %s, which has no meaning here".formatted(shown(start)));
    };
  }

  private boolean next(char wanted) {
    if (at < text.length() && text.charAt(at) == wanted) {
      at++;
      return true;
    }
    return false;
  }

  /** One character, in quotes. */
  private String shown(int offset) {
    return "\"" + Character.toString(text.codePointAt(offset)) + "\"";
  }

  private Token string(char quote) {
    escaped = false;
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == quote) {
        at++;
        return Token.TEXT;
      } else if (c == '\\') {
        escaped = true;
        at += peek(1) == '\n' ? 0 : 1; // what follows is looked at when the text is made
      } else if (c == '\n') {
        break;
      }
    }
    throw error(start, "found a string that does not end on its line, expected " + quote);
  }

  private Token rawString() {
    escaped = false;
    int close = text.indexOf('`', start + 1);
    if (close < 0) {
      throw error(start, "found a string that does not end, expected `");
    }
    at = close + 1;
    return Token.TEXT;
  }

  private Token numberOrDuration() {
    beforeRange = false;
    NumberForm form = new NumberForm(text, at);
    if (form.isNumber()) {
      at = form.end();
      return Token.NUMBER;
    }
    if (form.isDuration()) {
      at = form.end();
      return Token.DURATION;
    }
    throw error(
        start,
        "found \"%s\", expected a number or a duration such as 5m"
            .formatted(text.substring(start, wordEnd(start))));
  }

  /** Behind the letters, digits and dots from there. */
  private int wordEnd(int from) {
    int behind = from;
    while (behind < text.length()
        && (isLetter(text.charAt(behind))
            || isDigit(text.charAt(behind))
            || text.charAt(behind) == '.')) {
      behind++;
    }
    return behind;
  }

  private char peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : 0;
  }

  PromqlException error(int offset, String problem) {
    return new PromqlException(text, offset, problem);
  }

  static boolean isSpace(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isLetter(char c) {
    return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }
}
