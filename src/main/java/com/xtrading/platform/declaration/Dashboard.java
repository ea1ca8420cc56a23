package com.xtrading.platform.declaration;

import java.util.List;

/**
 * A page of graphs for Grafana.
 *
 * @param uid stable identity in addresses, at most 40 characters
 * @param title what people call it
 * @param panels in reading order
 */
public record Dashboard(String uid, String title, List<Panel> panels) {

  public Dashboard {
    if (!uid.matches("[a-z0-9-]{1,40}")) {
      throw new IllegalArgumentException("\"%s\" is not a dashboard uid".formatted(uid));
    }
    panels = List.copyOf(panels);
  }

  /**
   * One graph.
   *
   * @param title what is shown
   * @param description how to read it
   * @param unit a Grafana unit such as {@code reqps}, {@code s} or {@code percentunit}
   * @param queries one line each
   */
  public record Panel(String title, String description, String unit, List<Query> queries) {
    public Panel {
      queries = List.copyOf(queries);
    }
  }

  /**
   * A line of a graph.
   *
   * @param expression PromQL
   * @param legend name of the line, with {@code {{label}}} placeholders
   */
  public record Query(String expression, String legend) {}
}
