package com.xtrading.platform.data;

import com.xtrading.platform.component.CertificateAge;
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

/** What somebody must know about Redis. */
final class RedisAlerts {

  private static final AlertGroup GROUP = new AlertGroup("redis", Team.DATA, "xtrading-redis");

  private final String namespace;
  private final String name;
  private final String here;
  private final SeriesLabels server;

  /**
   * @param pods a regular expression of their names
   * @param one the name of one of them
   */
  private RedisAlerts(String namespace, String name, String pods, String one) {
    this.namespace = namespace;
    this.name = name;
    here = "namespace=\"%s\", pod=~\"%s\"".formatted(namespace, pods);
    server = SeriesLabels.ofPod(namespace, name, one);
  }

  static List<AlertRule> ofServer(String namespace, String name) {
    RedisAlerts alerts = new RedisAlerts(namespace, name, name + "-0", name + "-0");
    List<AlertRule> all = new ArrayList<>(alerts.common());
    all.add(alerts.memory());
    return all;
  }

  static List<AlertRule> ofCluster(String namespace, String name, Data.Redis size) {
    RedisAlerts alerts =
        new RedisAlerts(
            namespace, name, "%s-(leader|follower)-[0-9]+".formatted(name), name + "-leader-0");
    List<AlertRule> all = new ArrayList<>(alerts.common());
    all.add(alerts.slotsLost());
    all.add(alerts.missing(size.masters() * (1 + size.replicasPerMaster())));
    if (size.replicasPerMaster() > 0) {
      all.add(alerts.withoutReplica());
      all.add(alerts.linkDown());
    }
    return all;
  }

  private List<AlertRule> common() {
    return List.of(down(), rejects(), certificateNotLoaded());
  }

  private AlertRule down() {
    return GROUP
        .rule(
            "RedisDown",
            Urgency.CRITICAL,
            Duration.ofMinutes(2),
            "redis_up{%1$s} == 0 or absent(redis_up{%1$s})".formatted(here),
            new Message(
                "Redis %s is down".formatted(name),
                "A server of %s does not answer, or nobody watches any.".formatted(name)))
        .withLabel("store", name)
        .fires("a server does not answer", Given.of(server.gauge("redis_up", 0)), server.alert())
        .fires("nothing is known of any", Given.of(), server.by("namespace").alert())
        .quiet("a server answers", Given.of(server.gauge("redis_up", 1)));
  }

  private AlertRule rejects() {
    String metric = "redis_rejected_connections_total";
    return GROUP
        .rule(
            "RedisRejectsConnections",
            Urgency.WARNING,
            Duration.ZERO,
            "increase(%s{%s}[5m]) > 0".formatted(metric, here),
            new Message(
                "{{ $labels.pod }} turns clients away",
                "{{ $labels.pod }} is at its limit of clients."))
        .withLabel("store", name)
        .fires("clients are turned away", Given.of(server.counter(metric, 0.1)), server.alert())
        .quiet("no client is turned away", Given.of(server.counter(metric, 0)));
  }

  private AlertRule certificateNotLoaded() {
    CertificateAge age = new CertificateAge(namespace, name + "-tls");
    return age.proven(
        GROUP
            .rule(
                "StoreCertificateNotLoaded",
                Urgency.WARNING,
                Duration.ofHours(24),
                age.newerThan("redis_start_time_seconds{%s}".formatted(here)),
                new Message(
                    "{{ $labels.pod }} runs with a certificate that was replaced",
                    "Redis reads its certificate when it starts; restart it before the old one ends."))
            .withLabel("store", name),
        server,
        start -> server.gauge("redis_start_time_seconds", start));
  }

  /** For counters, which are wrong once one is forgotten; a cache is always full. */
  private AlertRule memory() {
    return GROUP
        .rule(
            "RedisMemoryNearMax",
            Urgency.WARNING,
            Duration.ofMinutes(10),
            "redis_memory_used_bytes{%1$s} / (redis_memory_max_bytes{%1$s} > 0) > 0.9"
                .formatted(here),
            new Message(
                "{{ $labels.pod }} is nearly full",
                "{{ $value | humanizePercentage }} of its memory are in use; then it forgets what expires soonest."))
        .fires("93 % are in use", memory(93, 100), server.alert("93%"))
        .quiet("87 % are in use", memory(87, 100))
        .quiet("it has no limit", memory(93, 0));
  }

  private Given memory(double used, double most) {
    return Given.of(
        server.gauge("redis_memory_used_bytes", used * 1e6),
        server.gauge("redis_memory_max_bytes", most * 1e6));
  }

  private AlertRule slotsLost() {
    return GROUP
        .rule(
            "RedisClusterSlotsLost",
            Urgency.CRITICAL,
            Duration.ofMinutes(
                1), // Servers answer for their own slots while others are lost: their state is
            // "ok".
            "max(redis_cluster_slots_fail{%1$s}) > 0 or min(redis_cluster_slots_ok{%1$s}) < 16384"
                .formatted(here),
            new Message(
                "The Redis cluster has lost part of its keys",
                "Slots are served by nobody: a master is gone and nothing took over."))
        .fires("slots have failed", slots(1, 16_384), SeriesLabels.none().alert())
        .fires("a slot belongs to nobody", slots(0, 16_383), SeriesLabels.none().alert())
        .quiet("every slot is served", slots(0, 16_384));
  }

  private Given slots(int failed, int served) {
    return Given.of(
        server.gauge("redis_cluster_slots_fail", failed),
        server.gauge("redis_cluster_slots_ok", served));
  }

  private AlertRule missing(int servers) {
    return GROUP
        .rule(
            "RedisServersMissing",
            Urgency.WARNING,
            Duration.ofMinutes(5),
            "(count(redis_up{%s} == 1) or vector(0)) < %d".formatted(here, servers),
            new Message(
                "{{ $value }} of %d Redis servers answer".formatted(servers),
                "A server is not running, or nothing leads to it."))
        .fires(
            "one does not answer",
            answering(servers - 1, servers),
            SeriesLabels.none().alert(Integer.toString(servers - 1)))
        .quiet("all answer", answering(servers, servers));
  }

  private Given answering(int count, int servers) {
    return Given.of(
        IntStream.range(0, servers)
            .<InputSeries>mapToObj(
                number ->
                    server
                        .with("pod", "%s-leader-%d".formatted(name, number))
                        .gauge("redis_up", number < count ? 1 : 0))
            .toList());
  }

  private AlertRule withoutReplica() {
    return GROUP
        .rule(
            "RedisMasterWithoutReplica",
            Urgency.WARNING,
            Duration.ofMinutes(10),
            ("redis_connected_slaves{%1$s} == 0 and on (namespace, pod)"
                    + " redis_instance_info{%1$s, role=\"master\"} == 1")
                .formatted(here),
            new Message(
                "{{ $labels.pod }} has no replica",
                "The loss of {{ $labels.pod }} now loses its part of the cache."))
        .fires("a master has none", replicas(0, "master"), server.alert())
        .quiet("a master has one", replicas(1, "master"))
        .quiet("a replica has none", replicas(0, "slave"));
  }

  private Given replicas(int count, String role) {
    return Given.of(
        server.gauge("redis_connected_slaves", count),
        server.with("role", role).gauge("redis_instance_info", 1));
  }

  private AlertRule linkDown() {
    String metric = "redis_master_link_up";
    SeriesLabels replica =
        server.with("pod", name + "-follower-0", "master_host", "10.0.0.9", "master_port", "6379");
    return GROUP
        .rule(
            "RedisReplicaLinkDown",
            Urgency.WARNING,
            Duration.ofMinutes(5),
            "%s{%s} == 0".formatted(metric, here),
            new Message(
                "{{ $labels.pod }} does not follow its master",
                "{{ $labels.pod }} has lost {{ $labels.master_host }}, and would take over with what it knew then."))
        .fires("the link is down", Given.of(replica.gauge(metric, 0)), replica.alert())
        .quiet("the link is up", Given.of(replica.gauge(metric, 1)));
  }
}
