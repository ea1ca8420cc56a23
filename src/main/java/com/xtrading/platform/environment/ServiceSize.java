package com.xtrading.platform.environment;

import com.xtrading.platform.model.Cpu;
import com.xtrading.platform.model.InvalidValue;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Resources;

/** How many pods a service has and how large they are. */
public record ServiceSize(
    @Describe("Number of pods; a range is scaled by load.") Replicas replicas,
    @Describe("What the scheduler sets aside for one pod.") Resources requests,
    @Describe("What one pod can use at most.") Resources limits) {

  /** One pod of next to nothing. */
  public static final ServiceSize SMALLEST =
      new ServiceSize(
          new Replicas(1, 1),
          new Resources(Cpu.millis(1), Memory.mebibytes(1)),
          new Resources(Cpu.millis(1), Memory.mebibytes(1)));

  public ServiceSize {
    if (!requests.fitsInto(limits)) {
      throw new InvalidValue(
          "limits (%s) are below requests (%s)".formatted(limits, requests),
          "limits at or above requests",
          "raise limits or lower requests");
    }
  }

  /** A number of pods, fixed or scaled between two bounds. */
  public record Replicas(
      @Describe("Pods at the least.") @Range(min = 1, max = 500) int min,
      @Describe("Pods at the most.") @Range(min = 1, max = 500) int max) {

    public Replicas {
      if (min > max) {
        throw new InvalidValue(
            "min %d is above max %d".formatted(min, max),
            "min at or below max",
            "swap or correct them");
      }
    }

    /** Whether an autoscaler chooses the number. */
    public boolean scaled() {
      return max > min;
    }
  }
}
