package com.xtrading.platform.data;

import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.AlertRule.Condition;
import com.xtrading.platform.declaration.AlertRule.Message;
import com.xtrading.platform.declaration.AlertRule.Urgency;
import com.xtrading.platform.environment.Data;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What somebody must know about a PostgreSQL cluster. */
final class PostgresAlerts {

  private static final String GROUP = PostgresCluster.NAME;

  static List<AlertRule> of(String namespace, Data.Postgres size) {
    String here = "namespace=\"%s\"".formatted(namespace);
    List<AlertRule> alerts = new ArrayList<>();
    alerts.add(
        new AlertRule(
                GROUP,
                "PostgresDown",
                new Condition("cnpg_collector_up{%s} == 0".formatted(here), Duration.ofMinutes(1)),
                Urgency.CRITICAL,
                new Message(
                    "PostgreSQL instance {{ $labels.pod }} is down",
                    "The exporter of {{ $labels.pod }} answers and cannot reach its database."))
            .basic());
    alerts.add(
        new AlertRule(
            GROUP,
            "PostgresMetricsAbsent",
            new Condition("absent(cnpg_collector_up{%s})".formatted(here), Duration.ofMinutes(5)),
            Urgency.CRITICAL,
            new Message(
                "No PostgreSQL instance is watched",
                "No instance of the cluster answers Prometheus: it is gone, or the way to it is closed.")));
    alerts.add(
        new AlertRule(
            GROUP,
            "PostgresPrimaryCountWrong",
            new Condition(
                "sum by (namespace) (1 - cnpg_pg_replication_in_recovery{%s}) != 1".formatted(here),
                Duration.ofMinutes(2)),
            Urgency.CRITICAL,
            new Message(
                "There are {{ $value }} PostgreSQL primaries",
                "Exactly one instance must take writes: with none every write fails, with two data diverges.")));
    alerts.add(
        new AlertRule(
            GROUP,
            "PostgresConnectionsNearLimit",
            new Condition(
                ("sum by (namespace, pod) (cnpg_backends_total{%1$s})"
                        + " / max by (namespace, pod)"
                        + " (cnpg_pg_settings_setting{%1$s, name=\"max_connections\"}) > 0.85")
                    .formatted(here),
                Duration.ofMinutes(5)),
            Urgency.WARNING,
            new Message(
                "{{ $labels.pod }} runs out of connections",
                "{{ $value | humanizePercentage }} of max_connections are in use.")));
    if (size.instances() > 1) {
      alerts.add(
          new AlertRule(
              GROUP,
              "PostgresInstancesMissing",
              new Condition(
                  "(count(cnpg_collector_up{%s} == 1) or vector(0)) < %d"
                      .formatted(here, size.instances()),
                  Duration.ofMinutes(5)),
              Urgency.WARNING,
              new Message(
                  "{{ $value }} of %d PostgreSQL instances answer".formatted(size.instances()),
                  "There is less redundancy than there should be.")));
    }
    if (size.instances() > 2) {
      alerts.add(
          new AlertRule(
              GROUP,
              "PostgresCommitsBlocked",
              new Condition(
                  "(count(cnpg_collector_up{%s} == 1) or vector(0)) < 2".formatted(here),
                  Duration.ofMinutes(1)),
              Urgency.CRITICAL,
              new Message(
                  "No PostgreSQL replica is left to confirm commits",
                  "A commit waits for a second instance, and there is none: every write hangs.")));
    }
    if (size.instances() > 1) {
      alerts.add(
          new AlertRule(
              GROUP,
              "PostgresReplicationLag",
              new Condition(
                  "max by (namespace, pod) (cnpg_pg_replication_lag{%s}) > 30".formatted(here),
                  Duration.ofMinutes(5)),
              Urgency.WARNING,
              new Message(
                  "{{ $labels.pod }} is behind the primary",
                  "{{ $labels.pod }} replays what the primary wrote {{ $value | humanizeDuration }} ago.")));
    }
    return alerts;
  }

  private PostgresAlerts() {}
}
