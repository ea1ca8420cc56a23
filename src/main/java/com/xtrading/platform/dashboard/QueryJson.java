package com.xtrading.platform.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a panel asks, in the form of each data source. */
final class QueryJson {

  /** The data source that is chosen on top of the page. */
  static Map<String, Object> source(Query.DataSource kind) {
    return Keys.of("type", kind.type()).with("uid", "${%s}".formatted(kind.variable()));
  }

  static List<Map<String, Object>> targets(Panel panel) {
    List<Map<String, Object>> targets = new ArrayList<>();
    for (Query query : panel.queries()) {
      targets.add(
          Keys.of("refId", refId(targets.size()))
              .with("datasource", source(query.source()))
              .withAll(of(panel, query)));
    }
    return targets;
  }

  /** The letter by which Grafana tells a query from others. */
  static String refId(int index) {
    return String.valueOf((char) ('A' + index));
  }

  private static Map<String, Object> of(Panel panel, Query query) {
    if (query instanceof PromQl asked) {
      boolean now = asked.form() == PromQl.Form.INSTANT;
      Keys keys =
          Keys.of("expr", asked.expression())
              .with("editorMode", "code")
              .with("instant", now)
              .with("range", !now)
              .with("format", format(panel));
      return asked.legend().isEmpty() ? keys : keys.with("legendFormat", asked.legend());
    } else if (query instanceof Lucene search) {
      return Keys.of("query", search.text())
          .with("timeField", "@timestamp")
          .with("bucketAggs", List.of())
          .with(
              "metrics",
              List.of(
                  Keys.of("id", "1")
                      .with("type", "logs")
                      .with("settings", Keys.of("limit", Integer.toString(search.limit())))));
    } else if (query instanceof Traces search) {
      return search
          .service()
          .map(
              service ->
                  Keys.of("queryType", "search")
                      .with("service", service)
                      .with("limit", search.limit()))
          .orElseGet(() -> Keys.of("query", search.text()));
    }
    throw new IllegalStateException("unknown query " + query);
  }

  private static String format(Panel panel) {
    if (panel instanceof Table) {
      return "table";
    }
    return panel instanceof Heatmap ? "heatmap" : "time_series";
  }

  private QueryJson() {}
}
