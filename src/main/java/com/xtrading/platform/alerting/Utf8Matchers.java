package com.xtrading.platform.alerting;

import java.util.ArrayList;
import java.util.List;

/**
 * The new parser: names and values are quoted texts, or words without white space and the signs
 * that mean something.
 */
final class Utf8Matchers {

  private final String line;
  private final int[] points;
  private int at;

  Utf8Matchers(String line) {
    this.line = line;
    this.points = line.codePoints().toArray();
  }

  static boolean isReserved(int point) {
    return GoText.isSpace(point) || "{}!=~,\\\"'`".indexOf(point) >= 0;
  }

  /**
   * All matchers of the line, in its order.
   *
   * @throws com.xtrading.platform.model.InvalidValue when it is of another form
   */
  List<Matcher> read() {
    List<Matcher> matchers = new ArrayList<>();
    boolean braces = accept('{');
    boolean more = !atEnd() && peek() != '}';
    while (more) {
      matchers.add(matcher());
      more = accept(',') && !atEnd() && peek() != '}';
    }
    if (braces && !accept('}')) {
      throw MatcherText.invalid(line, "} is missing at its end");
    }
    if (!atEnd()) {
      throw MatcherText.invalid(line, "it goes on after its end");
    }
    return List.copyOf(matchers);
  }

  private Matcher matcher() {
    String name = text("the label");
    Matcher.Op op = operator();
    return new Matcher(name, op, text("the value"));
  }

  private Matcher.Op operator() {
    skipSpace();
    int first = at < points.length ? points[at] : -1;
    int second = at + 1 < points.length ? points[at + 1] : -1;
    if (first == '=') {
      at += second == '~' ? 2 : 1;
      return second == '~' ? Matcher.Op.REGEX : Matcher.Op.EQUAL;
    }
    if (first == '!' && (second == '=' || second == '~')) {
      at += 2;
      return second == '=' ? Matcher.Op.NOT_EQUAL : Matcher.Op.NOT_REGEX;
    }
    throw MatcherText.invalid(line, "= != =~ or !~ is missing after the label");
  }

  private String text(String what) {
    skipSpace();
    int start = at;
    if (at < points.length && points[at] == '"') {
      return quoted(start, what);
    }
    while (at < points.length && !isReserved(points[at])) {
      at++;
    }
    if (at == start) {
      throw MatcherText.invalid(line, what + " is missing");
    }
    return new String(points, start, at - start);
  }

  private String quoted(int start, String what) {
    at++;
    while (at < points.length && points[at] != '"') {
      at += points[at] == '\\' ? 2 : 1;
    }
    if (at >= points.length) {
      at = points.length;
      throw MatcherText.invalid(line, "a quote of %s is not closed".formatted(what));
    }
    at++;
    return GoText.unquote(new String(points, start, at - start))
        .orElseThrow(
            () -> MatcherText.invalid(line, "%s has an escape that is unknown".formatted(what)));
  }

  private boolean accept(int point) {
    boolean accepted = !atEnd() && peek() == point;
    if (accepted) {
      at++;
    }
    return accepted;
  }

  private int peek() {
    return points[at];
  }

  private boolean atEnd() {
    skipSpace();
    return at >= points.length;
  }

  private void skipSpace() {
    while (at < points.length && GoText.isSpace(points[at])) {
      at++;
    }
  }
}
