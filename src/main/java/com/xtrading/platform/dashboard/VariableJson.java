package com.xtrading.platform.dashboard;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a person chooses on top of a page. */
final class VariableJson {

  private static final int ON_LOAD = 1;
  private static final int ON_TIME_RANGE = 2;
  private static final int ALPHABETICAL = 1;

  /** The kind of query that Grafana's editor calls "label values". */
  private static final int LABEL_VALUES = 1;

  static Map<String, Object> of(Variable variable) {
    Keys keys = Keys.of("name", variable.name()).with("label", variable.label());
    if (variable instanceof Variable.Source source) {
      return keys.with("type", "datasource")
          .with("query", source.kind().type())
          .with("refresh", ON_LOAD)
          .with("includeAll", false)
          .with("multi", false);
    } else if (variable instanceof Variable.LabelValues values) {
      return keys.with("type", "query")
          .with("datasource", QueryJson.source(Query.DataSource.PROMETHEUS))
          .with(
              "query",
              Keys.of("qryType", LABEL_VALUES)
                  .with("query", "label_values(%s, %s)".formatted(values.series(), values.of()))
                  .with("refId", "PrometheusVariableQueryEditor-VariableQuery"))
          .with("refresh", ON_TIME_RANGE)
          .with("sort", ALPHABETICAL)
          .with("multi", true)
          .with("includeAll", true)
          // A series without the label is shown too, as long as nobody has chosen.
          .with("allValue", ".*")
          .with("current", Keys.of("text", List.of("All")).with("value", List.of("$__all")));
    } else if (variable instanceof Variable.Choice choice) {
      return choice(keys, choice.values());
    }
    throw new IllegalStateException("unknown variable " + variable);
  }

  private static Map<String, Object> choice(Keys keys, List<String> values) {
    List<Map<String, Object>> options = new ArrayList<>();
    for (String value : values) {
      options.add(Keys.of("text", value).with("value", value).with("selected", options.isEmpty()));
    }
    return keys.with("type", "custom")
        .with("query", String.join(",", values))
        .with("options", options)
        .with("current", options.get(0))
        .with("multi", false)
        .with("includeAll", false);
  }

  private VariableJson() {}
}
