package com.xtrading.platform.monitoring;

import com.xtrading.platform.component.Rendering;
import com.xtrading.platform.declaration.Dashboard;
import com.xtrading.platform.kubernetes.ConfigMaps;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes each dashboard twice from one tree: as JSON for Grafana, and as the config map that
 * carries it.
 */
final class DashboardFiles {

  /** Grafana's grid is 24 columns wide; two graphs stand side by side. */
  private static final int WIDTH = 12;

  private static final int HEIGHT = 8;

  /** The version of the dashboard model in Grafana 12 and 13. */
  private static final int SCHEMA_VERSION = 42;

  static void render(Rendering rendering) {
    for (Dashboard dashboard : rendering.topology().dashboards()) {
      String json = JsonWriter.write(tree(dashboard));
      String file = dashboard.uid() + ".json";
      rendering.file("config/grafana/" + file, json);
      ConfigMaps.draw(
          rendering.scope().named("dashboard-" + dashboard.uid()),
          "dashboard-" + dashboard.uid(),
          Map.of("grafana_folder", "xTrading"),
          Map.of(file, json));
    }
  }

  private static Map<String, Object> tree(Dashboard dashboard) {
    List<Map<String, Object>> panels = new ArrayList<>();
    for (Dashboard.Panel panel : dashboard.panels()) {
      panels.add(panel(panel, panels.size()));
    }
    return Fields.of("uid", dashboard.uid())
        .with("title", dashboard.title())
        .with("tags", List.of("xtrading"))
        .with("schemaVersion", SCHEMA_VERSION)
        .with("editable", false)
        .with("refresh", "30s")
        .with("timezone", "browser")
        .with("time", Fields.of("from", "now-6h").with("to", "now"))
        .with(
            "templating",
            Fields.of(
                "list",
                List.of(
                    Fields.of("name", "datasource")
                        .with("label", "Data source")
                        .with("type", "datasource")
                        .with("query", "prometheus"))))
        .with("panels", panels);
  }

  private static Map<String, Object> panel(Dashboard.Panel panel, int index) {
    List<Map<String, Object>> targets = new ArrayList<>();
    for (Dashboard.Query query : panel.queries()) {
      targets.add(
          Fields.of("refId", String.valueOf((char) ('A' + targets.size())))
              .with("datasource", datasource())
              .with("expr", query.expression())
              .with("legendFormat", query.legend()));
    }
    return Fields.of("id", index + 1)
        .with("type", "timeseries")
        .with("title", panel.title())
        .with("description", panel.description())
        .with("datasource", datasource())
        .with(
            "gridPos",
            Fields.of("x", index % 2 * WIDTH)
                .with("y", index / 2 * HEIGHT)
                .with("w", WIDTH)
                .with("h", HEIGHT))
        .with(
            "fieldConfig",
            Fields.of("defaults", Fields.of("unit", panel.unit())).with("overrides", List.of()))
        .with(
            "options",
            Fields.of(
                    "legend",
                    Fields.of("displayMode", "list")
                        .with("placement", "bottom")
                        .with("showLegend", true)
                        .with("calcs", List.of()))
                .with("tooltip", Fields.of("mode", "multi").with("sort", "desc")))
        .with("targets", targets);
  }

  private static Map<String, Object> datasource() {
    return Fields.of("type", "prometheus").with("uid", "${datasource}");
  }

  private DashboardFiles() {}
}
