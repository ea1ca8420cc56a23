package com.xtrading.platform.data;

import com.xtrading.platform.component.CertificateAge;
import com.xtrading.platform.declaration.AlertGroup;
import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.AlertRule.Message;
import com.xtrading.platform.declaration.AlertRule.Team;
import com.xtrading.platform.declaration.AlertRule.Urgency;
import com.xtrading.platform.declaration.AlertScenario.Given;
import com.xtrading.platform.declaration.ExpectedAlert;
import com.xtrading.platform.declaration.SeriesLabels;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What somebody must know about InfluxDB. */
final class InfluxAlerts {

  private static final AlertGroup GROUP =
      new AlertGroup(InfluxDb.NAME, Team.DATA, "xtrading-influxdb");

  private final String namespace;
  private final String name;
  private final String here;
  private final SeriesLabels pod;

  private InfluxAlerts(String namespace, String name) {
    this.namespace = namespace;
    this.name = name;
    here = "namespace=\"%s\", pod=\"%s-0\"".formatted(namespace, name);
    pod = SeriesLabels.ofPod(namespace, name, name + "-0");
  }

  static List<AlertRule> of(String namespace, String name) {
    InfluxAlerts alerts = new InfluxAlerts(namespace, name);
    return Stream.of(
            alerts.down(),
            alerts.writesFail(),
            alerts.writesRefused(),
            alerts.queriesQueue(),
            alerts.tasksFail(),
            alerts.certificateNotLoaded())
        .toList();
  }

  private AlertRule down() {
    return GROUP
        .rule(
            "InfluxDBDown",
            Urgency.CRITICAL,
            Duration.ofMinutes(2),
            "up{%1$s} == 0 or absent(up{%1$s})".formatted(here),
            new Message(
                "InfluxDB is down",
                "The one server of the time series does not answer, or nobody watches it."))
        .fires("it does not answer", Given.of(pod.gauge("up", 0)), pod.alert())
        .fires("nothing is known of it", Given.of(), pod.by("namespace", "pod").alert())
        .quiet("it answers", Given.of(pod.gauge("up", 1)));
  }

  private AlertRule writesFail() {
    return GROUP
        .rule(
            "InfluxDBWritesFail",
            Urgency.CRITICAL,
            Duration.ofMinutes(5),
            ("sum(rate(storage_wal_writes_err{%1$s}[5m]))"
                    + " + sum(rate(storage_cache_writes_err{%1$s}[5m]))"
                    + " + sum(rate(storage_cache_writes_dropped{%1$s}[5m])) > 0")
                .formatted(here),
            new Message(
                "InfluxDB loses measurements",
                "{{ $value | printf \"%.2f\" }} writes fail every second: its volume or its memory is full."))
        .fires("the log cannot be written", writes(0.1, 0, 0), number("0.10"))
        .fires("the cache cannot be written", writes(0, 0.1, 0), number("0.10"))
        .fires("the cache is full", writes(0, 0, 0.1), number("0.10"))
        .quiet("all is written", writes(0, 0, 0));
  }

  private Given writes(double log, double cache, double dropped) {
    return Given.of(
        pod.counter("storage_wal_writes_err", log),
        pod.counter("storage_cache_writes_err", cache),
        pod.counter("storage_cache_writes_dropped", dropped));
  }

  private AlertRule writesRefused() {
    return GROUP
        .rule(
            "InfluxDBWritesRefused",
            Urgency.WARNING,
            Duration.ofMinutes(15),
            "sum(rate(storage_shard_write_err_count{%s}[5m])) > 0".formatted(here),
            new Message(
                "InfluxDB refuses measurements",
                "{{ $value | printf \"%.2f\" }} writes are refused every second: a client sends values of another type, or too old."))
        .fires(
            "a client sends what it does not take",
            Given.of(pod.counter("storage_shard_write_err_count", 0.1)),
            number("0.10"))
        .quiet("all is taken", Given.of(pod.counter("storage_shard_write_err_count", 0)));
  }

  private AlertRule queriesQueue() {
    SeriesLabels organization = pod.with("org", "xtrading");
    return GROUP
        .rule(
            "InfluxDBQueriesQueue",
            Urgency.WARNING,
            Duration.ofMinutes(10),
            "sum(qc_queueing_active{%s}) > 5".formatted(here),
            new Message(
                "Queries wait for InfluxDB", "{{ $value }} queries wait for others to end."))
        .fires("six wait", Given.of(organization.gauge("qc_queueing_active", 6)), number("6"))
        .quiet("five wait", Given.of(organization.gauge("qc_queueing_active", 5)));
  }

  private AlertRule tasksFail() {
    return GROUP
        .rule(
            "InfluxDBTasksFail",
            Urgency.WARNING,
            Duration.ofMinutes(15),
            ("sum(rate(task_scheduler_total_execute_failure{%1$s}[15m]))"
                    + " / (sum(rate(task_scheduler_total_execution_calls{%1$s}[15m])) > 0) > 0.05")
                .formatted(here),
            new Message(
                "Tasks of InfluxDB fail",
                "{{ $value | humanizePercentage }} of the tasks fail: what they sum up is not there for those who read it."))
        .fires("56 of a thousand fail", tasks(0.0056, 0.1), number("5.6%"))
        .quiet("45 of a thousand fail", tasks(0.0045, 0.1))
        .quiet("none runs", tasks(0, 0));
  }

  private Given tasks(double failing, double all) {
    return Given.of(
        pod.counter("task_scheduler_total_execute_failure", failing),
        pod.counter("task_scheduler_total_execution_calls", all));
  }

  private AlertRule certificateNotLoaded() {
    CertificateAge age = new CertificateAge(namespace, name + "-tls");
    return age.proven(
        GROUP
            .rule(
                "StoreCertificateNotLoaded",
                Urgency.WARNING,
                Duration.ofHours(24),
                age.newerThan("time() - influxdb_uptime_seconds{%s}".formatted(here)),
                new Message(
                    "InfluxDB runs with a certificate that was replaced",
                    "InfluxDB reads its certificate when it starts; restart it before the old one ends."))
            .withLabel("store", name),
        pod,
        start -> pod.clock("influxdb_uptime_seconds", start));
  }

  private static ExpectedAlert number(String number) {
    return SeriesLabels.none().alert(number);
  }
}
