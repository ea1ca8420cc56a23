package com.xtrading.platform.tracing;

import com.xtrading.platform.component.Platform;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.Tracing;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Traces of requests: where spans go and where people look at them. Where the environment has no
 * {@code tracing}, nobody collects any, and nobody is told to send them.
 */
public final class Traces {

  private final Environment environment;
  private final Optional<Jaeger> jaeger;

  public Traces(Platform platform) {
    environment = platform.environment();
    jaeger = environment.tracing().map(tracing -> new Jaeger(platform, tracing));
  }

  /** Where spans go, in the OpenTelemetry protocol over HTTP, below {@code /v1/traces}. */
  public Optional<Endpoint> spans() {
    return jaeger.map(Jaeger::spans);
  }

  /**
   * The same place, with the settings that every SDK of OpenTelemetry reads. Who is called does as
   * the caller does; whoever begins a trace draws lots.
   */
  public Optional<Endpoint> spansOfServices() {
    return environment.tracing().flatMap(tracing -> spans().map(place -> told(place, tracing)));
  }

  private Endpoint told(Endpoint place, Tracing tracing) {
    return place
        .withSetting(
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            "http://%s:%d".formatted(place.host(), place.port().number()))
        .withSetting("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
        .withSetting("OTEL_TRACES_EXPORTER", "otlp")
        // Prometheus and Fluent Bit get these; Jaeger would refuse them.
        .withSetting("OTEL_METRICS_EXPORTER", "none")
        .withSetting("OTEL_LOGS_EXPORTER", "none")
        // What callers put beside the identity of a trace is not carried on.
        .withSetting("OTEL_PROPAGATORS", "tracecontext")
        .withSetting("OTEL_TRACES_SAMPLER", "parentbased_traceidratio")
        .withSetting("OTEL_TRACES_SAMPLER_ARG", share(tracing.percent()))
        .withSetting(
            "OTEL_RESOURCE_ATTRIBUTES",
            "deployment.environment.name=%s,service.namespace=xtrading"
                .formatted(environment.name()));
  }

  /** A percentage as a share, such as 0.1. */
  private static String share(int percent) {
    return BigDecimal.valueOf(percent).movePointLeft(2).stripTrailingZeros().toPlainString();
  }

  /** What people open, and Grafana asks. */
  public Optional<Endpoint> pages() {
    return jaeger.map(Jaeger::pages);
  }
}
