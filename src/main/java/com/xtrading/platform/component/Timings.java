package com.xtrading.platform.component;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How long each part of a run took, summed over environments. Parts run side by side: together they
 * take longer than the run.
 */
public final class Timings {

  private final Map<String, Duration> parts = new LinkedHashMap<>();

  /** Runs a part and adds its wall time. */
  public <T> T measure(String part, Supplier<T> work) {
    long start = System.nanoTime();
    try {
      return work.get();
    } finally {
      add(part, Duration.ofNanos(System.nanoTime() - start));
    }
  }

  /** Runs a part that has no result and adds its wall time. */
  public void measure(String part, Runnable work) {
    measure(
        part,
        () -> {
          work.run();
          return part;
        });
  }

  private synchronized void add(String part, Duration time) {
    parts.merge(part, time, Duration::plus);
  }

  /** Wall time by part, in the order in which the parts first ended. */
  public synchronized Map<String, Duration> parts() {
    return new LinkedHashMap<>(parts);
  }
}
