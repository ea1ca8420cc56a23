package com.xtrading.platform.edge;

import com.xtrading.platform.environment.Edge;
import com.xtrading.platform.environment.Tracing;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Settings of the process, as environment variables; what it does with requests is in its file. */
final class KongSettings {

  /** Where it writes its own files and what it holds of large requests. */
  static final String PREFIX = "/var/lib/kong";

  /** The time that open requests get; then what is still connected is cut off. */
  static final Duration DRAIN = Duration.ofSeconds(30);

  private static final String LOG_NAME = "api";

  /** Without the query, in which a ticket stands. */
  private static final String LOG_FORMAT =
      LOG_NAME
          + " escape=json '{\"time\":\"$time_iso8601\",\"client\":\"$remote_addr\","
          + "\"method\":\"$request_method\",\"host\":\"$host\",\"path\":\"$uri\","
          + "\"status\":\"$status\",\"bytes\":\"$bytes_sent\",\"seconds\":\"$request_time\","
          + "\"upstream\":\"$upstream_addr\",\"request\":\"$kong_request_id\"}'";

  /**
   * @param file where the declarative configuration is
   * @param authority where the certificate of the platform's authority is
   * @param password the file with the password of the counters, which the entry point of the image
   *     reads: Kong itself reads no files
   */
  static SortedMap<String, String> of(
      Edge edge, Optional<Tracing> tracing, String file, String authority, String password) {
    SortedMap<String, String> settings = new TreeMap<>();
    settings.put("KONG_DATABASE", "off");
    settings.put("KONG_DECLARATIVE_CONFIG", file);
    settings.put("KONG_PREFIX", PREFIX);
    settings.put("KONG_PLUGINS", String.join(",", KongFile.PLUGINS));
    settings.put("KONG_ANONYMOUS_REPORTS", "off");
    listen(settings);
    log(settings);
    clients(settings, edge);
    settings.put("KONG_ROUTER_FLAVOR", "traditional_compatible");
    // Its default is the number of cores of the node.
    settings.put("KONG_NGINX_WORKER_PROCESSES", Long.toString(workers(edge)));
    settings.put("KONG_NGINX_MAIN_WORKER_SHUTDOWN_TIMEOUT", DRAIN.toSeconds() + "s");
    // Names of services are whole; asking for SRV records first costs a query each.
    settings.put("KONG_DNS_ORDER", "LAST,A,CNAME");
    settings.put("KONG_LUA_SSL_TRUSTED_CERTIFICATE", "system," + authority);
    settings.put("KONG_LUA_SSL_VERIFY_DEPTH", "3");
    settings.put("KONG_PASSWORD_FILE", password);
    settings.put("KONG_UNTRUSTED_LUA_SANDBOX_REQUIRES", "kong.plugins.jwt.jwt_parser");
    tracing.ifPresent(
        traces -> {
          settings.put("KONG_TRACING_INSTRUMENTATIONS", "request");
          settings.put("KONG_TRACING_SAMPLING_RATE", KongFile.share(traces.percent()));
        });
    return settings;
  }

  private static void listen(SortedMap<String, String> settings) {
    settings.put(
        "KONG_PROXY_LISTEN", "0.0.0.0:%d reuseport backlog=16384".formatted(Kong.PROXY.number()));
    settings.put("KONG_STATUS_LISTEN", "0.0.0.0:" + Kong.STATUS.number());
    settings.put("KONG_ADMIN_LISTEN", "off");
    settings.put("KONG_ADMIN_GUI_LISTEN", "off");
  }

  private static void log(SortedMap<String, String> settings) {
    settings.put("KONG_LOG_LEVEL", "notice");
    settings.put("KONG_NGINX_HTTP_LOG_FORMAT", LOG_FORMAT);
    settings.put("KONG_PROXY_ACCESS_LOG", "/dev/stdout " + LOG_NAME);
    settings.put("KONG_PROXY_ERROR_LOG", "/dev/stderr");
    settings.put("KONG_STATUS_ERROR_LOG", "/dev/stderr");
    settings.put("KONG_HEADERS", "X-Kong-Request-Id");
  }

  /**
   * NGINX alone can reach the port, and says in X-Real-IP who the client is. X-Forwarded-For begins
   * with what clients say of themselves.
   */
  private static void clients(SortedMap<String, String> settings, Edge edge) {
    settings.put("KONG_TRUSTED_IPS", "0.0.0.0/0");
    settings.put("KONG_REAL_IP_HEADER", "X-Real-IP");
    settings.put("KONG_REAL_IP_RECURSIVE", "off");
    settings.put("KONG_NGINX_HTTP_CLIENT_MAX_BODY_SIZE", edge.requestBody().toMebibytes() + "m");
  }

  /** One for each core that the limit allows, begun cores included. */
  private static long workers(Edge edge) {
    return (edge.gateway().limits().cpu().millicores() + 999) / 1000;
  }

  private KongSettings() {}
}
