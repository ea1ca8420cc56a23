package com.xtrading.platform.promql;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;

/**
 * Texts and numbers as Go writes them. Escapes may make bytes that are no UTF-8; each stands in a
 * Java text as a lone surrogate, U+DC00 plus the byte.
 */
final class Texts {

  /** The order of their bytes in UTF-8. */
  static final Comparator<String> BY_BYTES =
      (a, b) -> {
        int shorter = Math.min(a.length(), b.length());
        for (int at = 0; at < shorter; at++) {
          char one = a.charAt(at);
          char other = b.charAt(at);
          if (one != other) {
            return Character.compare(rank(one), rank(other));
          }
        }
        return Integer.compare(a.length(), b.length());
      };

  private static final int BYTE = 0xDC00;

  private Texts() {}

  /** Surrogates stand for the highest characters; all else keeps its order. */
  private static char rank(char c) {
    return c < 0xD800 ? c : (char) (c >= 0xE000 ? c - 0x800 : c + 0x2000);
  }

  /** The name of a label or metric: in quotes if it has more than ASCII letters, digits and _. */
  static String name(String name) {
    return isPlain(name) ? name : quoted(name);
  }

  private static boolean isPlain(String name) {
    for (int at = 0; at < name.length(); at++) {
      char c = name.charAt(at);
      if (!Lexer.isLetter(c) && (at == 0 || !Lexer.isDigit(c))) {
        return false;
      }
    }
    return !name.isEmpty();
  }

  /** In double quotes, with escapes for all that cannot be seen. */
  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int at = 0; at < text.length(); ) {
      int c = text.codePointAt(at);
      at += Character.charCount(c);
      escape(quoted, c);
    }
    return quoted.append('"').toString();
  }

  private static void escape(StringBuilder quoted, int c) {
    int simple = "\u0007\b\f\n\r\t\u000b\\\"".indexOf(c);
    if (simple >= 0) {
      quoted.append('\\').append("abfnrtv\\\"".charAt(simple));
    } else if (c >= ' ' && c < 0x7f || c > 0x7f && isVisible(c)) {
      quoted.appendCodePoint(c);
    } else if (c < ' ' || c == 0x7f) {
      quoted.append("\\x%02x".formatted(c));
    } else if (c >= BYTE && c < BYTE + 0x400) {
      quoted.append("\\x%02x".formatted(c - BYTE));
    } else {
      quoted.append((c > 0xffff ? "\\U%08x" : "\\u%04x").formatted(c));
    }
  }

  private static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** The shortest decimal number that means this value, without an exponent. */
  static String number(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return (1 / value < 0 && value == 0 ? "-" : "") + (long) value;
    }
    BigDecimal exact = new BigDecimal(value);
    for (int digits = 1; ; digits++) {
      BigDecimal shorter = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (shorter.doubleValue() == value) {
        return shorter.toPlainString();
      }
    }
  }

  static boolean hasInvalidBytes(String text) {
    for (int at = 0; at < text.length(); ) {
      int c = text.codePointAt(at);
      if (c >= 0xD800 && c < 0xE000) {
        return true;
      }
      at += Character.charCount(c);
    }
    return false;
  }

  /** Bytes of UTF-8 as a text; each that is none as its surrogate. */
  static String decoded(ByteArrayOutputStream bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder(); // which reports what is wrong
    ByteBuffer in = ByteBuffer.wrap(bytes.toByteArray());
    CharBuffer out = CharBuffer.allocate(in.remaining() + 1);
    while (true) {
      CoderResult result = decoder.decode(in, out, true);
      if (result.isUnderflow()) {
        return out.flip().toString();
      }
      out.put((char) (BYTE + (in.get() & 0xff))); // one byte a time, as Go passes over them
      decoder.reset();
    }
  }
}
