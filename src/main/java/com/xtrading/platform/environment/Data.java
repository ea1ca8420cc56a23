package com.xtrading.platform.environment;

import com.xtrading.platform.model.Days;
import com.xtrading.platform.model.InvalidValue;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Resources;
import java.util.Optional;

/**
 * Sizes of the stores. Requests equal limits everywhere: a store must not be evicted for memory
 * that it was promised.
 */
public record Data(
    @Describe("PostgreSQL.") Postgres postgres,
    @Describe("Redis, the cache of the services.") Redis redis,
    @Describe("Redis of the gateway, which counts requests; one server without a volume.")
        RateLimits rateLimits,
    @Describe("InfluxDB, the time series.") Influx influxdb,
    @Describe("RabbitMQ.") Rabbit rabbitmq) {

  private static final String RESOURCES = "resources";

  /** A PostgreSQL cluster. */
  public record Postgres(
      @Describe("Major version of PostgreSQL.") @Range(min = 18, max = 18) int major,
      @Describe("Primary and replicas together.") @Range(min = 1, max = 9) int instances,
      @Describe("Volume of one instance for data.") Memory storage,
      @Describe(
              "Volume of one instance for the write-ahead log; left out where it shares the volume"
                  + " for data.")
          Optional<Memory> walStorage,
      @Describe("Processor time and memory of one instance.") Resources resources,
      @Describe("Connections that one pod of a service opens at the most.")
          @Range(min = 1, max = 100)
          int connectionsPerPod,
      @Describe("Connection pooler; left out where services connect to the primary themselves.")
          Optional<Pooler> pooler) {

    /** Room for the write-ahead log: a volume of its own, or a quarter of the one for data. */
    public Memory walRoom() {
      return walStorage.orElseGet(() -> Memory.mebibytes(Math.max(1, storage.toMebibytes() / 4)));
    }

    /** Room for data: what the write-ahead log does not take of the volume. */
    public Memory dataRoom() {
      return walStorage.isPresent()
          ? storage
          : new Memory(Math.max(1, storage.bytes() - walRoom().bytes()));
    }
  }

  /** PgBouncer before a PostgreSQL cluster. */
  public record Pooler(
      @Describe("Number of poolers.") @Range(min = 1, max = 9) int instances,
      @Describe("Connections of one pooler to the primary for each database.")
          @Range(min = 1, max = 100)
          int poolSize,
      @Describe("Processor time and memory of one pooler.") Resources resources) {

    public Pooler {
      requireMemory(
          RESOURCES, resources, Memory.mebibytes(32), "its manager and a thousand clients need it");
    }
  }

  private static void requireMemory(String key, Resources resources, Memory least, String why) {
    if (resources.memory().compareTo(least) < 0) {
      throw new InvalidValue(
          "%s: %s memory is too small: %s".formatted(key, resources.memory(), why),
          "%s or more".formatted(least),
          "write %s or more".formatted(least));
    }
  }

  /** Redis: one server, or a cluster of an odd number of masters. */
  public record Redis(
      @Describe("Masters, 1 for a single server or an odd number for a cluster.")
          @Range(min = 1, max = 9)
          int masters,
      @Describe("Replicas of each master.") @Range(min = 0, max = 1) int replicasPerMaster,
      @Describe("Processor time and memory of one server.") Resources resources) {

    public Redis {
      requireOdd("masters", masters, "a majority of them decides who takes over");
      requireMemory(
          RESOURCES, resources, Memory.mebibytes(32), "Redis needs some of it for itself");
      if (masters == 1 && replicasPerMaster > 0) {
        throw new InvalidValue(
            "replicasPerMaster %d with one master: nothing would promote them"
                .formatted(replicasPerMaster),
            "0, or 3 masters and more",
            "set masters to 3, or replicasPerMaster to 0");
      }
    }

    /** Whether keys are spread over several masters, which clients must know. */
    public boolean clustered() {
      return masters > 1;
    }
  }

  /** The Redis in which the gateway counts requests. */
  public record RateLimits(@Describe("Processor time and memory.") Resources resources) {

    public RateLimits {
      requireMemory(
          RESOURCES, resources, Memory.mebibytes(32), "Redis needs some of it for itself");
    }
  }

  /** InfluxDB 2, one server. */
  public record Influx(
      @Describe("Volume for measurements.") Memory storage,
      @Describe("Days for which measurements are kept.") Days retention,
      @Describe("Processor time and memory.") Resources resources) {

    public Influx {
      requireMemory(
          RESOURCES, resources, Memory.mebibytes(256), "indexes, caches and queries share it");
    }
  }

  /** A RabbitMQ cluster. */
  public record Rabbit(
      @Describe("Nodes, an odd number.") @Range(min = 1, max = 7) int nodes,
      @Describe("Volume of one node.") Memory storage,
      @Describe("Processor time and memory of one node.") Resources resources) {

    public Rabbit {
      requireOdd("nodes", nodes, "queues live where a majority of them is");
      requireMemory(
          RESOURCES, resources, Memory.mebibytes(256), "an empty node takes most of that");
      if (storage.compareTo(resources.memory().times(2)) < 0) {
        throw new InvalidValue(
            "storage %s is less than twice the memory: publishers stop when no more than the memory"
                    .formatted(storage)
                + " is free on the volume",
            "%s or more".formatted(resources.memory().times(2)),
            "write %s or more".formatted(resources.memory().times(2)));
      }
    }
  }

  private static void requireOdd(String key, int value, String why) {
    if (value % 2 == 0) {
      throw new InvalidValue(
          "%s %d is even: %s".formatted(key, value, why),
          "an odd number",
          "set %s to %d or %d".formatted(key, value - 1, value + 1));
    }
  }
}
