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

  private final String here;
  private final SeriesLabels pod;

  private BacktestAlerts(String namespace) {
    here = "namespace=\"%s\"".formatted(namespace);
    pod = SeriesLabels.ofService(namespace, "backtest-service", "backtest-service-0");
  }

  static List<AlertRule> of(String namespace) {
    BacktestAlerts alerts = new BacktestAlerts(namespace);
    return List.of(alerts.backlog(), alerts.oldest(), alerts.failures());
  }

  private AlertRule backlog() {
    String metric = "xtrading_backtest_jobs";
    SeriesLabels queued = pod.with("state", "queued");
    return GROUP
        .rule(
            "BacktestQueueBacklog",
            Urgency.WARNING,
            Duration.ofMinutes(15),
            "max by (namespace) (%s{%s, state=\"queued\"}) > 500".formatted(metric, here),
            new Message(
                "Many backtests wait",
                "{{ $value }} wait: workers are too few or too slow, or somebody asks for very many."))
        .fires("550 wait", Given.of(queued.gauge(metric, 550)), pod.by("namespace").alert("550"))
        .quiet("450 wait", Given.of(queued.gauge(metric, 450)))
        .quiet("550 are done", Given.of(pod.with("state", "succeeded").gauge(metric, 550)));
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
