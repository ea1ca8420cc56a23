package com.xtrading.platform.dashboard;

import java.util.Locale;

/** Colours by the names of Grafana's palette, which fit its light and its dark theme. */
public enum Color {
  GREEN,
  YELLOW,
  ORANGE,
  RED,
  BLUE,
  PURPLE,
  /** That of text: neither good nor bad. */
  TEXT;

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
