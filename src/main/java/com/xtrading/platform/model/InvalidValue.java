package com.xtrading.platform.model;

/**
 * A value that a person wrote and that cannot be used.
 *
 * <p>The message says what is wrong, what is allowed and which change to make; the place is added
 * by whoever read the value.
 */
public final class InvalidValue extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String allowed;
  private final String change;

  /**
   * @param problem what is wrong, naming the value, such as {@code "4G" is not a memory size}
   * @param allowed the values that would be accepted
   * @param change what to write instead
   */
  public InvalidValue(String problem, String allowed, String change) {
    super(problem);
    this.allowed = allowed;
    this.change = change;
  }

  /** The values that would be accepted. */
  public String allowed() {
    return allowed;
  }

  /** What to write instead. */
  public String change() {
    return change;
  }
}
