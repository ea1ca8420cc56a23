package com.xtrading.platform.alerting;

import com.xtrading.platform.model.InvalidValue;
import java.util.List;

/**
 * Matchers as text. Alertmanager has two parsers and reads a configuration with both: what the new
 * one refuses, and what both take for different matchers, is what the old one says.
 */
final class MatcherText {

  private MatcherText() {}

  static List<Matcher> parse(String line) {
    List<Matcher> fresh = null;
    InvalidValue refused = null;
    try {
      fresh = new Utf8Matchers(line).read();
    } catch (InvalidValue problem) {
      refused = problem;
    }
    try {
      return ClassicMatchers.read(line);
    } catch (InvalidValue old) {
      if (fresh != null) {
        return fresh;
      }
      throw refused;
    }
  }

  static String print(Matcher matcher) {
    boolean plain = matcher.name().codePoints().noneMatch(Utf8Matchers::isReserved);
    if (!plain) {
      return GoText.quote(matcher.name()) + matcher.op().sign() + GoText.quote(matcher.value());
    }
    String value = matcher.value().replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"");
    return matcher.name() + matcher.op().sign() + '"' + value + '"';
  }

  static InvalidValue invalid(String line, String why) {
    return new InvalidValue(
        "\"%s\" is not a matcher: %s".formatted(line, why),
        "a label, one of = != =~ !~, and a value",
        "write severity=\"critical\"");
  }
}
