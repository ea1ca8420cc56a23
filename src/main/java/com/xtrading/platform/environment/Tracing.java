package com.xtrading.platform.environment;

import com.xtrading.platform.model.InvalidValue;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Resources;

/** Collection of traces by Jaeger, which holds the newest ones in its memory. */
public record Tracing(
    @Describe("Requests of a hundred that are traced.") @Range(min = 1, max = 100) int percent,
    @Describe("Traces that Jaeger holds; the oldest one goes first.")
        @Range(min = 100, max = 10_000_000)
        int traces,
    @Describe("Processor time and memory of Jaeger.") Resources resources) {

  /** What Jaeger needs before it holds anything. */
  private static final Memory PROGRAM = Memory.mebibytes(64);

  /**
   * What one trace takes: 15 spans with the attributes of HTTP and SQL, at 1.5 KiB each in Jaeger's
   * memory.
   */
  private static final long KIBIBYTES = 24;

  public Tracing {
    long most = most(resources);
    if (traces > most) {
      throw new InvalidValue(
          "traces: %d of %d KiB each do not fit into %s"
              .formatted(traces, KIBIBYTES, resources.memory()),
          "%d at the most: half of the memory beyond %s".formatted(most, PROGRAM),
          "hold fewer, or give it more memory");
    }
  }

  private static long most(Resources resources) {
    long free = resources.memory().toMebibytes() - PROGRAM.toMebibytes();
    return Math.max(0, free * 1024 / 2 / KIBIBYTES);
  }
}
