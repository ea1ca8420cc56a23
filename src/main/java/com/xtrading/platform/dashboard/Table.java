package com.xtrading.platform.dashboard;

import com.xtrading.platform.dashboard.PromQl.Form;
import com.xtrading.platform.model.InvalidValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Rows that have the same labels, with a number from each query.
 *
 * @param labels columns of labels, from the left; others are not shown
 * @param values columns of numbers after them; the first sorts the rows, the largest on top
 */
public record Table(Frame frame, List<Label> labels, List<Value> values) implements Panel {

  /**
   * A column with the value of a label.
   *
   * @param name of the label
   * @param header above the column
   */
  public record Label(String name, String header) {}

  /**
   * A column of numbers.
   *
   * @param header above the column
   * @param query asked for now, aggregated by the labels of the table
   */
  public record Value(String header, Unit unit, Thresholds thresholds, PromQl query) {

    /** Numbers none of which is better than another. */
    public static Value of(String header, Unit unit, String expression) {
      return new Value(header, unit, Thresholds.NONE, PromQl.instant(expression));
    }

    /** The same with colours. */
    public Value with(Thresholds other) {
      return new Value(header, unit, other, query);
    }
  }

  /**
   * @throws InvalidValue when there is no column of numbers or none of labels, two have one header,
   *     or a query is not asked for now
   */
  public Table {
    labels = List.copyOf(labels);
    values = List.copyOf(values);
    if (labels.isEmpty()) {
      throw new InvalidValue(
          "table \"%s\" has no column of labels".formatted(frame.title()),
          "at least one",
          "name the labels by which its rows differ, or draw a stat");
    }
    PanelChecks.queries(frame, values.stream().map(Value::query).toList(), Form.INSTANT);
    Set<String> headers = new HashSet<>();
    Stream.concat(labels.stream().map(Label::header), values.stream().map(Value::header))
        .filter(header -> !headers.add(header))
        .findFirst()
        .ifPresent(
            header -> {
              throw new InvalidValue(
                  "table \"%s\" has two columns \"%s\"".formatted(frame.title(), header),
                  "a header of its own for each column",
                  "rename one of them");
            });
  }

  /** A table whose rows differ by one label. */
  public static Table by(String label, String header, Frame frame, Value... values) {
    return new Table(frame, List.of(new Label(label, header)), List.of(values));
  }

  @Override
  public List<Query> queries() {
    return values.stream().<Query>map(Value::query).toList();
  }

  @Override
  public String type() {
    return "table";
  }
}
