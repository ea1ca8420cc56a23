package com.xtrading.platform.dashboard;

import com.xtrading.platform.model.InvalidValue;

/**
 * The place that a panel takes.
 *
 * @param width in columns of the grid, which has 24
 * @param height in rows of the grid, of 38 pixels each
 */
public record Size(int width, int height) {

  /** Columns of Grafana's grid. */
  public static final int COLUMNS = 24;

  private static final int LOWEST = 3;
  private static final int HIGHEST = 30;

  /** Two graphs stand side by side. */
  public static final Size HALF = new Size(12, 8);

  /** A graph or table as wide as the page. */
  public static final Size FULL = new Size(COLUMNS, 8);

  /** Six single numbers stand side by side. */
  public static final Size TILE = new Size(4, 4);

  /**
   * @throws InvalidValue when it is wider than the page, or so low that nothing can be read
   */
  public Size {
    if (width < 1 || width > COLUMNS) {
      throw new InvalidValue(
          "a panel is %d columns wide".formatted(width),
          "1 to %d columns".formatted(COLUMNS),
          "make it narrower; the grid has %d columns".formatted(COLUMNS));
    }
    if (height < LOWEST || height > HIGHEST) {
      throw new InvalidValue(
          "a panel is %d rows high".formatted(height),
          "%d to %d rows".formatted(LOWEST, HIGHEST),
          "choose a height at which its numbers can be read");
    }
  }
}
