package com.xtrading.platform.tracing;

import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.model.Port;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The configuration of Jaeger 2.20, which is one of the OpenTelemetry Collector: spans go from
 * receivers through processors to a storage, which the query asks.
 *
 * @param receivers where spans come in
 * @param limiter refuses spans before memory ends
 * @param batch gathers spans before they are stored
 * @param storage where traces are kept
 * @param pages where people, and Grafana, ask for traces
 * @param health where the kubelet asks
 * @param metrics where Prometheus asks
 */
record JaegerConfig(
    Receivers receivers,
    MemoryLimiter limiter,
    Batch batch,
    Storage storage,
    Port pages,
    Port health,
    Port metrics) {

  /** The one storage, by its name in the file. */
  private static final String STORE = "traces";

  private static final String LIMITER = "memory_limiter";
  private static final String BATCH = "batch";
  private static final String EXPORTER = "jaeger_storage_exporter";

  /** The OpenTelemetry protocol, in both of its forms. */
  record Receivers(Port grpc, Port http) {
    private Fields tree() {
      return Fields.of(
          "otlp",
          Fields.of(
              "protocols",
              Fields.of("grpc", Fields.of("endpoint", everywhere(grpc)))
                  .with("http", Fields.of("endpoint", everywhere(http)))));
    }
  }

  /**
   * Refuses spans where the program has more than the difference of the two, and collects garbage
   * at the limit; clients try again.
   *
   * @param limit percent of the memory of the container
   * @param spike percent of it that may come within an interval
   */
  record MemoryLimiter(Duration interval, int limit, int spike) {
    MemoryLimiter {
      if (spike <= 0 || limit <= spike || limit > 100) {
        throw new IllegalArgumentException(
            "a limit of %d %% with a spike of %d %% of it".formatted(limit, spike));
      }
    }

    private Fields tree() {
      return Fields.of("check_interval", seconds(interval))
          .with("limit_percentage", limit)
          .with("spike_limit_percentage", spike);
    }
  }

  /**
   * Sends what has gathered.
   *
   * @param timeout at the latest after this time
   * @param spans or when there are so many, and never more at a time
   */
  record Batch(Duration timeout, int spans) {
    private Fields tree() {
      return Fields.of("timeout", seconds(timeout))
          .with("send_batch_size", spans)
          .with("send_batch_max_size", spans);
    }
  }

  /** Where traces are kept. */
  sealed interface Storage {

    /** The kind of storage, with its settings. */
    Fields tree();

    /**
     * The memory of the one pod; it is lost with it.
     *
     * @param traces how many; zero would be as many as come, until memory ends
     */
    record InMemory(int traces) implements Storage {
      public InMemory {
        if (traces <= 0) {
          throw new IllegalArgumentException("%d traces are held without end".formatted(traces));
        }
      }

      @Override
      public Fields tree() {
        return Fields.of("memory", Fields.of("max_traces", traces));
      }
    }
  }

  /** For a file. */
  Map<String, Object> tree() {
    return Fields.of("service", service())
        .with("extensions", extensions())
        .with("receivers", receivers.tree())
        .with(
            // The limiter comes first: what it refuses costs nothing more.
            "processors", Fields.of(LIMITER, limiter.tree()).with(BATCH, batch.tree()))
        .with("exporters", Fields.of(EXPORTER, Fields.of("trace_storage", STORE)));
  }

  private Fields service() {
    return Fields.of("extensions", List.of("jaeger_storage", "jaeger_query", "healthcheckv2"))
        .with(
            "pipelines",
            Fields.of(
                "traces",
                Fields.of("receivers", List.of("otlp"))
                    .with("processors", List.of(LIMITER, BATCH))
                    .with("exporters", List.of(EXPORTER))))
        .with(
            "telemetry",
            Fields.of("resource", Fields.of("service.name", Jaeger.NAME))
                .with("logs", Fields.of("level", "info").with("encoding", "json"))
                .with(
                    "metrics",
                    Fields.of("level", "normal")
                        .with(
                            "readers",
                            List.of(
                                Fields.of(
                                    "pull",
                                    Fields.of(
                                        "exporter",
                                        Fields.of(
                                            "prometheus",
                                            Fields.of("host", "0.0.0.0")
                                                .with("port", metrics.number())
                                                // Left out, both are true, and counters have
                                                // another name than everywhere else.
                                                .with("without_type_suffix", false)
                                                .with("without_units", false))))))));
  }

  private Fields extensions() {
    return Fields.of(
            "healthcheckv2",
            Fields.of("use_v2", true).with("http", Fields.of("endpoint", everywhere(health))))
        .with(
            "jaeger_query",
            Fields.of("storage", Fields.of("traces", STORE))
                .with("http", Fields.of("endpoint", everywhere(pages)))
                // Nobody asks in gRPC.
                .with("grpc", Fields.of("endpoint", "127.0.0.1:16685")))
        .with("jaeger_storage", Fields.of("backends", Fields.of(STORE, storage.tree())));
  }

  /** Where nothing is said, it listens on the loopback of its pod. */
  private static String everywhere(Port port) {
    return "0.0.0.0:" + port.number();
  }

  private static String seconds(Duration duration) {
    return duration.toSeconds() + "s";
  }
}
