package com.xtrading.platform.promql;

/**
 * Expressions of Prometheus. What is accepted and refused is what Prometheus 3.13 does without
 * feature flags, except that nesting deeper than {@value Parser#DEEPEST} levels is refused.
 */
public final class Promql {

  private Promql() {}

  /**
   * Reads an expression and checks the types in it.
   *
   * @throws PromqlException if Prometheus would refuse it
   */
  public static Expr parse(String expression) {
    return new Parser(expression).parse();
  }
}
