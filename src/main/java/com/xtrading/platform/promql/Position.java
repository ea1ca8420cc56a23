package com.xtrading.platform.promql;

/**
 * Where something stands in an expression, in characters of the Java text.
 *
 * @param start its first character, from 0
 * @param end behind its last character
 */
public record Position(int start, int end) {}
