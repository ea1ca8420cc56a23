package com.xtrading.platform.edge;

import com.xtrading.platform.dashboard.Dashboard;
import com.xtrading.platform.dashboard.Frame;
import com.xtrading.platform.dashboard.Heatmap;
import com.xtrading.platform.dashboard.PromQl;
import com.xtrading.platform.dashboard.Series;
import com.xtrading.platform.dashboard.Stat;
import com.xtrading.platform.dashboard.Table;
import com.xtrading.platform.dashboard.Thresholds;
import com.xtrading.platform.dashboard.TimeSeries;
import com.xtrading.platform.dashboard.Unit;
import java.util.List;

/**
 * How the way in does: NGINX, which says how much comes, and Kong behind it, which says what is
 * answered. The open-source NGINX counts no status codes.
 */
final class GatewayPage {

  private final Series requests;
  private final Series errors;
  private final String here;

  private GatewayPage(String namespace) {
    here = "namespace=\"%s\"".formatted(namespace);
    requests = measured("kong_http_requests_total");
    errors = requests.where("code=~\"5..\"");
  }

  static Dashboard of(String namespace) {
    GatewayPage page = new GatewayPage(namespace);
    return Dashboard.of(
            "xtrading-gateway",
            "网关 · Gateway",
            "What comes in through NGINX and Kong, how it is answered, and how long that takes.")
        .row(
            "", page.rate(), page.errorRatio(), page.p95(), page.refusedRatio(), page.connections())
        .row(
            "Kong",
            page.byService(),
            page.errorsByService(),
            page.refused(),
            page.latency(),
            page.spread(),
            page.routes())
        .row("NGINX", page.nginxRequests())
        .row("资源 · Resources", page.bandwidth(), page.dictionaries());
  }

  private Stat rate() {
    return Stat.graphed(
        Frame.tile(
            "请求 · Requests", "Requests that Kong answers in a second.", Unit.REQUESTS_PER_SECOND),
        PromQl.range(requests.sumOfRates(), "requests"));
  }

  private Stat errorRatio() {
    return Stat.graphed(
        Frame.tile(
                "错误占比 · Error ratio", "Share of answers that are server errors (5xx).", Unit.RATIO)
            .with(Thresholds.rising(0.01, 0.05))
            .runbook("GatewayErrorRatioHigh"),
        PromQl.range(Series.share(errors.sumOfRates(), requests.sumOfRates()), "errors"));
  }

  private Stat p95() {
    return Stat.graphed(
        Frame.tile(
                "95% 延迟 · Latency",
                "The time within which 95 % of the requests are answered.", Unit.MILLISECONDS)
            .with(Thresholds.rising(250, 500))
            .runbook("GatewayLatencyHigh"),
        PromQl.range(latencies("kong_request_latency_ms").quantile(0.95), "p95"));
  }

  private Stat refusedRatio() {
    return Stat.graphed(
        Frame.tile(
                "拒绝占比 · Refused",
                "Share of requests without a good token (401), or above the limit (429).",
                Unit.RATIO)
            .with(Thresholds.rising(0.2, 0.5))
            .runbook("GatewayRefusesMany"),
        PromQl.range(
            Series.share(requests.where("code=~\"401|429\"").sumOfRates(), requests.sumOfRates()),
            "refused"));
  }

  private Stat connections() {
    return Stat.graphed(
        Frame.tile("活动连接 · Connections", "Connections that are open at Kong.", Unit.SHORT),
        PromQl.range(
            measured("kong_nginx_connections_total").where("state=\"active\"").sum(),
            "connections"));
  }

  private TimeSeries byService() {
    return TimeSeries.stacked(
        Frame.of(
            "请求分布 · Requests by route",
            "Requests per second by service and route.",
            Unit.REQUESTS_PER_SECOND),
        PromQl.range(requests.sumOfRates("service", "route"), "{{service}} {{route}}"));
  }

  private TimeSeries errorsByService() {
    return TimeSeries.of(
        Frame.of("错误率 · Errors by service", "Share of answers that are server errors.", Unit.RATIO)
            .with(Thresholds.redFrom(0.05))
            .runbook("GatewayErrorRatioHigh"),
        PromQl.range(
            Series.share(errors.sumOfRates("service"), requests.sumOfRates("service")),
            "{{service}}"));
  }

  private TimeSeries refused() {
    return TimeSeries.stacked(
        Frame.of(
                "拒绝 · Refused by route",
                "Requests per second that are refused, by status; 429 is the limit of calls.",
                Unit.REQUESTS_PER_SECOND)
            .runbook("GatewayRefusesMany"),
        PromQl.range(
            requests.where("code=~\"401|403|413|429\"").sumOfRates("route", "code"),
            "{{route}} {{code}}"));
  }

  private TimeSeries latency() {
    return TimeSeries.of(
        Frame.of(
                "延迟组成 · Parts of the latency",
                "The time within which 95 % of the requests are answered, and what of it services and Kong itself need.",
                Unit.MILLISECONDS)
            .runbook("GatewayLatencyHigh"),
        PromQl.range(latencies("kong_request_latency_ms").quantile(0.95), "whole"),
        PromQl.range(latencies("kong_upstream_latency_ms").quantile(0.95), "services"),
        PromQl.range(latencies("kong_kong_latency_ms").quantile(0.95), "Kong"));
  }

  private Heatmap spread() {
    return Heatmap.of(
        Frame.of(
            "延迟分布 · Spread of latencies", "How many requests took how long.", Unit.MILLISECONDS),
        latencies("kong_request_latency_ms_bucket").toString());
  }

  private Table routes() {
    return new Table(
        Frame.of(
            "路由 · Routes", "Each route with its requests, errors and latency of now.", Unit.NUMBER),
        List.of(new Table.Label("service", "Service"), new Table.Label("route", "Route")),
        List.of(
            Table.Value.of(
                "Requests", Unit.REQUESTS_PER_SECOND, requests.sumOfRates("service", "route")),
            Table.Value.of(
                    "Errors",
                    Unit.RATIO,
                    Series.share(
                        errors.sumOfRates("service", "route"),
                        requests.sumOfRates("service", "route")))
                .with(Thresholds.rising(0.01, 0.05)),
            Table.Value.of(
                "p95",
                Unit.MILLISECONDS,
                measured("kong_request_latency_ms").quantile(0.95, "service", "route"))));
  }

  private TimeSeries nginxRequests() {
    return TimeSeries.stacked(
        Frame.of(
            "NGINX 请求 · Requests of NGINX",
            "Requests per second by pod, pages of the web application among them.",
            Unit.REQUESTS_PER_SECOND),
        PromQl.range(measured("nginx_http_requests_total").sumOfRates("pod"), "{{pod}}"));
  }

  private TimeSeries bandwidth() {
    return TimeSeries.of(
        Frame.of(
            "带宽 · Bandwidth",
            "Bytes per second that come to Kong and go from it.",
            Unit.BYTES_PER_SECOND),
        PromQl.range(measured("kong_bandwidth_bytes").sumOfRates("direction"), "{{direction}}"));
  }

  private TimeSeries dictionaries() {
    return TimeSeries.of(
        Frame.of(
                "共享字典 · Shared memory of Kong",
                "How full the fullest pod's shared memory is, by what it is for.",
                Unit.RATIO)
            .with(Thresholds.rising(0.8, 0.95)),
        PromQl.range(
            "max by (shared_dict) (%s / (%s > 0))"
                .formatted(
                    measured("kong_memory_lua_shared_dict_bytes"),
                    measured("kong_memory_lua_shared_dict_total_bytes")),
            "{{shared_dict}}"));
  }

  /** Connections of WebSockets last as long as people look. */
  private Series latencies(String metric) {
    return measured(metric).where("service!~\".*-sockets\"");
  }

  private Series measured(String metric) {
    return Series.of(metric, here);
  }
}
