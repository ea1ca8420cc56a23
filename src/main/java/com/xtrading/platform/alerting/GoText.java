package com.xtrading.platform.alerting;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/** Texts as Go quotes, reads and sorts them. */
final class GoText {

  /** Go compares the bytes of UTF-8. */
  static final Comparator<String> BY_BYTES =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  private static final String ESCAPED = "\u0007\b\f\n\r\t\u000b\\\"";
  private static final String LETTERS = "abfnrtv\\\"";

  private GoText() {}

  /** White space of Unicode. */
  static boolean isSpace(int point) {
    return switch (point) {
      case '\t', '\n', 0x0b, '\f', '\r', ' ', 0x85, 0xa0 -> true;
      default -> point > 0xff && (Character.isSpaceChar(point));
    };
  }

  /** Between double quotes, with escapes for what cannot be printed. */
  static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            point -> {
              int escape = ESCAPED.indexOf(point);
              if (escape >= 0) {
                quoted.append('\\').append(LETTERS.charAt(escape));
              } else if (isPrintable(point)) {
                quoted.appendCodePoint(point);
              } else if (point < ' ' || point == 0x7f) {
                quoted.append("\\x%02x".formatted(point));
              } else {
                quoted.append((point < 0x10000 ? "\\u%04x" : "\\U%08x").formatted(point));
              }
            });
    return quoted.append('"').toString();
  }

  private static boolean isPrintable(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> point == ' ';
      default -> true;
    };
  }

  /**
   * The text inside double quotes.
   *
   * @param quoted with its quotes
   * @return nothing where an escape or a line break in it is not one that Go knows, or the bytes
   *     are no text
   */
  static Optional<String> unquote(String quoted) {
    return new GoUnquoting(quoted).text();
  }
}
