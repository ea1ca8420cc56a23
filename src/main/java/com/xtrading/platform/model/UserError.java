package com.xtrading.platform.model;

/**
 * Something that the person at the keyboard can put right: one message, no stack trace, exit code
 * 2.
 */
public final class UserError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param problem what is wrong, with place and value
   * @param change what to do about it
   */
  public UserError(String problem, String change) {
    super(problem + "; " + change);
  }
}
