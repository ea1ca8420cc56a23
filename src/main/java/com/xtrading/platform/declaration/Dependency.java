package com.xtrading.platform.declaration;

/**
 * A connection that is meant to exist. Everything that is not declared as one is closed.
 *
 * @param from who connects
 * @param to what is connected to
 * @param awaited whether who connects needs it from the start on; otherwise Argo CD may bring it
 *     later
 */
public record Dependency(Peer from, Endpoint to, boolean awaited) {

  /** A connection that is needed from the start on. */
  public Dependency(Peer from, Endpoint to) {
    this(from, to, true);
  }
}
