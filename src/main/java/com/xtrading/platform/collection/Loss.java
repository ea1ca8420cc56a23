package com.xtrading.platform.collection;

/**
 * A place in a configuration of Fluent Bit where records are lost, or never come.
 *
 * @param path keys from the top, such as {@code pipeline.filters[0].buffer}
 * @param problem what is lost, and when
 * @param change what to write instead
 */
public record Loss(String path, String problem, String change) {}
