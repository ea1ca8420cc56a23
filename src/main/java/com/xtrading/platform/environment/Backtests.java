package com.xtrading.platform.environment;

import com.xtrading.platform.environment.ServiceSize.Replicas;
import com.xtrading.platform.model.Hours;
import com.xtrading.platform.model.InvalidValue;
import com.xtrading.platform.model.Resources;

/** How backtests are worked off. */
public record Backtests(
    @Describe(
            "jobs: KEDA starts a Job for each backtest; one-worker: a Deployment of one pod, where"
                + " there is no room for KEDA.")
        Mode mode,
    @Describe("Backtests at a time at the most; 1 for one-worker.") @Range(min = 1, max = 200)
        int parallel,
    @Describe("Time after which a backtest is stopped; below the consumer timeout of its queue.")
        Hours deadline,
    @Describe("What the scheduler sets aside for one backtest.") Resources requests,
    @Describe("What one backtest can use at most.") Resources limits) {

  /** Who starts workers. */
  public enum Mode {
    JOBS,
    ONE_WORKER
  }

  public Backtests {
    new ServiceSize(new Replicas(1, parallel), requests, limits);
    if (mode == Mode.ONE_WORKER && parallel != 1) {
      throw new InvalidValue(
          "one worker does not work on %d backtests at a time".formatted(parallel),
          "parallel: 1, or mode: jobs",
          "write parallel: 1");
    }
  }

  /** The pods that work. */
  public ServiceSize size() {
    return new ServiceSize(new Replicas(1, parallel), requests, limits);
  }
}
