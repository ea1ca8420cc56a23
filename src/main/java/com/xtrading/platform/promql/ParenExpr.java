package com.xtrading.platform.promql;

import java.util.List;

/** Parentheses, which are kept as they are written. */
public record ParenExpr(Expr expr, Position position) implements Expr {

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
