package com.xtrading.platform.data;

import com.xtrading.platform.component.CertificateAge;
import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.AlertRule.Condition;
import com.xtrading.platform.declaration.AlertRule.Message;
import com.xtrading.platform.declaration.AlertRule.Urgency;
import com.xtrading.platform.environment.Data;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What somebody must know about Redis. */
final class RedisAlerts {

  private static final String GROUP = "redis";

  static List<AlertRule> ofServer(String namespace, String name) {
    return common(namespace, name, name + "-0");
  }

  static List<AlertRule> ofCluster(String namespace, String name, Data.Redis size) {
    String pods = "%s-(leader|follower)-[0-9]+".formatted(name);
    String here = here(namespace, pods);
    List<AlertRule> alerts = new ArrayList<>(common(namespace, name, pods));
    int servers = size.masters() * (1 + size.replicasPerMaster());
    alerts.add(
        new AlertRule(
            GROUP,
            "RedisClusterSlotsLost",
            new Condition(
                // Servers answer for their own slots while others are lost: their state is "ok".
                "max(redis_cluster_slots_fail{%1$s}) > 0 or min(redis_cluster_slots_ok{%1$s}) < 16384"
                    .formatted(here),
                Duration.ofMinutes(1)),
            Urgency.CRITICAL,
            new Message(
                "The Redis cluster has lost part of its keys",
                "Slots are served by nobody: a master is gone and nothing took over.")));
    alerts.add(
        new AlertRule(
            GROUP,
            "RedisServersMissing",
            new Condition(
                "(count(redis_up{%s} == 1) or vector(0)) < %d".formatted(here, servers),
                Duration.ofMinutes(5)),
            Urgency.WARNING,
            new Message(
                "{{ $value }} of %d Redis servers answer".formatted(servers),
                "A server is not running, or nothing leads to it.")));
    if (size.replicasPerMaster() > 0) {
      alerts.add(
          new AlertRule(
              GROUP,
              "RedisMasterWithoutReplica",
              new Condition(
                  ("redis_connected_slaves{%1$s} == 0 and on (namespace, pod)"
                          + " redis_instance_info{%1$s, role=\"master\"} == 1")
                      .formatted(here),
                  Duration.ofMinutes(10)),
              Urgency.WARNING,
              new Message(
                  "{{ $labels.pod }} has no replica",
                  "The loss of {{ $labels.pod }} now loses its part of the cache.")));
    }
    return alerts;
  }

  private static List<AlertRule> common(String namespace, String name, String pods) {
    String here = here(namespace, pods);
    return List.of(
        new AlertRule(
                GROUP,
                "RedisDown",
                new Condition(
                    "redis_up{%1$s} == 0 or absent(redis_up{%1$s})".formatted(here),
                    Duration.ofMinutes(2)),
                Urgency.CRITICAL,
                new Message(
                    "Redis %s is down".formatted(name),
                    "{{ $labels.pod }} of %s does not answer, or nobody watches it."
                        .formatted(name)))
            .withLabel("store", name),
        new AlertRule(
                GROUP,
                "RedisRejectsConnections",
                new Condition(
                    "increase(redis_rejected_connections_total{%s}[5m]) > 0".formatted(here),
                    Duration.ZERO),
                Urgency.WARNING,
                new Message(
                    "{{ $labels.pod }} turns clients away",
                    "{{ $labels.pod }} is at its limit of clients."))
            .withLabel("store", name),
        new AlertRule(
                GROUP,
                "StoreCertificateNotLoaded",
                new Condition(
                    CertificateAge.olderThanCertificate(
                        "redis_start_time_seconds{%s}".formatted(here), namespace, name + "-tls"),
                    Duration.ofHours(24)),
                Urgency.WARNING,
                new Message(
                    "{{ $labels.pod }} runs with a certificate that was replaced",
                    "Redis reads its certificate when it starts; restart it before the old one ends."))
            .withLabel("store", name));
  }

  private static String here(String namespace, String pods) {
    return "namespace=\"%s\", pod=~\"%s\"".formatted(namespace, pods);
  }

  private RedisAlerts() {}
}
