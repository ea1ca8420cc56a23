package com.xtrading.platform.environment;

import com.xtrading.platform.model.Cidr;
import com.xtrading.platform.model.HttpsUrl;
import java.util.List;

/** Collection of traces. */
public record Tracing(
    @Describe("Where spans are sent.") Destination destination,
    @Describe("Requests of a hundred that are traced.") @Range(min = 1, max = 100) int percent) {

  /** An HTTPS endpoint that takes spans in the OpenTelemetry protocol. */
  public record Destination(
      @Describe("Address that accepts OTLP over HTTP, up to /v1/traces.") HttpsUrl url,
      @Describe("Address ranges behind that address.") List<Cidr> cidrs) {}
}
