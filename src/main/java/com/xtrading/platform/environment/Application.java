package com.xtrading.platform.environment;

/** Settings that every service of the application reads. */
public record Application(
    @Describe("How much services write into their logs.") LogLevel logLevel,
    @Describe("Requests that one user may send in an hour.") @Range(min = 1, max = 1_000_000)
        int requestsPerHour) {

  /** Levels of Python's logging. */
  public enum LogLevel {
    DEBUG,
    INFO,
    WARNING,
    ERROR
  }
}
