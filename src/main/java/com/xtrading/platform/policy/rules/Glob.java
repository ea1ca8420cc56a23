package com.xtrading.platform.policy.rules;

/** Text patterns in which a star stands for any text. */
final class Glob {

  private Glob() {}

  static boolean matches(String pattern, String text) {
    String[] parts = pattern.split("\\*", -1);
    if (parts.length == 1) {
      return pattern.equals(text);
    }
    if (!text.startsWith(parts[0])) {
      return false;
    }
    int from = parts[0].length();
    for (int i = 1; i < parts.length - 1; i++) {
      int found = text.indexOf(parts[i], from);
      if (found < 0) {
        return false;
      }
      from = found + parts[i].length();
    }
    String last = parts[parts.length - 1];
    return text.length() - last.length() >= from && text.endsWith(last);
  }
}
