package com.xtrading.platform.schema;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The patterns of schemas, which are Go's (RE2), as Java's. */
final class Patterns {

  private static final Map<String, String> POSIX =
      Map.of(
          "alnum", "\\p{Alnum}",
          "alpha", "\\p{Alpha}",
          "digit", "\\p{Digit}",
          "lower", "\\p{Lower}",
          "upper", "\\p{Upper}",
          "punct", "\\p{Punct}",
          "space", "\\s",
          "word", "\\w",
          "xdigit", "\\p{XDigit}");

  private final Map<String, Optional<Pattern>> compiled = new HashMap<>();

  /** The compiled pattern; empty where Java has no equal one. */
  Optional<Pattern> get(String pattern) {
    return compiled.computeIfAbsent(
        pattern,
        source -> {
          try {
            return Optional.of(Pattern.compile(java(source)));
          } catch (PatternSyntaxException unknown) {
            return Optional.empty();
          }
        });
  }

  private static String java(String source) {
    StringBuilder out = new StringBuilder();
    boolean inClass = false;
    // RE2's $ is the end of the text; Java's also comes before a last line feed.
    String end = source.contains("(?m") ? "$" : "\\z";
    for (int i = 0; i < source.length(); i++) {
      char c = source.charAt(i);
      if (c == '\\' && i + 1 < source.length()) {
        out.append(c).append(source.charAt(++i));
      } else if (inClass && source.startsWith("[:", i) && source.indexOf(":]", i) > 0) {
        int close = source.indexOf(":]", i);
        out.append(posix(source.substring(i + 2, close)));
        i = close + 1;
      } else if (inClass && (c == '[' || c == '&')) {
        out.append('\\').append(c);
      } else if (c == '[') {
        inClass = true;
        out.append(c);
        if (source.startsWith("^", i + 1)) {
          out.append(source.charAt(++i));
        }
        if (source.startsWith("]", i + 1)) {
          out.append('\\').append(source.charAt(++i));
        }
      } else if (c == ']') {
        inClass = false;
        out.append(c);
      } else if (c == '$' && !inClass) {
        out.append(end);
      } else if (source.startsWith("(?P<", i)) {
        out.append("(?");
        i += 2;
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private static String posix(String name) {
    boolean negated = name.startsWith("^");
    // An unknown name gives a pattern that does not compile, and so is not guessed.
    String set = POSIX.getOrDefault(negated ? name.substring(1) : name, "\\p{?}");
    return negated ? "\\" + Character.toUpperCase(set.charAt(1)) + set.substring(2) : set;
  }
}
