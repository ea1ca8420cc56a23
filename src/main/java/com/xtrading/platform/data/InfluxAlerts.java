package com.xtrading.platform.data;

import com.xtrading.platform.component.CertificateAge;
import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.AlertRule.Condition;
import com.xtrading.platform.declaration.AlertRule.Message;
import com.xtrading.platform.declaration.AlertRule.Urgency;
import java.time.Duration;
import java.util.List;

/** What somebody must know about InfluxDB. */
final class InfluxAlerts {

  static List<AlertRule> of(String namespace, String name) {
    String here = "namespace=\"%s\", pod=\"%s-0\"".formatted(namespace, name);
    return List.of(
        new AlertRule(
            name,
            "InfluxDBDown",
            new Condition(
                "up{%1$s} == 0 or absent(up{%1$s})".formatted(here), Duration.ofMinutes(2)),
            Urgency.CRITICAL,
            new Message(
                "InfluxDB is down",
                "The one server of the time series does not answer, or nobody watches it.")),
        new AlertRule(
            name,
            "InfluxDBWritesFail",
            new Condition(
                ("sum(rate(storage_wal_writes_err{%1$s}[5m]))"
                        + " + sum(rate(storage_cache_writes_err{%1$s}[5m]))"
                        + " + sum(rate(storage_cache_writes_dropped{%1$s}[5m])) > 0")
                    .formatted(here),
                Duration.ofMinutes(5)),
            Urgency.CRITICAL,
            new Message(
                "InfluxDB loses measurements",
                "{{ $value }} writes fail every second: its volume or its memory is full.")),
        new AlertRule(
            name,
            "InfluxDBWritesRefused",
            new Condition(
                "sum(rate(storage_shard_write_err_count{%s}[5m])) > 0".formatted(here),
                Duration.ofMinutes(15)),
            Urgency.WARNING,
            new Message(
                "InfluxDB refuses measurements",
                "{{ $value }} writes are refused every second: a client sends values of another type, or too old.")),
        new AlertRule(
            name,
            "InfluxDBQueriesQueue",
            new Condition(
                "sum(qc_queueing_active{%s}) > 5".formatted(here), Duration.ofMinutes(10)),
            Urgency.WARNING,
            new Message(
                "Queries wait for InfluxDB", "{{ $value }} queries wait for others to end.")),
        new AlertRule(
                name,
                "StoreCertificateNotLoaded",
                new Condition(
                    CertificateAge.olderThanCertificate(
                        "time() - influxdb_uptime_seconds{%s}".formatted(here),
                        namespace,
                        name + "-tls"),
                    Duration.ofHours(24)),
                Urgency.WARNING,
                new Message(
                    "InfluxDB runs with a certificate that was replaced",
                    "InfluxDB reads its certificate when it starts; restart it before the old one ends."))
            .withLabel("store", name));
  }

  private InfluxAlerts() {}
}
