package com.xtrading.platform.promql;

import java.util.List;

/**
 * A number, its sign included.
 *
 * @param value of a duration: seconds
 * @param duration whether it is written as a duration, {@code 5m}
 */
public record NumberLiteral(double value, boolean duration, Position position) implements Expr {

  @Override
  public ValueType type() {
    return ValueType.SCALAR;
  }

  @Override
  public List<Expr> children() {
    return List.of();
  }

  @Override
  public String toString() {
    return Printer.print(this);
  }
}
