package com.xtrading.platform.data;

import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.AlertRule.Message;
import com.xtrading.platform.declaration.AlertRule.Urgency;
import com.xtrading.platform.declaration.AlertScenario.Given;
import com.xtrading.platform.declaration.SeriesLabels;
import java.time.Duration;
import java.util.List;

/** What somebody must know about what clients do to a PostgreSQL cluster. */
final class PostgresLoadAlerts {

  private final String here;
  private final SeriesLabels instance;
  private final SeriesLabels database;

  private PostgresLoadAlerts(String namespace) {
    here = "namespace=\"%s\"".formatted(namespace);
    instance = PostgresAlerts.instance(namespace, 1);
    database = instance.with("datname", "orders");
  }

  static List<AlertRule> of(String namespace) {
    PostgresLoadAlerts alerts = new PostgresLoadAlerts(namespace);
    return List.of(
        alerts.connections(),
        alerts.longTransaction(),
        alerts.wraparound(),
        alerts.deadlocks(),
        alerts.inactiveSlot());
  }

  private AlertRule connections() {
    return PostgresAlerts.GROUP
        .rule(
            "PostgresConnectionsNearLimit",
            Urgency.WARNING,
            Duration.ofMinutes(5),
            ("sum by (namespace, pod) (cnpg_backends_total{%1$s})"
                    + " / max by (namespace, pod)"
                    + " (cnpg_pg_settings_setting{%1$s, name=\"max_connections\"}) > 0.85")
                .formatted(here),
            new Message(
                "{{ $labels.pod }} runs out of connections",
                "{{ $value | humanizePercentage }} of max_connections are in use."))
        .fires("88 of 100 are in use", backends(88), instance.by("namespace", "pod").alert("88%"))
        .quiet("82 of 100 are in use", backends(82));
  }

  private Given backends(int used) {
    SeriesLabels client = database.with("usename", "orders", "state", "active");
    return Given.of(
        client.gauge("cnpg_backends_total", used - 10),
        client.with("state", "idle").gauge("cnpg_backends_total", 10),
        instance.with("name", "max_connections").gauge("cnpg_pg_settings_setting", 100),
        instance.with("name", "shared_buffers").gauge("cnpg_pg_settings_setting", 9000));
  }

  private AlertRule longTransaction() {
    String metric = "cnpg_backends_max_tx_duration_seconds";
    SeriesLabels client =
        database.with("usename", "orders", "application_name", "worker", "state", "active");
    return PostgresAlerts.GROUP
        .rule(
            "PostgresLongTransaction",
            Urgency.WARNING,
            Duration.ofMinutes(1),
            "max by (namespace, pod, datname, usename) (%s{%s, state!=\"idle\"}) > 900"
                .formatted(metric, here),
            new Message(
                "A transaction of {{ $labels.usename }} in {{ $labels.datname }} does not end",
                "It is open for {{ $value | humanizeDuration }}: its locks are held, and nothing is cleaned up behind it."))
        .fires(
            "it is open for 16 minutes",
            Given.of(client.gauge(metric, 960)),
            client.by("namespace", "pod", "datname", "usename").alert("16m 0s"))
        .quiet("it is open for 14 minutes", Given.of(client.gauge(metric, 840)))
        .quiet(
            "a connection is idle for an hour",
            Given.of(client.with("state", "idle").gauge(metric, 3600)));
  }

  private AlertRule wraparound() {
    String metric = "cnpg_pg_database_xid_age";
    return PostgresAlerts.GROUP
        .rule(
            "PostgresXidWraparoundRisk",
            Urgency.CRITICAL,
            Duration.ofMinutes(10),
            "max by (namespace, pod, datname) (%s{%s}) > 1e9".formatted(metric, here),
            new Message(
                "{{ $labels.datname }} runs out of transaction numbers",
                "{{ $value | humanize }} numbers are in use. At two billions PostgreSQL takes no more writes."))
        .fires(
            "1.1 billions are in use",
            Given.of(database.gauge(metric, 1.1e9)),
            database.by("namespace", "pod", "datname").alert("1.1G"))
        .quiet("0.9 billions are in use", Given.of(database.gauge(metric, 0.9e9)));
  }

  private AlertRule deadlocks() {
    String metric = "cnpg_pg_stat_database_deadlocks";
    return PostgresAlerts.GROUP
        .rule(
            "PostgresDeadlocks",
            Urgency.WARNING,
            Duration.ZERO,
            "sum by (namespace, pod, datname) (increase(%s{%s}[10m])) > 5".formatted(metric, here),
            new Message(
                "Transactions in {{ $labels.datname }} lock each other out",
                "{{ $value | printf \"%.0f\" }} of them were ended within ten minutes because two waited for each other."))
        .fires(
            "six within ten minutes",
            Given.of(database.counter(metric, 0.0096)).since(Duration.ofMinutes(10)),
            database.by("namespace", "pod", "datname").alert("6"))
        .quiet(
            "five within ten minutes",
            Given.of(database.counter(metric, 0.008)).since(Duration.ofMinutes(10)));
  }

  private AlertRule inactiveSlot() {
    SeriesLabels slot = instance.with("slot_name", "replica_2", "slot_type", "physical");
    return PostgresAlerts.GROUP
        .rule(
            "PostgresReplicationSlotInactive",
            Urgency.WARNING,
            Duration.ofMinutes(15),
            "cnpg_pg_replication_slots_active{%1$s} == 0 and cnpg_pg_replication_slots_pg_wal_lsn_diff{%1$s} > 1e9"
                .formatted(here),
            new Message(
                "Nobody reads the replication slot {{ $labels.slot_name }}",
                "{{ $labels.pod }} keeps more than 1 GB of its log for it, until the volume is full."))
        .fires("nobody reads it and 1.1 GB wait", slot(slot, 0, 1.1e9), slot.alert())
        .quiet("nobody reads it and 0.9 GB wait", slot(slot, 0, 0.9e9))
        .quiet("somebody reads it", slot(slot, 1, 1.1e9));
  }

  private static Given slot(SeriesLabels slot, int active, double waiting) {
    return Given.of(
        slot.gauge("cnpg_pg_replication_slots_active", active),
        slot.gauge("cnpg_pg_replication_slots_pg_wal_lsn_diff", waiting));
  }
}
