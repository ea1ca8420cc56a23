package com.xtrading.platform.edge;

import com.xtrading.platform.component.TextTemplate;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.manifest.Fields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The declarative configuration of Kong 3.9 (format 3.0): who is known by which key, what every
 * request goes through, and which request goes where.
 */
final class KongFile {

  /** The plugins that are loaded; without the name here, none can be used. */
  static final List<String> PLUGINS =
      List.of(
          "correlation-id",
          "cors",
          "jwt",
          "opentelemetry",
          "pre-function",
          "prometheus",
          "rate-limiting",
          "request-size-limiting");

  /** What a route carries that asks for no token. */
  static final String PUBLIC_TAG = "public";

  /** Drops what callers say of themselves. */
  private static final String DROP = "drop-identity.lua";

  /** Says who a caller is. */
  private static final String NAME = "user-id.lua";

  private static final String W3C = "w3c";
  private static final String USER_HEADER = "X-User-Id";

  /** "KONG_PASSWORD_FILE" of the image's entry point: the content of a file under this name. */
  private static final String COUNTERS_PASSWORD = "{vault://env/kong-password}";

  private static final Duration CONNECT = Duration.ofSeconds(2);

  /** Cloudflare waits a hundred seconds for an answer. */
  private static final Duration ANSWER = Duration.ofSeconds(60);

  private static final Duration COUNT = Duration.ofMillis(500);

  /** Access tokens live for half an hour; one that claims more than an hour is not ours. */
  private static final Duration TOKEN_LIFE = Duration.ofHours(1);

  private static final Duration TICKET_LIFE = Duration.ofMinutes(1);
  private static final String MEBIBYTES = "megabytes"; // of 1,048,576 bytes, says its source

  private final Environment environment;
  private final Endpoint counters;
  private final Optional<Endpoint> spans;
  private final List<Kong.Upstream> upstreams;

  /**
   * @param spans where spans go
   */
  KongFile(
      Environment environment,
      Endpoint counters,
      Optional<Endpoint> spans,
      List<Kong.Upstream> upstreams) {
    this.environment = environment;
    this.counters = counters;
    this.spans = spans;
    this.upstreams = List.copyOf(upstreams);
  }

  Map<String, Object> tree() {
    return Fields.of("_format_version", "3.0")
        .with("consumers", List.of(consumer()))
        .with("plugins", everywhere())
        .with("services", services());
  }

  /** Everybody who brings a token of ours; who that is stands in the token. */
  private Map<String, Object> consumer() {
    return Fields.of("username", "xtrading-users")
        .with(
            "jwt_secrets",
            environment.edge().tokenKeys().stream()
                .map(
                    key ->
                        Fields.of("key", key.kid())
                            .with("algorithm", key.publicKey().algorithm())
                            .with("rsa_public_key", key.publicKey().pem()))
                .toList());
  }

  private List<Map<String, Object>> everywhere() {
    List<Map<String, Object>> plugins = new ArrayList<>();
    plugins.add(
        plugin(
            "correlation-id",
            Fields.of("header_name", "X-Request-ID")
                .with("generator", "uuid")
                .with("echo_downstream", true)));
    plugins.add(plugin("cors", cors()));
    plugins.add(preFunction(DROP));
    plugins.add(
        plugin(
            "prometheus",
            Fields.of("status_code_metrics", true)
                .with("latency_metrics", true)
                .with("bandwidth_metrics", true)
                .with("upstream_health_metrics", true)));
    plugins.add(
        plugin(
            "rate-limiting", perUser(Limit.perHour(environment.application().requestsPerHour()))));
    plugins.add(
        plugin(
            "request-size-limiting",
            Fields.of("allowed_payload_size", environment.edge().requestBody().toMebibytes())
                .with("size_unit", MEBIBYTES)));
    spans.ifPresent(place -> plugins.add(plugin("opentelemetry", tracing(place))));
    return plugins;
  }

  /**
   * Every trace begins here: whoever could name one from outside could have all of their requests
   * traced, or put them into the trace of somebody else.
   */
  private Map<String, Object> tracing(Endpoint place) {
    return Fields.of(
            "traces_endpoint",
            "http://%s:%d/v1/traces".formatted(place.host(), place.port().number()))
        .with(
            "resource_attributes",
            Fields.of("service.name", "kong")
                .with("deployment.environment.name", environment.name().value()))
        .with(
            "propagation",
            Fields.of("default_format", W3C)
                .with("inject", List.of(W3C))
                .with("clear", List.of("tracestate")));
  }

  /** The web application comes from another host than the API. */
  private Map<String, Object> cors() {
    return Fields.of("origins", List.of("https://" + environment.domain()))
        .with("methods", withPreflight(new TreeSet<>(List.of(Route.Method.values()))))
        .with("headers", List.of("Authorization", "Content-Type", "X-Request-ID"))
        .with(
            "exposed_headers",
            List.of("Retry-After", "RateLimit-Remaining", "RateLimit-Reset", "X-Request-ID"))
        .with("max_age", 3600);
  }

  private List<Map<String, Object>> services() {
    List<Map<String, Object>> services = new ArrayList<>();
    for (Kong.Upstream upstream : upstreams) {
      service(upstream, false).ifPresent(services::add);
      service(upstream, true).ifPresent(services::add);
    }
    return services;
  }

  /** WebSockets have a service of their own: how long it may be silent is a setting of that. */
  private Optional<Map<String, Object>> service(Kong.Upstream upstream, boolean sockets) {
    List<Map<String, Object>> routes =
        upstream.routes().stream()
            .filter(route -> (route.asks() == Route.Asks.TICKET) == sockets)
            .map(this::route)
            .toList();
    long silence = (sockets ? NginxGateway.SOCKET_SILENCE : ANSWER).toMillis();
    return routes.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Fields.of("name", upstream.service().peer().name() + (sockets ? "-sockets" : ""))
                .with("protocol", "http")
                .with("host", upstream.service().host())
                .with("port", upstream.service().port().number())
                .with("connect_timeout", CONNECT.toMillis())
                .with("read_timeout", silence)
                .with("write_timeout", silence)
                // A second pod may be asked where the first one could not be reached.
                .with("retries", 1)
                .with("routes", routes));
  }

  private Map<String, Object> route(Route route) {
    Fields tree =
        Fields.of("name", route.name())
            .with("paths", route.paths().stream().map(path -> path(route, path)).toList())
            .with("strip_path", false);
    if (!route.methods().isEmpty()) {
      tree.put("methods", withPreflight(route.methods()));
    }
    List<Map<String, Object>> plugins = new ArrayList<>();
    if (route.asks() != Route.Asks.NOTHING) {
      // Takes the place of the one for everything, so it drops first.
      plugins.add(preFunction(DROP, NAME));
    }
    switch (route.asks()) {
      case TOKEN -> plugins.add(plugin("jwt", jwt(TOKEN_LIFE, List.of())));
      case TICKET -> plugins.add(plugin("jwt", jwt(TICKET_LIFE, List.of("ticket"))));
      case NOTHING -> tree.put("tags", List.of(PUBLIC_TAG));
    }
    route
        .limit()
        .ifPresent(
            limit ->
                plugins.add(
                    plugin(
                        "rate-limiting",
                        route.asks() == Route.Asks.NOTHING ? perAddress(limit) : perUser(limit))));
    if (!plugins.isEmpty()) {
      tree.put("plugins", plugins);
    }
    return tree;
  }

  /** What is open to everybody is one path, and not all that begin with it. */
  private static String path(Route route, String path) {
    return route.isExact() ? "~%s$".formatted(path.replace(".", "\\.")) : path;
  }

  private static Fields preFunction(String... functions) {
    return plugin(
        "pre-function",
        Fields.of(
            "access",
            Stream.of(functions)
                .map(name -> TextTemplate.of(KongFile.class, name).text())
                .toList()));
  }

  /** A route that names methods gets the questions of browsers too, which plugin cors answers. */
  private static List<String> withPreflight(Iterable<Route.Method> methods) {
    TreeSet<String> names = new TreeSet<>(List.of("OPTIONS"));
    methods.forEach(method -> names.add(method.name()));
    return List.copyOf(names);
  }

  /**
   * @param parameters of the query in which a token may stand
   */
  private static Map<String, Object> jwt(Duration life, List<String> parameters) {
    return Fields.of("key_claim_name", "kid")
        .with("claims_to_verify", List.of("exp"))
        .with("maximum_expiration", life.toSeconds())
        .with("uri_param_names", parameters);
  }

  /** Without the counters, users go on uncounted. */
  private Map<String, Object> perUser(Limit limit) {
    return limiting(limit)
        .with("limit_by", "header")
        .with("header_name", USER_HEADER)
        .with("fault_tolerant", true);
  }

  /** Without the counters, nobody guesses passwords. */
  private Map<String, Object> perAddress(Limit limit) {
    return limiting(limit).with("limit_by", "ip").with("fault_tolerant", false);
  }

  private Fields limiting(Limit limit) {
    Fields config =
        Fields.of("policy", "redis")
            .with(
                "redis",
                // One and the same everywhere: Kong shares connections by host and port alone.
                Fields.of("host", counters.host())
                    .with("port", counters.port().number())
                    .with("timeout", COUNT.toMillis())
                    .with("ssl", true)
                    .with("ssl_verify", true)
                    .with("server_name", counters.host())
                    .with("password", COUNTERS_PASSWORD));
    limit
        .requests()
        .forEach(
            (window, requests) -> config.put(window.name().toLowerCase(Locale.ROOT), requests));
    return config;
  }

  private static Fields plugin(String name, Map<String, Object> config) {
    return Fields.of("name", name).with("config", config);
  }

  /** A percentage as Kong writes shares, such as 0.1. */
  static String share(int percent) {
    return Double.toString(percent / 100.0);
  }
}
