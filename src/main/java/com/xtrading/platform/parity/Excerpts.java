package com.xtrading.platform.parity;

import java.util.Objects;

/**
 * Two values as far as a line shows them: where they are cut, what differs is in what is left.
 *
 * @param mine empty where there is none
 */
record Excerpts(String mine, String theirs) {

  private static final int LONGEST = 60;

  /** What is shown of what both begin with. */
  private static final int ALIKE = 20;

  static Excerpts of(Object mine, Object theirs) {
    String one = Objects.toString(mine, "");
    String other = Objects.toString(theirs, "");
    if (one.length() <= LONGEST && other.length() <= LONGEST) {
      return new Excerpts(one, other);
    }
    int alike = 0;
    while (alike < Math.min(one.length(), other.length())
        && one.charAt(alike) == other.charAt(alike)) {
      alike++;
    }
    int begin = alike + ALIKE <= LONGEST ? 0 : alike - ALIKE;
    return new Excerpts(cut(one, begin), cut(other, begin));
  }

  private static String cut(String text, int begin) {
    if (text.isEmpty()) {
      return text;
    }
    int end = Math.min(text.length(), begin + LONGEST);
    return (begin > 0 ? "…" : "") + text.substring(begin, end) + (end < text.length() ? "…" : "");
  }
}
