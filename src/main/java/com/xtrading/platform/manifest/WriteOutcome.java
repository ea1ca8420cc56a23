package com.xtrading.platform.manifest;

import java.util.List;

/**
 * What was done to one environment.
 *
 * @param environment its name
 * @param written number of files that were written
 * @param removed number of files that were removed
 * @param foreign files that are not ours and stayed
 */
public record WriteOutcome(String environment, int written, int removed, List<String> foreign) {}
