package com.xtrading.platform.data;

import com.xtrading.platform.component.Platform;
import com.xtrading.platform.declaration.Endpoint;

/**
 * The Redis in which the gateway counts requests: a server of its own, since the gateway knows no
 * Redis Cluster, and a full cache must not forget who asked too often.
 */
public final class RateLimits {

  private final RedisServer server;

  public RateLimits(Platform platform) {
    server =
        new RedisServer(
            platform,
            "redis-rate-limits",
            platform.environment().data().rateLimits().resources(),
            RedisSettings.Eviction.NEXT_TO_EXPIRE);
  }

  /** The counters, by the settings {@code RATE_LIMIT_REDIS_HOST} and so on. */
  public Endpoint counters() {
    return server
        .clients("RATE_LIMIT_REDIS")
        .openToTheEdge("all pods of the gateway count in one place, and it holds nothing else");
  }
}
