package com.xtrading.platform.promql;

import java.util.List;
import java.util.Optional;

/**
 * One series, or few, of each group of series.
 *
 * @param parameter of {@code topk} and those like it
 * @param without whether groups are by all labels but these; otherwise by these
 * @param labels none, with {@code without} false, for one group of all
 */
public record Aggregation(
    AggregationOperator operator,
    Optional<Expr> parameter,
    Expr expr,
    boolean without,
    List<String> labels,
    Position position)
    implements Expr {

  public Aggregation {
    labels = List.copyOf(labels);
  }

  @Override
  public ValueType type() {
    return ValueType.VECTOR;
  }

  @Override
  public List<Expr> children() {
    return parameter.map(first -> List.of(first, expr)).orElseGet(() -> List.of(expr));
  }

  @Override
  public String toString() {
    return Printer.print(this);
  }
}
