package com.xtrading.platform.monitoring;

import com.xtrading.platform.declaration.AlertGroup;
import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.AlertRule.Message;
import com.xtrading.platform.declaration.AlertRule.Team;
import com.xtrading.platform.declaration.AlertRule.Urgency;
import com.xtrading.platform.declaration.AlertScenario.Given;
import com.xtrading.platform.declaration.SeriesLabels;
import java.time.Duration;
import java.util.List;

/** Whether alerting itself works: who watches, who tells, and what nobody needs to be told. */
final class SelfAlerts {

  private static final AlertGroup PLATFORM =
      new AlertGroup("platform", Team.PLATFORM, "xtrading-monitoring");
  private static final AlertGroup MONITORING =
      new AlertGroup("monitoring", Team.PLATFORM, "xtrading-monitoring");

  private final SeriesLabels prometheus;
  private final SeriesLabels alertmanager;

  private SelfAlerts(String namespace) {
    prometheus = SeriesLabels.ofPod(namespace, "prometheus", "prometheus-prometheus-0");
    alertmanager = SeriesLabels.ofPod(namespace, "alertmanager", "alertmanager-alertmanager-0");
  }

  /**
   * Those about Prometheus, and that alerting works at all.
   *
   * @param namespace where it runs
   */
  static List<AlertRule> of(String namespace) {
    SelfAlerts alerts = new SelfAlerts(namespace);
    return List.of(
        watchdog(),
        infoInhibitor(),
        alerts.ruleFailures(),
        alerts.notLoaded(
            "PrometheusConfigNotLoaded",
            "prometheus_config_last_reload_successful",
            alerts.prometheus,
            "{{ $labels.pod }} watches by an old configuration",
            "It could not load the new one: targets and rules that were added are not watched."),
        alerts.notConnected(),
        alerts.sampleLimit(),
        alerts.cardinality());
  }

  /**
   * Those about Alertmanager.
   *
   * @param namespace where it runs
   */
  static List<AlertRule> ofAlertmanager(String namespace) {
    SelfAlerts alerts = new SelfAlerts(namespace);
    return List.of(
        alerts.notificationsFail(),
        alerts.notLoaded(
            "AlertmanagerConfigNotLoaded",
            "alertmanager_config_last_reload_successful",
            alerts.alertmanager,
            "{{ $labels.pod }} tells people by an old configuration",
            "It could not load the new one: receivers and routes that were added are not used."));
  }

  private static AlertRule watchdog() {
    return PLATFORM
        .rule(
            "Watchdog",
            Urgency.NONE,
            Duration.ZERO,
            "vector(1)",
            new Message(
                "Alerting works",
                "Always firing. When it stops, Prometheus or the way to whoever is told is broken."))
        .basic()
        .fires("always", Given.of(), SeriesLabels.none().alert());
  }

  private static AlertRule infoInhibitor() {
    SeriesLabels info =
        SeriesLabels.of("namespace", "shop", "alertname", "Busy", "severity", "info")
            .with("alertstate", "firing");
    SeriesLabels warning = info.with("alertname", "Slow", "severity", "warning");
    return PLATFORM
        .rule(
            "InfoInhibitor",
            Urgency.NONE,
            Duration.ZERO,
            "group by (namespace) (ALERTS{alertstate=\"firing\", severity=\"info\"} == 1)"
                + " unless on (namespace) group by (namespace)"
                + " (ALERTS{alertstate=\"firing\", severity=~\"warning|critical\"} == 1)",
            new Message(
                "Nobody need be told of hints in {{ $labels.namespace }}",
                "Hints are for whoever looks at a warning of the same namespace, and there is none."))
        .fires(
            "a hint alone",
            Given.of(info.gauge("ALERTS", 1)),
            SeriesLabels.of("namespace", "shop").alert())
        .quiet(
            "a hint beside a warning",
            Given.of(info.gauge("ALERTS", 1), warning.gauge("ALERTS", 1)))
        .quiet("a warning alone", Given.of(warning.gauge("ALERTS", 1)));
  }

  private AlertRule ruleFailures() {
    String metric = "prometheus_rule_evaluation_failures_total";
    SeriesLabels group = prometheus.with("rule_group", "services");
    return MONITORING
        .rule(
            "PrometheusRuleFailures",
            Urgency.CRITICAL,
            Duration.ofMinutes(15),
            "increase(%s[5m]) > 0".formatted(metric),
            new Message(
                "{{ $labels.pod }} cannot evaluate rules",
                "Rules of {{ $labels.rule_group }} fail: what they watch is watched by nobody."))
        .fires("evaluations fail", Given.of(group.counter(metric, 0.01)), group.alert())
        .quiet("no evaluation fails", Given.of(group.counter(metric, 0)));
  }

  private AlertRule notLoaded(
      String name, String metric, SeriesLabels pod, String summary, String description) {
    return MONITORING
        .rule(
            name,
            Urgency.CRITICAL,
            Duration.ofMinutes(10),
            "max_over_time(%s[5m]) == 0".formatted(metric),
            new Message(summary, description))
        .fires("the last one was not loaded", Given.of(pod.gauge(metric, 0)), pod.alert())
        .quiet("the last one was loaded", Given.of(pod.gauge(metric, 1)));
  }

  private AlertRule notConnected() {
    String metric = "prometheus_notifications_alertmanagers_discovered";
    return MONITORING
        .rule(
            "PrometheusNotConnectedToAlertmanagers",
            Urgency.CRITICAL,
            Duration.ofMinutes(10),
            "max_over_time(%s[5m]) < 1".formatted(metric),
            new Message(
                "{{ $labels.pod }} has nobody to tell",
                "It knows no Alertmanager: whatever fires, nobody is told by it."))
        .fires("it knows none", Given.of(prometheus.gauge(metric, 0)), prometheus.alert())
        .quiet("it knows one", Given.of(prometheus.gauge(metric, 1)));
  }

  private AlertRule sampleLimit() {
    String metric = "prometheus_target_scrapes_exceeded_sample_limit_total";
    return MONITORING
        .rule(
            "PrometheusScrapeSampleLimitHit",
            Urgency.WARNING,
            Duration.ofMinutes(15),
            "increase(%s[5m]) > 0".formatted(metric),
            new Message(
                "{{ $labels.pod }} throws scrapes away",
                "A target says more than it may, and nothing of what it says is kept."))
        .fires(
            "a scrape is too large", Given.of(prometheus.counter(metric, 0.01)), prometheus.alert())
        .quiet("none is too large", Given.of(prometheus.counter(metric, 0)));
  }

  private AlertRule cardinality() {
    String metric = "prometheus_tsdb_head_series";
    return MONITORING
        .rule(
            "PrometheusCardinalityHigh",
            Urgency.WARNING,
            Duration.ofMinutes(30),
            metric + " > 1e6",
            new Message(
                "{{ $labels.pod }} keeps very many series",
                "{{ $value | humanize }} series are in memory: a label has too many values, and memory will not suffice."))
        .fires("1.1 millions", Given.of(prometheus.gauge(metric, 1.1e6)), prometheus.alert("1.1M"))
        .quiet("0.9 millions", Given.of(prometheus.gauge(metric, 0.9e6)));
  }

  private AlertRule notificationsFail() {
    return MONITORING
        .rule(
            "AlertmanagerNotificationsFail",
            Urgency.CRITICAL,
            Duration.ofMinutes(5),
            "sum by (namespace, integration) (rate(alertmanager_notifications_failed_total[5m]))"
                + " / (sum by (namespace, integration) (rate(alertmanager_notifications_total[5m])) > 0)"
                + " > 0.01",
            new Message(
                "Notifications by {{ $labels.integration }} do not arrive",
                "{{ $value | humanizePercentage }} of them fail: people are not told."))
        .fires(
            "eleven of a thousand fail",
            notifications(0.0011, 0.1),
            alertmanager
                .with("integration", "webhook")
                .by("namespace", "integration")
                .alert("1.1%"))
        .quiet("nine of a thousand fail", notifications(0.0009, 0.1))
        .quiet("nobody is told anything", notifications(0, 0));
  }

  private Given notifications(double failing, double all) {
    SeriesLabels webhook = alertmanager.with("integration", "webhook");
    return Given.of(
        webhook
            .with("reason", "serverError")
            .counter("alertmanager_notifications_failed_total", failing),
        webhook.counter("alertmanager_notifications_total", all));
  }
}
