package com.xtrading.platform.logging;

import com.xtrading.platform.environment.Logging;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.model.Port;
import java.util.List;
import java.util.Map;

/** The configuration of Fluent Bit 5, in its YAML form. */
final class FluentBitConfiguration {

  /** Where positions and records that wait are kept; survives the pod. */
  static final String STATE = "/var/lib/fluent-bit";

  private static final String TAG = "kube.*";

  static Map<String, Object> of(Logging logging, Port http) {
    return Fields.of(
            "service",
            Fields.of("flush", 1)
                .with("grace", 15)
                .with("log_level", "info")
                .with("http_server", true)
                .with("http_listen", "0.0.0.0")
                .with("http_port", http.number())
                .with("health_check", true)
                .with("storage.path", STATE + "/storage")
                .with("storage.sync", "normal")
                .with("storage.max_chunks_up", 16)
                .with("storage.metrics", true)
                // A destination that was away for long is tried again every minute, not after the
                // default of half an hour.
                .with("scheduler.cap", 60))
        .with("multiline_parsers", List.of(traceback()))
        .with(
            "pipeline",
            Fields.of("inputs", List.of(tail()))
                .with(
                    "filters",
                    List.of(
                        Fields.of("name", "multiline")
                            .with("alias", "join-tracebacks")
                            .with("match", TAG)
                            .with("multiline.key_content", "log")
                            .with("multiline.parser", "traceback")
                            // With its buffer each record goes through a second input, which
                            // takes no more than it has room for, and drops the others.
                            .with("buffer", false),
                        Fields.of("name", "kubernetes")
                            .with("alias", "add-metadata")
                            .with("match", TAG)
                            .with("merge_log", true)
                            .with("merge_log_key", "app")
                            .with("keep_log", false)
                            .with("annotations", false)
                            .with("buffer_size", "256k"),
                        Fields.of("name", "modify")
                            .with("alias", "trim")
                            .with("match", TAG)
                            .with("remove", List.of("_p", "time"))))
                .with("outputs", List.of(http(logging))));
  }

  /** CRI lines joined where the runtime cut them; the container runtime's own format. */
  private static Map<String, Object> tail() {
    return Fields.of("name", "tail")
        .with("alias", "containers")
        .with("tag", TAG)
        .with("path", "/var/log/containers/*.log")
        .with("multiline.parser", "cri")
        .with("db", STATE + "/positions.db")
        .with("read_from_head", true)
        .with("refresh_interval", 5)
        // Tracebacks are joined within what is read at once.
        .with("buffer_chunk_size", "256k")
        .with("buffer_max_size", "1M")
        .with("skip_long_lines", true)
        .with("storage.type", "filesystem")
        // It would pause at the chunks that are held in memory, long before the disk is full.
        .with("storage.pause_on_chunks_overlimit", false);
  }

  private static Map<String, Object> http(Logging logging) {
    Logging.Destination destination = logging.destination();
    return Fields.of("name", "http")
        .with("alias", "destination")
        .with("match", TAG)
        .with("host", destination.url().host())
        .with("port", destination.url().port())
        .with("uri", destination.url().path())
        .with("format", "json")
        .with("json_date_key", "@timestamp")
        .with("json_date_format", "iso8601")
        .with("compress", "gzip")
        .with("http_user", "${LOG_DESTINATION_USER}")
        .with("http_passwd", "${LOG_DESTINATION_PASSWORD}")
        .with("tls", true)
        .with("tls.verify", true)
        .with("tls.verify_hostname", true)
        // The default is a single attempt; records wait on disk instead, up to the limit.
        .with("retry_limit", "no_limits")
        .with("storage.total_limit_size", logging.buffer().toMebibytes() + "M");
  }

  /** Python tracebacks become one record; the built-in parser repeats their last line. */
  private static Map<String, Object> traceback() {
    return Fields.of("name", "traceback")
        .with("type", "regex")
        .with("flush_timeout", 1000)
        .with(
            "rules",
            List.of(
                rule("start_state", "/^Traceback \\(most recent call last\\):/", "body"),
                rule(
                    "body",
                    "/^(\\s+|\\S+(Error|Exception|Exit|Interrupt|Warning)(:.*)?$)/",
                    "body")));
  }

  private static Map<String, Object> rule(String state, String regex, String next) {
    return Fields.of("state", state).with("regex", regex).with("next_state", next);
  }

  private FluentBitConfiguration() {}
}
