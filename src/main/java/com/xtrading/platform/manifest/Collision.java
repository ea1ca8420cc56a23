package com.xtrading.platform.manifest;

/** Two rendered objects that cannot both be in one environment. */
public final class Collision extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says what collides, where both come from and what to change. */
  public Collision(String message) {
    super(message);
  }
}
