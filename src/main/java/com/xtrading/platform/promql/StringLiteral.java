package com.xtrading.platform.promql;

import java.util.List;

/**
 * A text in quotes.
 *
 * @param value without quotes and escapes; a byte that is no UTF-8 stands as U+DC00 plus the byte
 */
public record StringLiteral(String value, Position position) implements Expr {

  @Override
  public ValueType type() {
    return ValueType.STRING;
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
