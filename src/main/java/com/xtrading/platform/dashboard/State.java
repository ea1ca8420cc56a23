package com.xtrading.platform.dashboard;

import java.util.List;

/**
 * What a number stands for.
 *
 * @param value such as 0 and 1 for no and yes
 * @param text shown in its place
 */
public record State(long value, String text, Color color) {

  /** 0 is bad, 1 is good. */
  public static final List<State> DOWN_UP =
      List.of(new State(0, "down", Color.RED), new State(1, "up", Color.GREEN));

  /** 0 is good, 1 is bad. */
  public static final List<State> OK_ALARM =
      List.of(new State(0, "ok", Color.GREEN), new State(1, "alarm", Color.RED));
}
