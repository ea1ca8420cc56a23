package com.xtrading.platform.policy;

/** What a finding does to the output. */
public enum Severity {
  /** The output is not written. */
  ERROR,
  /** The output is written and the finding is shown. */
  WARNING
}
