package com.xtrading.platform.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tables: each query gives columns of its labels and one of numbers, which are put together and
 * named.
 */
final class TableJson {

  static Map<String, Object> of(Table table) {
    Keys look =
        Keys.of(
                "fieldConfig",
                Keys.of("defaults", PanelJson.fields(table.frame(), "thresholds", cells("auto")))
                    .with("overrides", table.values().stream().map(TableJson::column).toList()))
            .with("options", options().with("sortBy", List.of(sort(table))));
    return look.with("transformations", transformations(table));
  }

  /** The columns are those of the data source. */
  static Map<String, Object> ofTraces(TraceView view) {
    return PanelJson.look(PanelJson.fields(view.frame(), "thresholds", cells("auto")), options());
  }

  private static Keys options() {
    return Keys.of("showHeader", true).with("cellHeight", "sm").with("frameIndex", 0);
  }

  private static Keys cells(String kind) {
    return Keys.of("align", "auto")
        .with("cellOptions", Keys.of("type", kind))
        .with("inspect", false)
        .with("filterable", true);
  }

  private static Map<String, Object> sort(Table table) {
    return Keys.of("displayName", table.values().get(0).header()).with("desc", true);
  }

  private static Map<String, Object> column(Table.Value value) {
    List<Map<String, Object>> properties = new ArrayList<>();
    properties.add(property("unit", value.unit().id()));
    if (!value.thresholds().steps().isEmpty()) {
      properties.add(property("thresholds", PanelJson.thresholds(value.thresholds())));
      properties.add(property("custom.cellOptions", Keys.of("type", "color-text")));
    }
    return Keys.of("matcher", Keys.of("id", "byName").with("options", value.header()))
        .with("properties", properties);
  }

  private static Map<String, Object> property(String id, Object value) {
    return Keys.of("id", id).with("value", value);
  }

  private static List<Map<String, Object>> transformations(Table table) {
    List<String> columns = new ArrayList<>();
    Keys order = Keys.empty();
    Keys names = Keys.empty();
    for (Table.Label label : table.labels()) {
      columns.add(label.name());
      order.with(label.name(), order.size());
      names.with(label.name(), label.header());
    }
    for (Table.Value value : table.values()) {
      String column = column(table, columns.size() - table.labels().size());
      columns.add(column);
      order.with(column, order.size());
      names.with(column, value.header());
    }
    return List.of(
        // What is left is what rows must agree in, to be put together.
        Keys.of("id", "filterFieldsByName")
            .with("options", Keys.of("include", Keys.of("names", columns))),
        Keys.of("id", "merge").with("options", Keys.empty()),
        Keys.of("id", "organize")
            .with("options", Keys.of("indexByName", order).with("renameByName", names)));
  }

  /** The column of a query is called after it, unless it is the only one. */
  private static String column(Table table, int index) {
    return table.values().size() == 1 ? "Value" : "Value #" + QueryJson.refId(index);
  }

  private TableJson() {}
}
