package com.xtrading.platform.services;

import com.xtrading.platform.declaration.AlertGroup;
import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.AlertRule.Message;
import com.xtrading.platform.declaration.AlertRule.Team;
import com.xtrading.platform.declaration.AlertRule.Urgency;
import com.xtrading.platform.declaration.AlertScenario.Given;
import com.xtrading.platform.declaration.SeriesLabels;
import java.time.Duration;
import java.util.List;

/** What somebody must know about backtests that wait or fail. */
final class BacktestAlerts {

  private static final AlertGroup GROUP =
      new AlertGroup("backtests", Team.TRADING, "xtrading-backtests");

  private final String queue;
  private final String here;
  private final SeriesLabels pod;

  private BacktestAlerts(String namespace, String queue) {
    this.queue = queue;
    here = "namespace=\"%s\"".formatted(namespace);
    pod = SeriesLabels.ofService(namespace, "backtest-service", "backtest-service-0");
  }

  /**
   * All of them.
   *
   * @param queue where backtests wait
   */
  static List<AlertRule> of(String namespace, String queue) {
    BacktestAlerts alerts = new BacktestAlerts(namespace, queue);
    return List.of(alerts.backlog(), alerts.oldest(), alerts.failures());
  }

  private AlertRule backlog() {
    String metric = "rabbitmq_detailed_queue_messages_ready";
    SeriesLabels broker =
        SeriesLabels.ofPod("data", "rabbitmq", "rabbitmq-server-0")
            .with("vhost", "shop", "queue", queue);
    return GROUP
        .rule(
            "BacktestQueueBacklog",
            Urgency.WARNING,
            Duration.ofMinutes(15),
            // Every node of the broker that has the queue says how long it is.
            "max by (namespace, vhost, queue) (%s{queue=\"%s\"}) > 500".formatted(metric, queue),
            new Message(
                "Many backtests wait",
                "{{ $value }} wait in {{ $labels.queue }}: workers are too few or too slow, or somebody asks for very many."))
        .fires(
            "550 wait",
            Given.of(broker.gauge(metric, 550)),
            broker.by("namespace", "vhost", "queue").alert("550"))
        .quiet("450 wait", Given.of(broker.gauge(metric, 450)))
        .quiet(
            "they wait in another queue",
            Given.of(broker.with("queue", "mail").gauge(metric, 550)));
  }

  private AlertRule oldest() {
    String metric = "xtrading_backtest_oldest_queued_job_age_seconds";
    return GROUP
        .rule(
            "BacktestQueueOldestJobTooOld",
            Urgency.WARNING,
            Duration.ofMinutes(5),
            "max by (namespace) (%s{%s}) > 1800".formatted(metric, here),
            new Message(
                "A backtest does not begin",
                "One waits for {{ $value | humanizeDuration }}: no worker takes it."))
        .fires(
            "one waits for 32 minutes",
            Given.of(pod.gauge(metric, 1920)),
            pod.by("namespace").alert("32m 0s"))
        .quiet("one waits for 28 minutes", Given.of(pod.gauge(metric, 1680)));
  }

  private AlertRule failures() {
    return GROUP
        .rule(
            "BacktestFailureRatioHigh",
            Urgency.WARNING,
            Duration.ofMinutes(15),
            ("sum by (namespace) (rate(xtrading_backtest_jobs_completed_total{%1$s, outcome=\"failure\"}[30m]))"
                    + " / (sum by (namespace) (rate(xtrading_backtest_jobs_completed_total{%1$s}[30m])) > 0)"
                    + " > 0.1")
                .formatted(here),
            new Message(
                "Many backtests fail",
                "{{ $value | humanizePercentage }} of them end with an error."))
        .fires("eleven of a hundred fail", ended(0.011, 0.089), pod.by("namespace").alert("11%"))
        .quiet("nine of a hundred fail", ended(0.009, 0.091))
        .quiet("none ends", ended(0, 0));
  }

  private Given ended(double failed, double succeeded) {
    String metric = "xtrading_backtest_jobs_completed_total";
    return Given.of(
        pod.with("outcome", "failure").counter(metric, failed),
        pod.with("outcome", "success").counter(metric, succeeded));
  }
}
