package com.xtrading.platform.alerting;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads one text in double quotes: escapes of bytes and code points, as in a program in Go. */
final class GoUnquoting {

  private static final String LETTERS = "abfnrtv\\\"";
  private static final String MEANT = "\u0007\b\f\n\r\t\u000b\\\"";

  private final String quoted;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int at = 1;

  GoUnquoting(String quoted) {
    this.quoted = quoted;
  }

  Optional<String> text() {
    int end = quoted.length() - 1;
    while (at < end) {
      int point = quoted.codePointAt(at);
      at += Character.charCount(point);
      if (point == '\n' || point == '"') {
        return Optional.empty();
      }
      if (point != '\\') {
        add(point);
      } else if (at >= end || !escape(end)) {
        return Optional.empty();
      }
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes.toByteArray()))
              .toString());
    } catch (CharacterCodingException broken) {
      return Optional.empty();
    }
  }

  private boolean escape(int end) {
    char letter = quoted.charAt(at++);
    int known = LETTERS.indexOf(letter);
    if (known >= 0) {
      add(MEANT.charAt(known));
      return true;
    }
    return switch (letter) {
      case 'x' -> number(2, 16, end, true);
      case 'u' -> number(4, 16, end, false);
      case 'U' -> number(8, 16, end, false);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        at--;
        yield number(3, 8, end, true);
      }
      default -> false;
    };
  }

  private boolean number(int digits, int radix, int end, boolean isByte) {
    if (at + digits > end) {
      return false;
    }
    long value = 0;
    for (int index = 0; index < digits; index++) {
      char digit = quoted.charAt(at++);
      int worth = digit < 128 ? Character.digit(digit, radix) : -1;
      if (worth < 0) {
        return false;
      }
      value = value * radix + worth;
    }
    if (isByte) {
      bytes.write((int) value);
      return value <= 0xff;
    }
    boolean isText = value <= Character.MAX_CODE_POINT && (value < 0xd800 || value > 0xdfff);
    if (isText) {
      add((int) value);
    }
    return isText;
  }

  private void add(int point) {
    bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
  }
}
