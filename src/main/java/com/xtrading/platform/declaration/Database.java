package com.xtrading.platform.declaration;

/**
 * A database of a service's own.
 *
 * @param shared where pods of services connect, who share few connections to the server
 * @param direct where migrations connect, which hold locks and settings of a session
 */
public record Database(Endpoint shared, Endpoint direct) {}
