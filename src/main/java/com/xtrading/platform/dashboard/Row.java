package com.xtrading.platform.dashboard;

import com.xtrading.platform.model.InvalidValue;
import java.util.List;

/**
 * Panels below a heading.
 *
 * @param title the heading; empty where the panels stand on top of the page
 * @param collapsed whether only the heading is shown until somebody opens it; its panels ask
 *     nothing before
 * @param panels in reading order
 */
public record Row(String title, boolean collapsed, List<Panel> panels) {

  /**
   * @throws InvalidValue when there is no panel, or a row without a heading is collapsed
   */
  public Row {
    panels = List.copyOf(panels);
    if (panels.isEmpty()) {
      throw new InvalidValue(
          "row \"%s\" has no panel".formatted(title), "at least one", "leave the row out");
    }
    if (collapsed && title.isBlank()) {
      throw new InvalidValue(
          "a row without a heading is collapsed", "a heading", "give it one, or let it be open");
    }
  }
}
