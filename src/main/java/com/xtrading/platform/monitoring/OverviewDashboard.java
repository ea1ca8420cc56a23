package com.xtrading.platform.monitoring;

import com.xtrading.platform.declaration.Dashboard;
import com.xtrading.platform.declaration.Dashboard.Panel;
import com.xtrading.platform.declaration.Dashboard.Query;
import java.util.List;

/**
 * The page that is opened first: requests, errors, response times, connections to PostgreSQL,
 * targets.
 */
final class OverviewDashboard {

  static Dashboard of(String applicationNamespace, String dataNamespace) {
    String app = "namespace=\"%s\"".formatted(applicationNamespace);
    String data = "namespace=\"%s\"".formatted(dataNamespace);
    return new Dashboard(
        "xtrading-overview",
        "xTrading 系统监控",
        List.of(
            new Panel(
                "API 请求量 · Requests",
                "Requests per second by service and method.",
                "reqps",
                List.of(
                    new Query(
                        "sum by (job, method) (rate(http_requests_total{%s}[$__rate_interval]))"
                            .formatted(app),
                        "{{job}} {{method}}"))),
            new Panel(
                "错误率 · Errors",
                "Share of answers that are server errors.",
                "percentunit",
                List.of(
                    new Query(
                        "sum by (job) (rate(http_requests_total{%1$s,status=~\"5..\"}[$__rate_interval])) / sum by (job) (rate(http_requests_total{%1$s}[$__rate_interval]))"
                            .formatted(app),
                        "{{job}}"))),
            new Panel(
                "API 响应时间 · Response time",
                "The time within which 95 % of the requests are answered, by service.",
                "s",
                List.of(
                    new Query(
                        "histogram_quantile(0.95, sum by (job, le) (rate(http_request_duration_seconds_bucket{%s}[$__rate_interval])))"
                            .formatted(app),
                        "{{job}}"))),
            new Panel(
                "数据库连接数 · Database connections",
                "Open connections by instance.",
                "short",
                List.of(
                    new Query(
                        "sum by (pod) (cnpg_backends_total{%s})".formatted(data), "{{pod}}"))),
            new Panel(
                "监控目标 · Targets",
                "Pods that answer Prometheus, by job.",
                "short",
                List.of(new Query("sum by (job) (up)", "{{job}}")))));
  }

  private OverviewDashboard() {}
}
