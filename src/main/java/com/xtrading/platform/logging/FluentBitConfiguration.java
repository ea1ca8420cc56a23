package com.xtrading.platform.logging;

import com.xtrading.platform.environment.Logging;
import com.xtrading.platform.kubernetes.Fields;
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
        Fields.of(
            "flush",
            1,
            "grace",
            15,
            "log_level",
            "info",
            "http_server",
            true,
            "http_listen",
            "0.0.0.0",
            "http_port",
            http.number(),
            "health_check",
            true,
            "storage.path",
            STATE + "/storage",
            "storage.sync",
            "normal",
            "storage.max_chunks_up",
            16,
            "storage.metrics",
            true,
            // A destination that was away for long is tried again every minute, not after the
            // default of half an hour.
            "scheduler.cap",
            60),
        "multiline_parsers",
        List.of(traceback()),
        "pipeline",
        Fields.of(
            "inputs",
            List.of(tail()),
            "filters",
            List.of(
                Fields.of(
                    "name",
                    "multiline",
                    "alias",
                    "join-tracebacks",
                    "match",
                    TAG,
                    "multiline.key_content",
                    "log",
                    "multiline.parser",
                    "traceback"),
                Fields.of(
                    "name",
                    "kubernetes",
                    "alias",
                    "add-metadata",
                    "match",
                    TAG,
                    "merge_log",
                    true,
                    "merge_log_key",
                    "app",
                    "keep_log",
                    false,
                    "annotations",
                    false,
                    "buffer_size",
                    "256k"),
                Fields.of(
                    "name",
                    "modify",
                    "alias",
                    "trim",
                    "match",
                    TAG,
                    "remove",
                    List.of("_p", "time"))),
            "outputs",
            List.of(http(logging))));
  }

  /** CRI lines joined where the runtime cut them; the container runtime's own format. */
  private static Map<String, Object> tail() {
    return Fields.of(
        "name",
        "tail",
        "alias",
        "containers",
        "tag",
        TAG,
        "path",
        "/var/log/containers/*.log",
        "multiline.parser",
        "cri",
        "db",
        STATE + "/positions.db",
        "read_from_head",
        true,
        "refresh_interval",
        5,
        "buffer_max_size",
        "1M",
        "skip_long_lines",
        true,
        "storage.type",
        "filesystem",
        "storage.pause_on_chunks_overlimit",
        true);
  }

  private static Map<String, Object> http(Logging logging) {
    Logging.Destination destination = logging.destination();
    return Fields.of(
        "name",
        "http",
        "alias",
        "destination",
        "match",
        TAG,
        "host",
        destination.url().host(),
        "port",
        destination.url().port(),
        "uri",
        destination.url().path(),
        "format",
        "json",
        "json_date_key",
        "@timestamp",
        "json_date_format",
        "iso8601",
        "compress",
        "gzip",
        "http_user",
        "${LOG_DESTINATION_USER}",
        "http_passwd",
        "${LOG_DESTINATION_PASSWORD}",
        "tls",
        true,
        "tls.verify",
        true,
        "tls.verify_hostname",
        true,
        // The default is a single attempt; records wait on disk instead, up to the limit.
        "retry_limit",
        "no_limits",
        "storage.total_limit_size",
        logging.buffer().toMebibytes() + "M");
  }

  /** Python tracebacks become one record; the built-in parser repeats their last line. */
  private static Map<String, Object> traceback() {
    return Fields.of(
        "name",
        "traceback",
        "type",
        "regex",
        "flush_timeout",
        1000,
        "rules",
        List.of(
            rule("start_state", "/^Traceback \\(most recent call last\\):/", "body"),
            rule("body", "/^(\\s+|\\S+(Error|Exception|Exit|Interrupt|Warning)(:.*)?$)/", "body")));
  }

  private static Map<String, Object> rule(String state, String regex, String next) {
    return Fields.of("state", state, "regex", regex, "next_state", next);
  }

  private FluentBitConfiguration() {}
}
