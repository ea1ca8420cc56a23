package com.xtrading.platform.promql;

import java.util.List;

/**
 * The samples of the selected series over a range of time, {@code x[5m]}.
 *
 * @param selector which series; holds offset and {@code @} too, wherever these are written
 */
public record MatrixSelector(VectorSelector selector, PromqlDuration range, Position position)
    implements Expr {

  @Override
  public ValueType type() {
    return ValueType.MATRIX;
  }

  @Override
  public List<Expr> children() {
    return List.of(selector);
  }

  @Override
  public String toString() {
    return Printer.print(this);
  }
}
