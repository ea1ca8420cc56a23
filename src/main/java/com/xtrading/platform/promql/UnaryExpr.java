package com.xtrading.platform.promql;

import java.util.List;

/**
 * A sign before anything but a number, which has its own.
 *
 * @param negates minus; otherwise plus
 */
public record UnaryExpr(boolean negates, Expr expr, Position position) implements Expr {

  @Override
  public ValueType type() {
    return expr.type();
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
