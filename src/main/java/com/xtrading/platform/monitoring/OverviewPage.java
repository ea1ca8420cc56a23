package com.xtrading.platform.monitoring;

import com.xtrading.platform.dashboard.Dashboard;
import com.xtrading.platform.dashboard.Frame;
import com.xtrading.platform.dashboard.PromQl;
import com.xtrading.platform.dashboard.Series;
import com.xtrading.platform.dashboard.Size;
import com.xtrading.platform.dashboard.Stat;
import com.xtrading.platform.dashboard.Table;
import com.xtrading.platform.dashboard.Thresholds;
import com.xtrading.platform.dashboard.TimeSeries;
import com.xtrading.platform.dashboard.Unit;

/** The page that is opened first: whether people are served, and what speaks against it. */
final class OverviewPage {

  private final Series requests;
  private final Series errors;
  private final Series durations;
  private final Series sockets;
  private final String data;

  private OverviewPage(String application, String data) {
    String here = "namespace=\"%s\"".formatted(application);
    this.data = "namespace=\"%s\"".formatted(data);
    requests = Series.of("http_requests_total", here);
    errors = requests.where("status=~\"5..\"");
    durations = Series.of("http_request_duration_seconds", here);
    sockets = Series.of("websocket_connections_active", here);
  }

  static Dashboard of(String application, String data) {
    OverviewPage page = new OverviewPage(application, data);
    return Dashboard.of(
            "xtrading-overview",
            "xTrading 系统监控",
            "Whether people are served: requests, errors, response times, and what Prometheus says of"
                + " the rest.")
        .row(
            "",
            page.rate(),
            page.errorRatio(),
            page.responseTime(),
            page.sockets(),
            page.targetsDown(),
            page.alerts())
        .row(
            "服务 · Services",
            page.requestsByService(),
            page.errorsByService(),
            page.responseTimeByService(),
            page.connections())
        .row("监控 · Monitoring", page.targets(), page.firing());
  }

  private Stat rate() {
    return Stat.graphed(
        Frame.tile(
            "每秒请求 · Requests per second",
            "Requests that all services answer in a second.",
            Unit.REQUESTS_PER_SECOND),
        PromQl.range(requests.sumOfRates(), "requests"));
  }

  private Stat errorRatio() {
    return Stat.graphed(
        Frame.tile(
                "错误占比 · Error ratio",
                "Share of all answers that are server errors (5xx).",
                Unit.RATIO)
            .with(Thresholds.rising(0.01, 0.05))
            .runbook("HTTPErrorRatioHigh"),
        PromQl.range(Series.share(errors.sumOfRates(), requests.sumOfRates()), "errors"));
  }

  private Stat responseTime() {
    return Stat.graphed(
        Frame.tile(
                "95% 响应时间 · Response time",
                "The time within which 95 % of all requests are answered.", Unit.SECONDS)
            .with(Thresholds.rising(0.25, 0.5)),
        PromQl.range(durations.quantile(0.95), "p95"));
  }

  private Stat sockets() {
    return Stat.graphed(
        Frame.tile(
            "WebSocket 连接 · Sockets", "Connections that are open over all pods.", Unit.SHORT),
        PromQl.range(sockets.sum(), "connections"));
  }

  private Stat targetsDown() {
    return Stat.of(
        Frame.tile(
                "失联目标 · Targets down",
                "Pods that are there and do not answer Prometheus.",
                Unit.NUMBER)
            .with(Thresholds.redFrom(1))
            .runbook("TargetDown"),
        PromQl.instant("count(up == 0) or vector(0)"));
  }

  private Stat alerts() {
    return Stat.of(
        Frame.tile(
                "正在告警 · Firing alerts",
                "Alerts that fire now, without the one that always does.",
                Unit.NUMBER)
            .with(Thresholds.redFrom(1)),
        PromQl.instant(
            "count(ALERTS{alertstate=\"firing\", severity=~\"warning|critical\"}) or vector(0)"));
  }

  private TimeSeries requestsByService() {
    return TimeSeries.of(
        Frame.of(
            "API 请求量 · Requests",
            "Requests per second by service and method.",
            Unit.REQUESTS_PER_SECOND),
        PromQl.range(requests.sumOfRates("job", "method"), "{{job}} {{method}}"));
  }

  private TimeSeries errorsByService() {
    return TimeSeries.of(
        Frame.of("错误率 · Errors", "Share of answers that are server errors.", Unit.RATIO)
            .with(Thresholds.redFrom(0.05))
            .runbook("HTTPErrorRatioHigh"),
        PromQl.range(
            Series.share(errors.sumOfRates("job"), requests.sumOfRates("job")), "{{job}}"));
  }

  private TimeSeries responseTimeByService() {
    return TimeSeries.of(
        Frame.of(
            "API 响应时间 · Response time",
            "The time within which 95 % of the requests are answered, by service.",
            Unit.SECONDS),
        PromQl.range(durations.quantile(0.95, "job"), "{{job}}"));
  }

  private TimeSeries connections() {
    return TimeSeries.of(
        Frame.of(
                "数据库连接数 · Database connections",
                "Open connections by instance; the page of PostgreSQL says how many fit.",
                Unit.SHORT)
            .runbook("PostgresConnectionsNearLimit"),
        PromQl.range(Series.of("cnpg_backends_total", data).sum("pod"), "{{pod}}"));
  }

  private TimeSeries targets() {
    return TimeSeries.of(
        Frame.of("监控目标 · Targets", "Pods that answer Prometheus, by job.", Unit.NUMBER)
            .runbook("ServiceDown"),
        PromQl.range(Series.of("up").sum("job"), "{{job}}"));
  }

  private Table firing() {
    return Table.by(
        "alertname",
        "Alert",
        Frame.of(
                "告警列表 · What fires",
                "Alerts that fire now, with how many things each is about.",
                Unit.NUMBER)
            .sized(Size.HALF),
        Table.Value.of(
            "Firing",
            Unit.NUMBER,
            "count by (alertname) (ALERTS{alertstate=\"firing\", severity=~\"warning|critical\"})"));
  }
}
