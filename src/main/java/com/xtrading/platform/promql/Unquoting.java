package com.xtrading.platform.promql;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The value of a text between its quotes. */
final class Unquoting {

  private final Lexer lexer;
  private final String text;
  private final int offset;
  private final char quote;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int at;

  private Unquoting(Lexer lexer, String text, int offset, char quote) {
    this.lexer = lexer;
    this.text = text;
    this.offset = offset;
    this.quote = quote;
  }

  /** Of the token that was read last. */
  static String of(Lexer lexer) {
    String written = lexer.text();
    String inside = written.substring(1, written.length() - 1);
    checkCharacters(lexer, inside);
    return lexer.escaped
        ? new Unquoting(lexer, inside, lexer.start + 1, written.charAt(0)).unescaped()
        : inside;
  }

  /** Prometheus takes U+FFFD for a broken text, and half a surrogate pair is one. */
  private static void checkCharacters(Lexer lexer, String inside) {
    for (int at = 0; at < inside.length(); at++) {
      char c = inside.charAt(at);
      if (c >= 0xD800) {
        int whole = inside.codePointAt(at);
        if (whole == 0xFFFD || whole >= 0xD800 && whole < 0xE000) {
          throw lexer.error(
              lexer.start + 1 + at, "found the character U+%04X, expected UTF-8".formatted(whole));
        }
        at += Character.charCount(whole) - 1;
      }
    }
  }

  private String unescaped() {
    while (at < text.length()) {
      int next = text.indexOf('\\', at);
      int plain = next < 0 ? text.length() : next;
      bytes.writeBytes(text.substring(at, plain).getBytes(StandardCharsets.UTF_8));
      at = plain;
      if (next >= 0) {
        at++;
        escape();
      }
    }
    return Texts.decoded(bytes);
  }

  private void escape() {
    char c = text.charAt(at++);
    int simple = "abfnrtv\\".indexOf(c);
    if (simple >= 0) {
      bytes.write("\u0007\b\f\n\r\t\u000b\\".charAt(simple));
    } else if (c == quote) {
      bytes.write(c);
    } else if (c >= '0' && c <= '7') {
      at--;
      bytes.write(code(3, 8, 255));
    } else if (c == 'x') {
      bytes.write(code(2, 16, 255));
    } else if (c == 'u' || c == 'U') {
      String character = Character.toString(code(c == 'u' ? 4 : 8, 16, Character.MAX_CODE_POINT));
      bytes.writeBytes(character.getBytes(StandardCharsets.UTF_8));
    } else {
      throw lexer.error(
          offset + at - 2,
          "found the escape \"\\%s\", which there is not; a backslash is written \\\\"
              .formatted(Character.toString(text.codePointAt(at - 1))));
    }
  }

  private int code(int digits, int radix, int most) {
    int from = at;
    long value = 0;
    for (int digit = 0; digit < digits; digit++, at++) {
      int read = at < text.length() ? digit(text.charAt(at), radix) : -1;
      if (read < 0) {
        throw lexer.error(
            offset + at,
            "found an escape that ends too early, expected %d digits".formatted(digits));
      }
      value = value * radix + read;
    }
    if (value > most || value >= 0xD800 && value < 0xE000) {
      throw lexer.error(
          offset + from,
          "found the escape \"%s\", which is no character".formatted(text.substring(from, at)));
    }
    return (int) value;
  }

  private static int digit(char c, int radix) {
    return c < 0x80 ? Character.digit(c, radix) : -1;
  }
}
