package com.xtrading.platform.data;

import com.xtrading.platform.component.Platform;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.environment.Data;

/**
 * The cache of the services: a Redis Cluster, or a single server where the environment has one
 * master. What it holds can be rebuilt. Celery never uses it: its broker is RabbitMQ.
 */
public final class RedisCache {

  private static final String NAME = "redis";
  private static final String PREFIX = "REDIS";

  private final Endpoint clients;

  public RedisCache(Platform platform) {
    Data.Redis size = platform.environment().data().redis();
    clients =
        size.clustered()
            ? new RedisCluster(platform, NAME, size).clients(PREFIX)
            : new RedisServer(platform, NAME, size.resources(), RedisSettings.Eviction.LEAST_USED)
                .clients(PREFIX);
  }

  /** The cache, by the settings {@code REDIS_HOST}, {@code REDIS_MODE} and so on. */
  public Endpoint clients() {
    return clients;
  }
}
