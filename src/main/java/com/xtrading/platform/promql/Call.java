package com.xtrading.platform.promql;

import java.util.List;

/** A function with its arguments. */
public record Call(FunctionSignature function, List<Expr> arguments, Position position)
    implements Expr {

  public Call {
    arguments = List.copyOf(arguments);
  }

  @Override
  public ValueType type() {
    return function.returns();
  }

  @Override
  public List<Expr> children() {
    return arguments;
  }

  @Override
  public String toString() {
    return Printer.print(this);
  }
}
