package com.xtrading.platform.monitoring;

import com.xtrading.platform.declaration.AlertGroup;
import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.AlertRule.Message;
import com.xtrading.platform.declaration.AlertRule.Team;
import com.xtrading.platform.declaration.AlertRule.Urgency;
import com.xtrading.platform.declaration.AlertScenario.Given;
import com.xtrading.platform.declaration.InputSeries;
import com.xtrading.platform.declaration.SeriesLabels;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Whether services answer: Prometheus, and whoever calls them. */
final class ServiceAlerts {

  private static final AlertGroup PLATFORM =
      new AlertGroup("platform", Team.PLATFORM, "xtrading-services");
  private static final AlertGroup SERVICES =
      new AlertGroup("services", Team.PLATFORM, "xtrading-services");

  private final String application;
  private final SeriesLabels pod;

  private ServiceAlerts(String application) {
    this.application = application;
    pod = SeriesLabels.ofService(application, "user-service", "user-service-0");
  }

  /**
   * All of them.
   *
   * @param application namespace of our own services
   */
  static List<AlertRule> of(String application) {
    ServiceAlerts alerts = new ServiceAlerts(application);
    return List.of(
        alerts.targets(), alerts.down(), alerts.errors(), alerts.latency(), alerts.sockets());
  }

  private AlertRule targets() {
    return PLATFORM
        .rule(
            "TargetDown",
            Urgency.WARNING,
            Duration.ofMinutes(10),
            "100 * count by (namespace, job) (up == 0) / count by (namespace, job) (up) > 10",
            new Message(
                "{{ $labels.job }} is partly down",
                "{{ $value | printf \"%.0f\" }} % of the pods of {{ $labels.job }} do not answer Prometheus."))
        .basic()
        .fires("one of nine", oneDownOf(9), pod.by("namespace", "job").alert("11"))
        .quiet("one of ten", oneDownOf(10));
  }

  private Given oneDownOf(int pods) {
    return Given.of(
        IntStream.range(0, pods)
            .<InputSeries>mapToObj(
                number ->
                    pod.with("pod", "user-service-" + number).gauge("up", number == 0 ? 0 : 1))
            .toList());
  }

  private AlertRule down() {
    SeriesLabels worker = SeriesLabels.ofPod(application, "backtest-worker", "backtest-worker-0");
    return SERVICES
        .rule(
            "ServiceDown",
            Urgency.CRITICAL,
            Duration.ofMinutes(2),
            // What has no service in front of it there runs once or for a while, and says so
            // itself.
            "sum by (namespace, job) (up unless up{namespace=\"%s\", job=~\".+/.+\"}) == 0"
                .formatted(application),
            new Message(
                "{{ $labels.job }} is down", "No pod of {{ $labels.job }} answers Prometheus."))
        .basic()
        .fires("none of two pods answers", two(0), pod.by("namespace", "job").alert())
        .quiet("one of two pods answers", two(1))
        .quiet("what runs for a while has ended", Given.of(worker.gauge("up", 0)));
  }

  private Given two(int up) {
    return Given.of(pod.gauge("up", 0), pod.with("pod", "user-service-1").gauge("up", up));
  }

  private AlertRule errors() {
    return SERVICES
        .rule(
            "HTTPErrorRatioHigh",
            Urgency.WARNING,
            Duration.ofMinutes(5),
            "sum by (namespace, job) (rate(http_requests_total{status=~\"5..\"}[5m]))"
                + " / (sum by (namespace, job) (rate(http_requests_total[5m])) > 0.5) > 0.05",
            new Message(
                "{{ $labels.job }} answers with errors",
                "{{ $value | humanizePercentage }} of the answers of {{ $labels.job }} are server errors."))
        // Two requests a second are more than one in two seconds on the mean after 75 s.
        .fires(
            "56 of a thousand answers are errors",
            answers(0.112, 1.888).since(Duration.ofSeconds(90)),
            pod.by("namespace", "job").alert("5.6%"))
        .quiet("45 of a thousand are", answers(0.09, 1.91).since(Duration.ofSeconds(90)))
        .quiet("there are few requests", answers(0.2, 0.2).since(Duration.ofMinutes(5)));
  }

  private Given answers(double errors, double others) {
    SeriesLabels route = pod.with("method", "GET", "route", "/orders");
    return Given.of(
        route.with("status", "500").counter("http_requests_total", errors),
        route.with("status", "200").counter("http_requests_total", others));
  }

  private AlertRule latency() {
    return SERVICES
        .rule(
            "HTTPLatencyP95High",
            Urgency.WARNING,
            Duration.ofMinutes(10),
            "histogram_quantile(0.95, sum by (namespace, job, le)"
                + " (rate(http_request_duration_seconds_bucket[5m]))) > 0.5",
            new Message(
                "{{ $labels.job }} is slow",
                "One answer of {{ $labels.job }} in twenty takes longer than {{ $value | printf \"%.2f\" }} s."))
        .fires(
            "more than five of a hundred take longer than 0.5 s",
            latencies(0.9, 0.945),
            pod.by("namespace", "job").alert("0.55"))
        .quiet("four of a hundred take longer than 0.5 s", latencies(0.8, 0.96));
  }

  /** Answers within a quarter and half a second; all of them come within one. */
  private Given latencies(double quarter, double half) {
    SeriesLabels route = pod.with("method", "GET", "route", "/orders");
    String metric = "http_request_duration_seconds_bucket";
    return Given.of(
        route.with("le", "0.25").counter(metric, quarter),
        route.with("le", "0.5").counter(metric, half),
        route.with("le", "1.0").counter(metric, 1),
        route.with("le", "+Inf").counter(metric, 1));
  }

  private AlertRule sockets() {
    String metric = "websocket_connections_active";
    Duration before = Duration.ofMinutes(12);
    return SERVICES
        .rule(
            "WebSocketConnectionsCollapsed",
            Urgency.WARNING,
            Duration.ofMinutes(3),
            "sum by (namespace) (%1$s) / (sum by (namespace) (%1$s offset 10m) > 50) < 0.5"
                .formatted(metric),
            new Message(
                "Most WebSocket connections are gone",
                "{{ $value | humanizePercentage }} of those of ten minutes ago are left: a pod, the gateway or NGINX has let them go."))
        .fires(
            "45 of a hundred are left",
            Given.of(pod.gauge(metric, 100).then(before, 45)).since(before),
            pod.by("namespace").alert("45%"))
        .quiet(
            "55 of a hundred are left",
            Given.of(pod.gauge(metric, 100).then(before, 55)).since(before))
        .quiet("there were few", Given.of(pod.gauge(metric, 45).then(before, 10)).since(before));
  }
}
