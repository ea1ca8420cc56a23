package com.xtrading.platform.edge;

import com.xtrading.platform.declaration.AlertGroup;
import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.AlertRule.Message;
import com.xtrading.platform.declaration.AlertRule.Team;
import com.xtrading.platform.declaration.AlertRule.Urgency;
import com.xtrading.platform.declaration.AlertScenario.Given;
import com.xtrading.platform.declaration.SeriesLabels;
import java.time.Duration;
import java.util.List;

/** What somebody must know about the API as its callers see it. */
final class KongAlerts {

  static final AlertGroup GROUP = new AlertGroup("gateway", Team.PLATFORM, "xtrading-gateway");

  /** Below this, one answer would decide. */
  static final String ENOUGH = "0.2";

  static final String REQUESTS = "kong_http_requests_total";
  private static final String LATENCY = "kong_request_latency_ms_bucket";

  private final SeriesLabels pod;
  private final SeriesLabels route;

  private KongAlerts(String namespace) {
    pod = SeriesLabels.ofPod(namespace, "kong", "kong-0");
    route = pod.with("service", "user-service", "route", "users");
  }

  static List<AlertRule> in(String namespace) {
    KongAlerts alerts = new KongAlerts(namespace);
    return List.of(
        alerts.errors(),
        alerts.latency(),
        alerts.refusals(),
        alerts.rateLimits(),
        alerts.sharedMemory());
  }

  private AlertRule errors() {
    return GROUP
        .rule(
            "GatewayErrorRatioHigh",
            Urgency.CRITICAL,
            Duration.ofMinutes(5),
            ("sum by (service) (rate(kong_http_requests_total{code=~\"5..\"}[5m]))"
                    + " / (sum by (service) (rate(kong_http_requests_total[5m])) > %s)"
                    + " > 0.05")
                .formatted(ENOUGH),
            new Message(
                "Callers of {{ $labels.service }} get errors",
                "{{ $value | humanizePercentage }} of the answers that callers get from"
                    + " {{ $labels.service }} are server errors."))
        // One request a second is more than one in five seconds on the mean after a minute.
        .fires(
            "56 of a thousand answers are errors",
            answers("502", 0.056, 0.944).since(Duration.ofSeconds(90)),
            route.by("service").alert("5.6%"))
        .quiet("45 of a thousand are", answers("502", 0.045, 0.955).since(Duration.ofSeconds(90)))
        .quiet("there are few requests", answers("502", 0.15, 0).since(Duration.ofMinutes(5)));
  }

  private AlertRule latency() {
    return GROUP
        .rule(
            "GatewayLatencyHigh",
            Urgency.WARNING,
            Duration.ofMinutes(10),
            "histogram_quantile(0.95, sum by (service, le)"
                + " (rate(kong_request_latency_ms_bucket{service!~\".*-sockets\"}[5m]))) > 500",
            new Message(
                "{{ $labels.service }} is slow",
                "One answer of {{ $labels.service }} in twenty takes longer than"
                    + " {{ $value | printf \"%.0f\" }} ms."))
        .fires(
            "ten of a hundred take longer than 400 ms",
            latencies(route, 0.9),
            route.by("service").alert("550"))
        .quiet("seven of a hundred take longer than 400 ms", latencies(route, 0.93))
        .quiet("sockets stay open", latencies(route.with("service", "live-sockets"), 0.9));
  }

  private static Given latencies(SeriesLabels route, double within400) {
    return Given.of(
        route.with("le", "400.0").counter(LATENCY, within400),
        route.with("le", "700.0").counter(LATENCY, 1),
        route.with("le", "+Inf").counter(LATENCY, 1));
  }

  private AlertRule refusals() {
    return GROUP
        .rule(
            "GatewayRefusesMany",
            Urgency.WARNING,
            Duration.ofMinutes(15),
            "sum by (route) (rate(kong_http_requests_total{code=~\"401|429\"}[5m]))"
                + " / (sum by (route) (rate(kong_http_requests_total[5m])) > 1) > 0.5",
            new Message(
                "Most requests to {{ $labels.route }} are refused",
                "{{ $value | humanizePercentage }} of the requests to {{ $labels.route }} have no valid"
                    + " token or are too many."))
        .fires(
            "55 of a hundred have no token",
            answers("401", 2.2, 1.8).since(Duration.ofSeconds(90)),
            route.by("route").alert("55%"))
        .quiet("45 of a hundred", answers("401", 1.8, 2.2).since(Duration.ofSeconds(90)))
        .quiet("there are few requests", answers("401", 0.9, 0).since(Duration.ofMinutes(5)));
  }

  private AlertRule rateLimits() {
    return GROUP
        .rule(
            "GatewayRateLimitsMany",
            Urgency.INFO,
            Duration.ofMinutes(10),
            "sum by (route) (rate(kong_http_requests_total{code=\"429\"}[5m]))"
                + " / (sum by (route) (rate(kong_http_requests_total[5m])) > 1) > 0.2",
            new Message(
                "Callers of {{ $labels.route }} meet its limit",
                "{{ $value | humanizePercentage }} of the requests to {{ $labels.route }} are too many:"
                    + " one caller asks in a loop, or the limit is too low."))
        .fires(
            "22 of a hundred are too many",
            answers("429", 0.88, 3.12).since(Duration.ofSeconds(90)),
            route.by("route").alert("22%"))
        .quiet("18 of a hundred", answers("429", 0.72, 3.28).since(Duration.ofSeconds(90)))
        .quiet("there are few requests", answers("429", 0.9, 0).since(Duration.ofMinutes(5)));
  }

  private AlertRule sharedMemory() {
    SeriesLabels dict =
        pod.with("node_id", "1", "shared_dict", "kong_db_cache", "kong_subsystem", "http");
    return GROUP
        .rule(
            "KongSharedDictNearFull",
            Urgency.WARNING,
            Duration.ofMinutes(15),
            "kong_memory_lua_shared_dict_bytes / (kong_memory_lua_shared_dict_total_bytes > 0) > 0.9",
            new Message(
                "{{ $labels.shared_dict }} of {{ $labels.pod }} is nearly full",
                "{{ $value | humanizePercentage }} are in use; then Kong forgets counters and keys while it needs them."))
        .fires("93 % are in use", memory(dict, 93), dict.alert("93%"))
        .quiet("87 % are in use", memory(dict, 87));
  }

  private static Given memory(SeriesLabels dict, double used) {
    return Given.of(
        dict.gauge("kong_memory_lua_shared_dict_bytes", used * 1e6),
        dict.gauge("kong_memory_lua_shared_dict_total_bytes", 100e6));
  }

  private Given answers(String code, double withCode, double others) {
    return Given.of(
        route.with("code", code, "source", "service").counter(REQUESTS, withCode),
        route.with("code", "200", "source", "service").counter(REQUESTS, others));
  }
}
