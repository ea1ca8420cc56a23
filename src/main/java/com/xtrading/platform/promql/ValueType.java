package com.xtrading.platform.promql;

/** What an expression gives. */
public enum ValueType {
  SCALAR("a scalar"),
  /** One sample of each series at one time. */
  VECTOR("an instant vector"),
  /** The samples of each series over a range of time. */
  MATRIX("a range vector"),
  STRING("a string");

  private final String shown;

  ValueType(String shown) {
    this.shown = shown;
  }

  /** In messages, with its article. */
  String shown() {
    return shown;
  }

  /** The same, with an example where a reader may need one. */
  String wanted() {
    return this == MATRIX ? shown + " such as x[5m]" : shown;
  }
}
