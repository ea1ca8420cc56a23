package com.xtrading.platform.promql;

import java.util.List;
import java.util.Optional;

/**
 * An instant vector, computed again and again over a range of time: {@code rate(x[5m])[1h:1m]}.
 *
 * @param step between two computations; none for the interval at which rules are evaluated
 * @param at the time at which the range ends, if that is fixed
 * @param offset how long before that it ends, zero for not at all
 */
public record Subquery(
    Expr expr,
    PromqlDuration range,
    Optional<PromqlDuration> step,
    Optional<AtModifier> at,
    PromqlDuration offset,
    Position position)
    implements Expr {

  Subquery withOffset(PromqlDuration changed, Position widened) {
    return new Subquery(expr, range, step, at, changed, widened);
  }

  Subquery withAt(AtModifier changed, Position widened) {
    return new Subquery(expr, range, step, Optional.of(changed), offset, widened);
  }

  @Override
  public ValueType type() {
    return ValueType.MATRIX;
  }

  @Override
  public List<Expr> children() {
    return List.of(expr);
  }

  @Override
  public String toString() {
    return Printer.print(this);
  }
}
