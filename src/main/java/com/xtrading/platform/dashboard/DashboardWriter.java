package com.xtrading.platform.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes pages as trees in the classic model of Grafana 13 (schema 42), which files and config maps
 * hold bare. The same page gives the same tree: ids, places and letters of queries follow from the
 * order.
 */
public final class DashboardWriter {

  /** The version of the model in Grafana 12 and 13. */
  private static final int SCHEMA_VERSION = 42;

  /** Where the pointer is shown in every graph of a page at once. */
  private static final int SHARED_CROSSHAIR = 1;

  private final LinkJson links;

  /**
   * @param runbooks address of the folder that has a page for each alert, such as {@code
   *     https://git.example.com/x/blob/main/docs/runbooks}
   */
  public DashboardWriter(String runbooks) {
    links = new LinkJson(runbooks);
  }

  /** The page as Grafana reads it. */
  public Map<String, Object> tree(Dashboard page) {
    return Keys.of("uid", page.uid())
        .with("title", page.title())
        .with("description", page.description())
        .with("tags", page.tags())
        .with("schemaVersion", SCHEMA_VERSION)
        .with("editable", false)
        .with("graphTooltip", SHARED_CROSSHAIR)
        .with("refresh", page.period().refreshText())
        .with("timezone", "browser")
        .with("time", Keys.of("from", page.period().from()).with("to", "now"))
        .with("links", links.ofPage(page))
        .with("templating", Keys.of("list", page.choices().stream().map(VariableJson::of).toList()))
        .with("panels", panels(page));
  }

  private List<Map<String, Object>> panels(Dashboard page) {
    List<Map<String, Object>> panels = new ArrayList<>();
    Grid grid = new Grid();
    int id = 0;
    for (Row row : page.rows()) {
      Keys heading = null;
      if (!row.title().isBlank()) {
        heading =
            Keys.of("id", ++id)
                .with("type", "row")
                .with("title", row.title())
                .with("collapsed", row.collapsed())
                .with("gridPos", grid.heading())
                .with("panels", List.of());
        panels.add(heading);
      }
      List<Map<String, Object>> folded = grid.folded(row.panels());
      List<Map<String, Object>> below = new ArrayList<>();
      for (Panel panel : row.panels()) {
        Map<String, Object> place =
            row.collapsed() ? folded.get(below.size()) : grid.next(panel.frame().size());
        below.add(panel(panel, ++id, place));
      }
      if (heading != null && row.collapsed()) {
        heading.put("panels", below);
      } else {
        panels.addAll(below);
      }
    }
    return panels;
  }

  private Map<String, Object> panel(Panel panel, int id, Map<String, Object> place) {
    Frame frame = panel.frame();
    return Keys.of("id", id)
        .with("type", panel.type())
        .with("title", frame.title())
        .with("description", frame.description())
        .with("pluginVersion", PanelJson.WRITTEN_FOR)
        .with("datasource", QueryJson.source(panel.queries().get(0).source()))
        .with("gridPos", place)
        .with("links", links.of(frame.links()))
        .withAll(PanelJson.of(panel))
        .with("targets", QueryJson.targets(panel));
  }
}
