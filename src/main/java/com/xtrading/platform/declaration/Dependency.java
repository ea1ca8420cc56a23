package com.xtrading.platform.declaration;

/**
 * A connection that is meant to exist. Everything that is not declared as one is closed.
 *
 * @param from who connects
 * @param to what is connected to
 */
public record Dependency(Peer from, Endpoint to) {}
