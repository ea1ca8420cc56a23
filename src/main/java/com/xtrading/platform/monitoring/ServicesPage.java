package com.xtrading.platform.monitoring;

import com.xtrading.platform.dashboard.Dashboard;
import com.xtrading.platform.dashboard.Frame;
import com.xtrading.platform.dashboard.Heatmap;
import com.xtrading.platform.dashboard.PromQl;
import com.xtrading.platform.dashboard.Series;
import com.xtrading.platform.dashboard.Size;
import com.xtrading.platform.dashboard.Stat;
import com.xtrading.platform.dashboard.Table;
import com.xtrading.platform.dashboard.Thresholds;
import com.xtrading.platform.dashboard.TimeSeries;
import com.xtrading.platform.dashboard.Unit;
import com.xtrading.platform.dashboard.Variable;
import java.util.List;

/**
 * How the services of ours do: what they are asked, how they answer, and what they have left. Parts
 * of pods come from cAdvisor and kube-state-metrics, whose own labels name the pod.
 */
final class ServicesPage {

  private static final String CHOSEN = "job=~\"$job\"";

  private final Series requests;
  private final Series errors;
  private final Series durations;
  private final String application;
  private final String containers;

  private ServicesPage(String namespace) {
    application = "namespace=\"%s\"".formatted(namespace);
    containers = application + ", container!=\"\", pod=~\"($job)-.+\"";
    requests = Series.of("http_requests_total", application, CHOSEN);
    errors = requests.where("status=~\"5..\"");
    durations = Series.of("http_request_duration_seconds", application, CHOSEN);
  }

  static Dashboard of(String namespace) {
    ServicesPage page = new ServicesPage(namespace);
    return Dashboard.of(
            "xtrading-services",
            "服务 · Services",
            "Requests, errors, response times and what is left of processor and memory, by service.")
        .with(
            new Variable.LabelValues(
                "job", "Service", "http_requests_total{%s}".formatted(page.application), "job"))
        .row(
            "",
            page.rate(),
            page.errorRatio(),
            page.p95(),
            page.inFlight(),
            page.pods(),
            page.restarts())
        .row(
            "请求 · Requests",
            page.byRoute(),
            page.errorsByRoute(),
            page.quantiles(),
            page.spread(),
            page.routes())
        .row("WebSocket", page.sockets(), page.messages())
        .row("余量 · Saturation", page.cpu(), page.throttled(), page.memory(), page.replicas())
        .row("版本 · Versions", page.versions());
  }

  private Stat rate() {
    return Stat.graphed(
        Frame.tile(
            "请求 · Requests", "Requests that are answered in a second.", Unit.REQUESTS_PER_SECOND),
        PromQl.range(requests.sumOfRates(), "requests"));
  }

  private Stat errorRatio() {
    return Stat.graphed(
        Frame.tile(
                "错误占比 · Error ratio", "Share of answers that are server errors (5xx).", Unit.RATIO)
            .with(Thresholds.rising(0.01, 0.05))
            .runbook("HTTPErrorRatioHigh"),
        PromQl.range(Series.share(errors.sumOfRates(), requests.sumOfRates()), "errors"));
  }

  private Stat p95() {
    return Stat.graphed(
        Frame.tile(
                "95% 响应时间 · Response time",
                "The time within which 95 % of the requests are answered.", Unit.SECONDS)
            .with(Thresholds.rising(0.25, 0.5)),
        PromQl.range(durations.quantile(0.95), "p95"));
  }

  private Stat inFlight() {
    return Stat.graphed(
        Frame.tile("处理中 · In flight", "Requests that are being answered now.", Unit.SHORT),
        PromQl.range(Series.of("http_requests_in_flight", application, CHOSEN).sum(), "requests"));
  }

  private Stat pods() {
    return Stat.of(
        Frame.tile(
                "无应答 Pod · Pods down",
                "Pods that are there and do not answer Prometheus.",
                Unit.NUMBER)
            .with(Thresholds.redFrom(1))
            .runbook("ServiceDown"),
        PromQl.instant("count(up{%s, %s} == 0) or vector(0)".formatted(application, CHOSEN)));
  }

  private Stat restarts() {
    return Stat.of(
        Frame.tile(
                "重启 · Restarts", "Containers that were started anew within the hour.", Unit.NUMBER)
            .with(Thresholds.rising(1, 5)),
        PromQl.instant(
            "round(sum(increase(kube_pod_container_status_restarts_total{%s}[1h])))"
                .formatted(containers)));
  }

  private TimeSeries byRoute() {
    return TimeSeries.stacked(
        Frame.of(
            "请求分布 · Requests by route",
            "Requests per second by service, method and route.",
            Unit.REQUESTS_PER_SECOND),
        PromQl.range(
            requests.sumOfRates("job", "method", "route"), "{{job}} {{method}} {{route}}"));
  }

  private TimeSeries errorsByRoute() {
    return TimeSeries.of(
        Frame.of(
                "错误率 · Errors by route",
                "Share of answers that are server errors, for routes that have had any.",
                Unit.RATIO)
            .with(Thresholds.redFrom(0.05))
            .runbook("HTTPErrorRatioHigh"),
        PromQl.range(
            Series.ratio(errors.sumOfRates("job", "route"), requests.sumOfRates("job", "route")),
            "{{job}} {{route}}"));
  }

  private TimeSeries quantiles() {
    return TimeSeries.of(
        Frame.of(
            "响应时间 · Response times",
            "The time within which half, 95 % and 99 % of the requests are answered.",
            Unit.SECONDS),
        PromQl.range(durations.quantile(0.5, "job"), "{{job}} p50"),
        PromQl.range(durations.quantile(0.95, "job"), "{{job}} p95"),
        PromQl.range(durations.quantile(0.99, "job"), "{{job}} p99"));
  }

  private Heatmap spread() {
    return Heatmap.of(
        Frame.of(
            "响应时间分布 · Spread of response times",
            "How many requests took how long; two bands are two kinds of requests.",
            Unit.SECONDS),
        durations.named("http_request_duration_seconds_bucket").toString());
  }

  private Table routes() {
    return new Table(
        Frame.of(
                "路由 · Routes",
                "Each route with its requests, errors and response time of now.",
                Unit.NUMBER)
            .sized(new Size(Size.COLUMNS, 10)),
        List.of(new Table.Label("job", "Service"), new Table.Label("route", "Route")),
        List.of(
            Table.Value.of(
                "Requests", Unit.REQUESTS_PER_SECOND, requests.sumOfRates("job", "route")),
            Table.Value.of(
                    "Errors",
                    Unit.RATIO,
                    Series.share(
                        errors.sumOfRates("job", "route"), requests.sumOfRates("job", "route")))
                .with(Thresholds.rising(0.01, 0.05)),
            Table.Value.of("p95", Unit.SECONDS, durations.quantile(0.95, "job", "route"))));
  }

  private TimeSeries sockets() {
    return TimeSeries.stacked(
        Frame.of(
            "WebSocket 连接 · Connections",
            "Connections that are open, by pod; they should be spread evenly.",
            Unit.SHORT),
        PromQl.range(
            Series.of("websocket_connections_active", application, CHOSEN).sum("pod"), "{{pod}}"));
  }

  private TimeSeries messages() {
    return TimeSeries.stacked(
        Frame.of(
            "推送消息 · Messages sent",
            "Messages per second to clients, by channel.",
            Unit.MESSAGES_PER_SECOND),
        PromQl.range(
            Series.of("websocket_messages_sent_total", application, CHOSEN).sumOfRates("channel"),
            "{{channel}}"));
  }

  private TimeSeries cpu() {
    return TimeSeries.of(
        Frame.of(
                "CPU 用量 · Processor of its request",
                "What pods use of the processor time that they ask for; above 1 they live on what others leave.",
                Unit.RATIO)
            .with(Thresholds.rising(0.8, 1)),
        PromQl.range(
            Series.ratio(
                "sum by (pod) (rate(container_cpu_usage_seconds_total{%s}[$__rate_interval]))"
                    .formatted(containers),
                "sum by (pod) (kube_pod_container_resource_requests{%s, resource=\"cpu\"})"
                    .formatted(containers)),
            "{{pod}}"));
  }

  private TimeSeries throttled() {
    return TimeSeries.of(
        Frame.of(
                "CPU 限流 · Throttling",
                "Share of periods in which a pod had to wait because of its limit.",
                Unit.RATIO)
            .with(Thresholds.rising(0.1, 0.25)),
        PromQl.range(
            Series.ratio(
                "sum by (pod) (rate(container_cpu_cfs_throttled_periods_total{%s}[$__rate_interval]))"
                    .formatted(containers),
                "sum by (pod) (rate(container_cpu_cfs_periods_total{%s}[$__rate_interval]))"
                    .formatted(containers)),
            "{{pod}}"));
  }

  private TimeSeries memory() {
    return TimeSeries.of(
        Frame.of(
                "内存用量 · Memory of its limit",
                "What pods use of the memory that they may have; at 1 the kernel ends them.",
                Unit.RATIO)
            .with(Thresholds.rising(0.8, 0.9)),
        PromQl.range(
            Series.ratio(
                "sum by (pod) (container_memory_working_set_bytes{%s})".formatted(containers),
                "sum by (pod) (kube_pod_container_resource_limits{%s, resource=\"memory\"})"
                    .formatted(containers)),
            "{{pod}}"));
  }

  private TimeSeries replicas() {
    String scaled = application + ", horizontalpodautoscaler=~\"$job\"";
    return TimeSeries.of(
        Frame.of(
                "副本 · Replicas of their most",
                "Pods of the most that the autoscaler may start; at 1 it can do no more.",
                Unit.RATIO)
            .with(Thresholds.rising(0.8, 1)),
        PromQl.range(
            Series.ratio(
                "max by (horizontalpodautoscaler) (kube_horizontalpodautoscaler_status_current_replicas{%s})"
                    .formatted(scaled),
                "max by (horizontalpodautoscaler) (kube_horizontalpodautoscaler_spec_max_replicas{%s})"
                    .formatted(scaled)),
            "{{horizontalpodautoscaler}}"));
  }

  private Table versions() {
    return new Table(
        Frame.of(
                "运行版本 · Running versions",
                "Pods by version and revision; two of one service are there while it is brought out.",
                Unit.NUMBER)
            .sized(new Size(Size.COLUMNS, 6)),
        List.of(
            new Table.Label("job", "Service"),
            new Table.Label("version", "Version"),
            new Table.Label("revision", "Revision")),
        List.of(
            Table.Value.of(
                "Pods",
                Unit.NUMBER,
                Series.of("xtrading_build_info", application)
                    .count("job", "version", "revision"))));
  }
}
