package com.xtrading.platform.manifest;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a text is written in YAML so that YAML 1.1 readers (kubectl, Ansible) and YAML 1.2 readers
 * get the same text back: plain where nobody can misread it, else quoted, and many lines as a
 * block.
 */
final class ScalarText {

  /** YAML 1.1 reads these as booleans, nulls or infinities, in some or any case. */
  private static final Set<String> WORDS =
      Set.of("yes", "no", "on", "off", "y", "n", "true", "false", "null", "inf", "nan", "infinity");

  /**
   * Wider than any one reader: decimals, exponents, underscores and commas between digits, other
   * bases, base 60, dates and times, infinities.
   */
  private static final Pattern NUMBER_LIKE =
      Pattern.compile(
          "[-+]?(?=[0-9_,.])[0-9_,]*\\.?[0-9_,]*([eE][-+]?[0-9_]*)?"
              + "|[-+]?0[xXoObB][0-9a-fA-F_.pP+-]*"
              + "|[-+]?[0-9][0-9_]*(:[0-9]+)+(\\.[0-9_]*)?"
              + "|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt \\t].*)?"
              + "|[-+]?\\.?(?i:inf|infinity|nan)");

  /** How what is like a number can begin; most texts do not, and need no longer look. */
  private static final String STARTS_OF_NUMBERS = "+-.,_0123456789iInN";

  private static final int LONGEST_WORD =
      WORDS.stream().mapToInt(String::length).max().orElseThrow();

  /** What YAML gives a meaning at the start; {@code =} and {@code <<} are YAML 1.1 values. */
  private static final String INDICATORS = "?:,[]{}#&*!|>'\"%@`~=<";

  private ScalarText() {}

  /** The text on one line, as a key or a short value. */
  static String inline(String text) {
    if (isPlain(text)) {
      return text;
    }
    boolean singleQuotesReadBetter =
        (text.indexOf('"') >= 0 || text.indexOf('\\') >= 0) && text.indexOf('\'') < 0;
    return singleQuotesReadBetter && isOneLine(text) ? "'" + text + "'" : doubleQuoted(text);
  }

  /** Whether a literal block gives back every character, with every reader and editor. */
  static boolean fitsBlock(String text) {
    return text.indexOf('\n') > 0
        && !Character.isWhitespace(text.charAt(0))
        && !text.contains(" \n")
        && !text.contains("\t\n")
        && !text.endsWith(" ")
        && !text.endsWith("\t")
        && text.codePoints().allMatch(c -> c == '\n' || c == '\t' || isPrintable(c));
  }

  /** A literal block: the indicator, then the lines, ending with a line break. */
  static String block(String text, String indentation) {
    StringBuilder block = new StringBuilder("|");
    if (!text.endsWith("\n")) {
      block.append('-');
    } else if (text.endsWith("\n\n")) {
      block.append('+');
    }
    String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    for (String line : body.split("\n", -1)) {
      block.append('\n').append(line.isEmpty() ? "" : indentation).append(line);
    }
    return block.append('\n').toString();
  }

  private static boolean isPlain(String text) {
    if (text.isEmpty() || text.startsWith(" ") || text.endsWith(" ") || text.endsWith(":")) {
      return false;
    }
    boolean startsLikeYaml =
        INDICATORS.indexOf(text.charAt(0)) >= 0
            || text.equals("-")
            || text.startsWith("- ")
            || text.startsWith("---")
            || text.startsWith("...");
    return !startsLikeYaml
        && !text.contains(": ")
        && !text.contains(" #")
        && isOneLine(text)
        && !(text.length() <= LONGEST_WORD && WORDS.contains(text.toLowerCase(Locale.ROOT)))
        && !(STARTS_OF_NUMBERS.indexOf(text.charAt(0)) >= 0 && NUMBER_LIKE.matcher(text).matches());
  }

  private static String doubleQuoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                case '\r' -> quoted.append("\\r");
                default -> {
                  if (isPrintable(c)) {
                    quoted.appendCodePoint(c);
                  } else {
                    quoted.append("\\u%04X".formatted(c));
                  }
                }
              }
            });
    return quoted.append('"').toString();
  }

  private static boolean isOneLine(String text) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      if (!isPrintable(text.codePointAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Neither a control character, nor a line break of some reader, nor a byte order mark. */
  private static boolean isPrintable(int c) {
    return (c >= 0x20 && c <= 0x7E)
        || (c >= 0xA0 && c <= 0xFFFD && c != 0x2028 && c != 0x2029 && c != 0xFEFF)
        || c >= 0x10000;
  }
}
