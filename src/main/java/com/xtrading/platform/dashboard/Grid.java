package com.xtrading.platform.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Gives places on Grafana's grid, as text is set: from left to right, and on a new line where a
 * panel does not fit. A line is as high as its highest panel.
 */
final class Grid {

  private static final int HEADING = 1;

  private int x;
  private int y;
  private int line;

  /** The place of a heading, on a line of its own. */
  Map<String, Object> heading() {
    newLine();
    Map<String, Object> place = place(Size.COLUMNS, HEADING);
    y += HEADING;
    return place;
  }

  /** The next place that a panel fits in. */
  Map<String, Object> next(Size size) {
    if (x + size.width() > Size.COLUMNS) {
      newLine();
    }
    Map<String, Object> place = place(size.width(), size.height());
    x += size.width();
    line = Math.max(line, size.height());
    return place;
  }

  /** The places of panels below a heading that nobody has opened: they take none from others. */
  List<Map<String, Object>> folded(List<Panel> panels) {
    Grid below = new Grid();
    below.y = y;
    List<Map<String, Object>> places = new ArrayList<>();
    panels.forEach(panel -> places.add(below.next(panel.frame().size())));
    return places;
  }

  private void newLine() {
    y += line;
    x = 0;
    line = 0;
  }

  private Map<String, Object> place(int width, int height) {
    return Keys.of("x", x).with("y", y).with("w", width).with("h", height);
  }
}
