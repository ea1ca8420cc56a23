package com.xtrading.platform.promql;

import java.util.List;

/**
 * An expression that Prometheus accepts, and each part of one. It is made by {@link Promql#parse};
 * its text is the normal form of Prometheus ({@link Printer}).
 */
public sealed interface Expr
    permits NumberLiteral,
        StringLiteral,
        VectorSelector,
        MatrixSelector,
        Subquery,
        Call,
        Aggregation,
        BinaryExpr,
        UnaryExpr,
        ParenExpr {

  /** What it gives. */
  ValueType type();

  /** Where it stands in the expression that was parsed, modifiers included. */
  Position position();

  /** The expressions in it, one level down, as they are written from left to right. */
  List<Expr> children();
}
