package com.xtrading.platform.data;

import com.xtrading.platform.declaration.AlertGroup;
import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.AlertRule.Message;
import com.xtrading.platform.declaration.AlertRule.Team;
import com.xtrading.platform.declaration.AlertRule.Urgency;
import com.xtrading.platform.declaration.AlertScenario.Given;
import com.xtrading.platform.declaration.InputSeries;
import com.xtrading.platform.declaration.SeriesLabels;
import com.xtrading.platform.environment.Data;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What somebody must know about the instances of a PostgreSQL cluster and who leads them. */
final class PostgresAlerts {

  static final AlertGroup GROUP =
      new AlertGroup(PostgresCluster.NAME, Team.DATA, "xtrading-postgres");

  private static final String UP = "cnpg_collector_up";

  private final String namespace;
  private final String here;
  private final int instances;

  private PostgresAlerts(String namespace, int instances) {
    this.namespace = namespace;
    this.instances = instances;
    here = "namespace=\"%s\"".formatted(namespace);
  }

  static List<AlertRule> of(String namespace, Data.Postgres size) {
    PostgresAlerts alerts = new PostgresAlerts(namespace, size.instances());
    List<AlertRule> all =
        new ArrayList<>(List.of(alerts.down(), alerts.absent(), alerts.primaries()));
    if (size.instances() > 1) {
      all.add(alerts.missing());
      all.add(alerts.lag());
    }
    if (size.instances() > 2) {
      all.add(alerts.blocked());
    }
    all.addAll(PostgresLoadAlerts.of(namespace));
    return all;
  }

  /** Labels of what an instance says. */
  static SeriesLabels instance(String namespace, int number) {
    return SeriesLabels.ofPod(namespace, PostgresCluster.NAME, PostgresCluster.NAME + "-" + number)
        .with("cnpg_io_cluster", PostgresCluster.NAME);
  }

  private AlertRule down() {
    SeriesLabels one = instance(1).with("cluster", PostgresCluster.NAME);
    return GROUP
        .rule(
            "PostgresDown",
            Urgency.CRITICAL,
            Duration.ofMinutes(1),
            "%s{%s} == 0".formatted(UP, here),
            new Message(
                "PostgreSQL instance {{ $labels.pod }} is down",
                "The exporter of {{ $labels.pod }} answers and cannot reach its database."))
        .basic()
        .fires("its database does not answer", Given.of(one.gauge(UP, 0)), one.alert())
        .quiet("its database answers", Given.of(one.gauge(UP, 1)));
  }

  private AlertRule absent() {
    return GROUP
        .rule(
            "PostgresMetricsAbsent",
            Urgency.CRITICAL,
            Duration.ofMinutes(5),
            "absent(%s{%s})".formatted(UP, here),
            new Message(
                "No PostgreSQL instance is watched",
                "No instance of the cluster answers Prometheus: it is gone, or the way to it is closed."))
        .fires("nothing is known of any", Given.of(), instance(1).by("namespace").alert())
        .quiet("one is down and says so", Given.of(instance(1).gauge(UP, 0)));
  }

  private AlertRule primaries() {
    return GROUP
        .rule(
            "PostgresPrimaryCountWrong",
            Urgency.CRITICAL,
            Duration.ofMinutes(2),
            "sum by (namespace) (1 - cnpg_pg_replication_in_recovery{%s}) != 1".formatted(here),
            new Message(
                "There are {{ $value }} PostgreSQL primaries",
                "Exactly one instance must take writes: with none every write fails, with two data diverges."))
        .fires("two lead", leading(0, 0), instance(1).by("namespace").alert("2"))
        .fires("none leads", leading(1, 1), instance(1).by("namespace").alert("0"))
        .quiet("one leads", leading(0, 1));
  }

  private Given leading(int first, int second) {
    return Given.of(
        instance(1).gauge("cnpg_pg_replication_in_recovery", first),
        instance(2).gauge("cnpg_pg_replication_in_recovery", second));
  }

  private AlertRule missing() {
    return GROUP
        .rule(
            "PostgresInstancesMissing",
            Urgency.WARNING,
            Duration.ofMinutes(5),
            "(count(%s{%s} == 1) or vector(0)) < %d".formatted(UP, here, instances),
            new Message(
                "{{ $value }} of %d PostgreSQL instances answer".formatted(instances),
                "There is less redundancy than there should be."))
        .fires(
            "one does not answer",
            answering(instances - 1),
            SeriesLabels.none().alert(Integer.toString(instances - 1)))
        .quiet("all answer", answering(instances));
  }

  private AlertRule blocked() {
    return GROUP
        .rule(
            "PostgresCommitsBlocked",
            Urgency.CRITICAL,
            Duration.ofMinutes(1),
            "(count(%s{%s} == 1) or vector(0)) < 2".formatted(UP, here),
            new Message(
                "No PostgreSQL replica is left to confirm commits",
                "A commit waits for a second instance, and there is none: every write hangs."))
        .fires("one is left", answering(1), SeriesLabels.none().alert())
        .quiet("two are left", answering(2));
  }

  /** So many instances with a database that answers; those of the others do not. */
  private Given answering(int count) {
    return Given.of(
        IntStream.rangeClosed(1, instances)
            .<InputSeries>mapToObj(number -> instance(number).gauge(UP, number <= count ? 1 : 0))
            .toList());
  }

  private AlertRule lag() {
    String metric = "cnpg_pg_replication_lag";
    return GROUP
        .rule(
            "PostgresReplicationLag",
            Urgency.WARNING,
            Duration.ofMinutes(5),
            "max by (namespace, pod) (%s{%s}) > 30".formatted(metric, here),
            new Message(
                "{{ $labels.pod }} is behind the primary",
                "{{ $labels.pod }} replays what the primary wrote {{ $value | humanizeDuration }} ago."))
        .fires(
            "it is 33 seconds behind",
            Given.of(instance(2).gauge(metric, 33)),
            instance(2).by("namespace", "pod").alert("33s"))
        .quiet("it is 27 seconds behind", Given.of(instance(2).gauge(metric, 27)));
  }

  private SeriesLabels instance(int number) {
    return instance(namespace, number);
  }
}
