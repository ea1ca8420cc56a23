package com.xtrading.platform.environment;

import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Resources;

/** Sizes of the stores. */
public record Data(@Describe("PostgreSQL.") Postgres postgres) {

  /**
   * A PostgreSQL cluster. Requests equal limits: a database must not be evicted for memory it was
   * promised.
   */
  public record Postgres(
      @Describe("Major version of PostgreSQL.") @Range(min = 18, max = 18) int major,
      @Describe("Primary and replicas together.") @Range(min = 1, max = 9) int instances,
      @Describe("Volume of one instance for data.") Memory storage,
      @Describe("Volume of one instance for the write-ahead log.") Memory walStorage,
      @Describe("Processor time and memory of one instance.") Resources resources) {}
}
