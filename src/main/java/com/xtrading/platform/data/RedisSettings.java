package com.xtrading.platform.data;

import com.xtrading.platform.component.TextTemplate;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Port;
import java.util.Map;

/** Configuration files of Redis that follow from the size of a server. */
final class RedisSettings {

  /** What Redis forgets when its memory is full. */
  enum Eviction {
    /** What is asked for least: for a cache. */
    LEAST_USED("allkeys-lfu"),
    /** What would expire soonest: for counters of a time window. */
    NEXT_TO_EXPIRE("volatile-ttl");

    private final String policy;

    Eviction(String policy) {
      this.policy = policy;
    }
  }

  /** The share of a server's memory that keys may take. */
  private static final long KEYS_PERCENT = 65;

  private static final long BACKLOG_PERCENT = 5;

  /** What keys may take of a server's memory, in MiB. */
  static long maxMemory(Memory memory) {
    return memory.toMebibytes() * KEYS_PERCENT / 100;
  }

  /** The whole file of a single server. */
  static String server(
      Port port, String certificates, String acl, Memory memory, Eviction eviction) {
    return TextTemplate.of(RedisSettings.class, "redis-server.conf")
        .fill(
            Map.of(
                "port",
                Integer.toString(port.number()),
                "certificates",
                certificates,
                "acl",
                acl,
                "memory",
                Long.toString(maxMemory(memory)),
                "policy",
                eviction.policy));
  }

  /** What is laid over the operator's file of each server of a cluster. */
  static String cluster(Memory memory, Eviction eviction) {
    return TextTemplate.of(RedisSettings.class, "redis-cluster.conf")
        .fill(
            Map.of(
                "memory", Long.toString(maxMemory(memory)),
                "policy", eviction.policy,
                "backlog",
                    Long.toString(Math.max(1, memory.toMebibytes() * BACKLOG_PERCENT / 100))));
  }

  private RedisSettings() {}
}
