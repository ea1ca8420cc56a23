package com.xtrading.platform.dashboard;

import com.xtrading.platform.model.InvalidValue;

/** What a panel asks a data source. */
public sealed interface Query permits PromQl, Lucene, Traces {

  /** The text of the question, such as an expression in PromQL. */
  String text();

  /** Who answers it. */
  DataSource source();

  /** Kinds of data sources, by their ids in Grafana, each with the variable that chooses one. */
  enum DataSource {
    PROMETHEUS("prometheus", "datasource", "Metrics"),
    ELASTICSEARCH("elasticsearch", "logs", "Logs"),
    JAEGER("jaeger", "traces", "Traces");

    private final String type;
    private final String variable;
    private final String label;

    DataSource(String type, String variable, String label) {
      this.type = type;
      this.variable = variable;
      this.label = label;
    }

    /** Its id in Grafana. */
    public String type() {
      return type;
    }

    /** The variable of the page that chooses one. */
    public String variable() {
      return variable;
    }

    String label() {
      return label;
    }
  }

  /** The text without the space around it. */
  static String requireText(String text, String what) {
    if (text.isBlank()) {
      throw new InvalidValue(
          what + " is empty",
          "text that the data source understands",
          "write it, or drop the query");
    }
    return text.strip();
  }
}
