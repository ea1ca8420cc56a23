package com.xtrading.platform.manifest;

import java.nio.charset.StandardCharsets;

/** Says where two versions of a file part. */
final class FirstDifference {

  private static final int LONGEST = 80;

  /**
   * @param there the bytes on disk
   * @param wanted the bytes that synthesis would write
   */
  static String of(byte[] there, byte[] wanted) {
    String[] old = new String(there, StandardCharsets.UTF_8).split("\n", -1);
    String[] now = new String(wanted, StandardCharsets.UTF_8).split("\n", -1);
    int line = 0;
    while (line < old.length && line < now.length && old[line].equals(now[line])) {
      line++;
    }
    if (line < old.length && line < now.length && old[line].strip().equals(now[line].strip())) {
      return "at line %d: other spaces or line endings".formatted(line + 1);
    }
    return "at line %d: %s instead of %s".formatted(line + 1, shown(old, line), shown(now, line));
  }

  private static String shown(String[] lines, int line) {
    if (line >= lines.length) {
      return "the end of the file";
    }
    String text = lines[line].strip();
    return "\"" + (text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text) + "\"";
  }

  private FirstDifference() {}
}
