package com.xtrading.platform.promql;

/** How the value of a label is compared. */
public enum MatchOp {
  EQUAL("="),
  NOT_EQUAL("!="),
  /** The whole value matches a regular expression of RE2. */
  MATCHES("=~"),
  NOT_MATCHES("!~");

  private final String written;

  MatchOp(String written) {
    this.written = written;
  }

  public boolean isRegex() {
    return this == MATCHES || this == NOT_MATCHES;
  }

  public String written() {
    return written;
  }
}
