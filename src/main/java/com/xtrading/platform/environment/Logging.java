package com.xtrading.platform.environment;

import com.xtrading.platform.model.Cidr;
import com.xtrading.platform.model.HttpsUrl;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Resources;
import java.util.List;

/** Collection of container logs. */
public record Logging(
    @Describe("Where Fluent Bit sends log records.") Destination destination,
    @Describe("Space on each node for records that could not be sent yet.") Memory buffer,
    @Describe("Processor time and memory of Fluent Bit on each node.") Resources resources) {

  /** An HTTPS endpoint that takes log records as JSON. */
  public record Destination(
      @Describe("Address that accepts POST requests with JSON arrays.") HttpsUrl url,
      @Describe("Address ranges behind that address.") List<Cidr> cidrs) {}
}
