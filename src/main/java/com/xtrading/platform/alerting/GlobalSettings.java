package com.xtrading.platform.alerting;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What holds wherever nothing else is said.
 *
 * @param resolveTimeout after which an alert without news and without an end is over; absent: 5
 *     min. Prometheus sends an end with each alert, so for its alerts it says nothing
 * @param others all other settings, as they are written
 */
public record GlobalSettings(Optional<Duration> resolveTimeout, Map<String, Object> others) {

  /** Alertmanager's own. */
  public static final GlobalSettings DEFAULT = new GlobalSettings(Optional.empty(), Map.of());

  public GlobalSettings {
    others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
  }
}
