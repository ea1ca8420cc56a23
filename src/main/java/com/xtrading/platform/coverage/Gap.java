package com.xtrading.platform.coverage;

/**
 * Where an expression does not look at what it is meant to look at.
 *
 * @param at the expression
 * @param column where in it, in characters from 1
 * @param problem what is wrong
 * @param change the change to make
 */
public record Gap(WatchedExpression at, int column, String problem, String change) {

  /** {@code column 5: nothing exports x}. */
  public String text() {
    return "column %d: %s".formatted(column, problem);
  }
}
