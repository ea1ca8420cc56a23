package com.xtrading.platform.dashboard;

import com.xtrading.platform.model.InvalidValue;
import java.util.List;

/** What a person chooses on top of a page. Expressions say {@code $name}. */
public sealed interface Variable {

  /** The name in expressions. */
  String name();

  /** What people read. */
  String label();

  /** Which data source of a kind is asked. */
  record Source(Query.DataSource kind) implements Variable {
    @Override
    public String name() {
      return kind.variable();
    }

    @Override
    public String label() {
      return kind.label();
    }
  }

  /**
   * Values that a label has in the time that is shown; any number of them, or all. Expressions
   * match it with {@code =~}.
   *
   * @param series a selector, such as {@code up{namespace="a"}}
   * @param of the label whose values they are
   */
  record LabelValues(String name, String label, String series, String of) implements Variable {
    public LabelValues {
      requireName(name);
      series = Query.requireText(series, "the selector of variable " + name);
      if (!of.matches("[a-zA-Z_]\\w*")) {
        throw new InvalidValue(
            "variable %s takes the values of \"%s\"".formatted(name, of),
            "the name of a label",
            "name a label of " + series);
      }
    }
  }

  /** One of a few values, of which the first is chosen to begin with. */
  record Choice(String name, String label, List<String> values) implements Variable {
    public Choice {
      requireName(name);
      values = List.copyOf(values);
      if (values.isEmpty()
          || values.stream().anyMatch(value -> value.isBlank() || value.contains(","))) {
        throw new InvalidValue(
            "variable %s has the values %s".formatted(name, values),
            "at least one value, none empty or with a comma",
            "list what can be chosen");
      }
    }
  }

  private static void requireName(String name) {
    if (!name.matches("[a-z][a-z0-9_]*")) {
      throw new InvalidValue(
          "\"%s\" is no name of a variable".formatted(name),
          "lower-case letters, digits and _",
          "write a name such as job");
    }
    for (Query.DataSource kind : Query.DataSource.values()) {
      if (kind.variable().equals(name)) {
        throw new InvalidValue(
            "variable %s is declared".formatted(name),
            "another name",
            "leave it out; each page has the data sources of its queries");
      }
    }
  }
}
