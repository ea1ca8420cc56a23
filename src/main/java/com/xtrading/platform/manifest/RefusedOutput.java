package com.xtrading.platform.manifest;

/**
 * Rendered objects or files that cannot become a directory: two of the same, or one without a name.
 * The message says what is wrong, both places, and the change to make.
 */
public final class RefusedOutput extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  RefusedOutput(String problem, String change) {
    super(problem + "; " + change);
  }
}
