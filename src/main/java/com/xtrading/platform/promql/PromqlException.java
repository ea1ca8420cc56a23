package com.xtrading.platform.promql;

/** An expression that Prometheus refuses: where, what was found, and what was expected. */
public final class PromqlException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String expression;
  private final String problem;
  private final int offset;

  PromqlException(String expression, int offset, String problem) {
    super(problem, null, false, false); // nobody looks for the place in this program
    this.expression = expression;
    this.offset = offset;
    this.problem = problem.replace("\n", "\\n").replace("\r", "\\r");
  }

  /** The character at which it is, from 0. */
  public int offset() {
    return offset;
  }

  /** From 1. */
  public int line() {
    return 1 + (int) expression.substring(0, offset).chars().filter(c -> c == '\n').count();
  }

  /** In characters, from 1. */
  public int column() {
    return offset - lineStart() + 1;
  }

  /** What is wrong, without the place. */
  public String problem() {
    return problem;
  }

  /** One line: {@code 1:5: found the end, expected an operand}. */
  @Override
  public String getMessage() {
    return line() + ":" + column() + ": " + problem;
  }

  /** The line of the expression, and under it a caret that points at the place. */
  public String excerpt() {
    int end = expression.indexOf('\n', offset);
    String line = expression.substring(lineStart(), end < 0 ? expression.length() : end);
    String before = line.substring(0, column() - 1).replaceAll("[^\t]", " ");
    return line + "\n" + before + "^";
  }

  private int lineStart() {
    return expression.lastIndexOf('\n', offset - 1) + 1;
  }
}
