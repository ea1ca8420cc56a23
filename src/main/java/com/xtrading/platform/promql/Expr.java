package com.xtrading.platform.promql;

import java.util.ArrayList;
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

  /** Shows it and all that is in it to the visitor, each before what is in it. */
  default void walk(Visitor visitor) {
    new Walk(visitor).from(this);
  }

  /** All of one kind that are in it, and it itself if it is one, as they are written. */
  default <T extends Expr> List<T> parts(Class<T> kind) {
    List<T> parts = new ArrayList<>();
    walk(
        (expr, parents) -> {
          if (kind.isInstance(expr)) {
            parts.add(kind.cast(expr));
          }
        });
    return parts;
  }

  /** Looks at the parts of an expression. */
  @FunctionalInterface
  interface Visitor {

    /**
     * @param expr what is looked at
     * @param parents what it is in, the innermost last; holds only until the next visit
     */
    void visit(Expr expr, List<Expr> parents);
  }
}
