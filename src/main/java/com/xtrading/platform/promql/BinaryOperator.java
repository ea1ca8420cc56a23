package com.xtrading.platform.promql;

/** What stands between two operands. */
public enum BinaryOperator {
  OR("or", 1),
  AND("and", 2),
  UNLESS("unless", 2),
  EQUAL("==", 3),
  NOT_EQUAL("!=", 3),
  LESS("<", 3),
  LESS_OR_EQUAL("<=", 3),
  GREATER(">", 3),
  GREATER_OR_EQUAL(">=", 3),
  /** Of a native histogram, what is above a limit is cut off. */
  TRIM_UPPER("</", 3),
  /** Of a native histogram, what is below a limit is cut off. */
  TRIM_LOWER(">/", 3),
  ADD("+", 4),
  SUBTRACT("-", 4),
  MULTIPLY("*", 5),
  DIVIDE("/", 5),
  MODULO("%", 5),
  ATAN2("atan2", 5),
  POWER("^", 6);

  /** What binds tighter than a sign: only the power. */
  static final int TIGHTER_THAN_A_SIGN = POWER.precedence;

  private final String written;
  private final int precedence;

  BinaryOperator(String written, int precedence) {
    this.written = written;
    this.precedence = precedence;
  }

  public String written() {
    return written;
  }

  /** From 1; the higher, the tighter it binds. */
  public int precedence() {
    return precedence;
  }

  public boolean isRightAssociative() {
    return this == POWER;
  }

  /** Gives series that are in one or both sides, as they are. */
  public boolean isSet() {
    return this == AND || this == OR || this == UNLESS;
  }

  /** Filters, or gives 0 and 1 with {@code bool}. */
  public boolean isComparison() {
    return precedence == EQUAL.precedence && this != TRIM_UPPER && this != TRIM_LOWER;
  }
}
