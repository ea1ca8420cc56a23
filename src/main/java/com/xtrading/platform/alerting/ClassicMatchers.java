package com.xtrading.platform.alerting;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The old parser: names of letters, digits, {@code _} and {@code :}; values of anything, where a
 * quote stands at both ends or nowhere.
 */
final class ClassicMatchers {

  private static final String SPACE = "[\\t\\n\\f\\r ]*";
  private static final Pattern FORM =
      Pattern.compile(
          SPACE
              + "([a-zA-Z_:][a-zA-Z0-9_:]*)"
              + SPACE
              + "(=~|=|!=|!~)"
              + SPACE
              + "((?s:.*?))"
              + SPACE);

  private ClassicMatchers() {}

  static List<Matcher> read(String line) {
    List<Matcher> matchers = new ArrayList<>();
    for (String part : parts(line)) {
      matchers.add(matcher(part));
    }
    return List.copyOf(matchers);
  }

  /** What stands between commas outside of quotes. */
  private static List<String> parts(String line) {
    String inside = line.startsWith("{") ? line.substring(1) : line;
    inside = inside.endsWith("}") ? inside.substring(0, inside.length() - 1) : inside;
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean quoted = false;
    boolean escaped = false;
    for (int index = 0; index < inside.length(); index++) {
      char sign = inside.charAt(index);
      if (sign == ',' && !quoted) {
        // As there: an escape before a comma lives on behind it.
        parts.add(part.toString());
        part.setLength(0);
        continue;
      }
      if (sign == '"') {
        quoted = escaped == quoted;
        escaped = false;
      } else if (sign == '\\') {
        escaped = !escaped;
      } else if (sign != ',') {
        escaped = false;
      }
      part.append(sign);
    }
    String last = trimmed(part.toString());
    if (!last.isEmpty()) {
      parts.add(last);
    }
    return parts;
  }

  private static String trimmed(String text) {
    int[] points = text.codePoints().toArray();
    int from = 0;
    int to = points.length;
    while (from < to && GoText.isSpace(points[from])) {
      from++;
    }
    while (to > from && GoText.isSpace(points[to - 1])) {
      to--;
    }
    return new String(points, from, to - from);
  }

  private static Matcher matcher(String part) {
    java.util.regex.Matcher form = FORM.matcher(part);
    if (!form.matches()) {
      throw MatcherText.invalid(part, "its form is another");
    }
    return new Matcher(form.group(1), Matcher.Op.of(form.group(2)), value(form.group(3)));
  }

  private static String value(String raw) {
    boolean quoted = raw.startsWith("\"");
    String inside = quoted ? raw.substring(1) : raw;
    boolean open = quoted;
    boolean escaped = false;
    StringBuilder value = new StringBuilder();
    for (int index = 0; index < inside.length(); index++) {
      char sign = inside.charAt(index);
      boolean last = index == inside.length() - 1;
      if (escaped) {
        escaped = false;
        switch (sign) {
          case 'n' -> value.append('\n');
          case '"', '\\' -> value.append(sign);
          default -> value.append('\\').append(sign);
        }
      } else if (sign == '\\' && !last) {
        escaped = true;
      } else if (sign == '"') {
        if (!open || !last) {
          throw MatcherText.invalid(raw, "a quote stands inside of its value");
        }
        open = false;
      } else {
        value.append(sign);
      }
    }
    if (open) {
      throw MatcherText.invalid(raw, "a quote of the value is not closed");
    }
    return value.toString();
  }
}
