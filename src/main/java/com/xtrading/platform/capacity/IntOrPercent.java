package com.xtrading.platform.capacity;

/** A number of pods, written as such or in percent of others. */
final class IntOrPercent {

  /**
   * The number that the text means.
   *
   * @param text such as {@code 1} or {@code 25%}
   * @param up whether parts of a pod count as one
   */
  static int of(String text, int whole, boolean up) {
    if (!text.endsWith("%")) {
      return Integer.parseInt(text);
    }
    int percent = Integer.parseInt(text.substring(0, text.length() - 1));
    return (whole * percent + (up ? 99 : 0)) / 100;
  }

  private IntOrPercent() {}
}
