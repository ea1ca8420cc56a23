package com.xtrading.platform.declaration;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * What a recording must make of given samples at one moment. It has no labels but those that the
 * rule adds.
 *
 * @param name what is the case, in a few words
 * @param given the samples
 * @param at the moment of the assertion, counted from the first sample
 * @param value rounded to hundredths; empty where there must be none
 */
public record RecordingScenario(
    String name, AlertScenario.Given given, Duration at, Optional<BigDecimal> value) {}
