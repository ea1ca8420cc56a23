package com.xtrading.platform.promql;

import java.util.List;
import java.util.Optional;

/**
 * Two operands and what is between them.
 *
 * @param returnsBool with {@code bool}: 0 or 1 for each series, and none left out
 * @param matching how series find each other, where both sides are instant vectors; what is written
 *     and cannot matter is dropped, as Prometheus does
 * @param type scalar if both sides are, else an instant vector
 */
public record BinaryExpr(
    BinaryOperator operator,
    Expr left,
    Expr right,
    boolean returnsBool,
    Optional<VectorMatching> matching,
    ValueType type,
    Position position)
    implements Expr {

  @Override
  public List<Expr> children() {
    return List.of(left, right);
  }

  @Override
  public String toString() {
    return Printer.print(this);
  }
}
