package com.xtrading.platform.component;

/**
 * Two declarations in Java contradict each other; the message names both and the change to make.
 */
public final class DeclarationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DeclarationException(String message) {
    super(message);
  }
}
