package com.xtrading.platform.edge;

import com.xtrading.platform.model.InvalidValue;

/**
 * How often something may happen.
 *
 * @param requests 1 or more
 * @param window in which they are counted
 */
public record Limit(int requests, Window window) {

  /** The windows of Kong's plugin rate-limiting that the platform uses. */
  public enum Window {
    MINUTE,
    HOUR
  }

  public Limit {
    if (requests < 1) {
      throw new InvalidValue(
          "%d requests are none".formatted(requests), "1 or more", "raise the limit");
    }
  }

  public static Limit perMinute(int requests) {
    return new Limit(requests, Window.MINUTE);
  }

  public static Limit perHour(int requests) {
    return new Limit(requests, Window.HOUR);
  }
}
