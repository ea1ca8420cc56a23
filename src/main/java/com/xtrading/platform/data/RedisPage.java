package com.xtrading.platform.data;

import com.xtrading.platform.dashboard.Color;
import com.xtrading.platform.dashboard.Dashboard;
import com.xtrading.platform.dashboard.Frame;
import com.xtrading.platform.dashboard.Gauge;
import com.xtrading.platform.dashboard.Panel;
import com.xtrading.platform.dashboard.PromQl;
import com.xtrading.platform.dashboard.Series;
import com.xtrading.platform.dashboard.Stat;
import com.xtrading.platform.dashboard.State;
import com.xtrading.platform.dashboard.StateTimeline;
import com.xtrading.platform.dashboard.Thresholds;
import com.xtrading.platform.dashboard.TimeSeries;
import com.xtrading.platform.dashboard.Unit;
import java.util.ArrayList;
import java.util.List;

/** How a Redis does: a cluster or a single server, by the exporter beside each. */
final class RedisPage {

  private final String here;
  private final boolean clustered;

  private RedisPage(String namespace, String pods, boolean clustered) {
    here = "namespace=\"%s\", pod=~\"%s\"".formatted(namespace, pods);
    this.clustered = clustered;
  }

  static Dashboard ofServer(String namespace, String name) {
    return new RedisPage(namespace, name + "-0", false).page(name);
  }

  static Dashboard ofCluster(String namespace, String name) {
    return new RedisPage(namespace, name + "-(leader|follower)-[0-9]+", true).page(name);
  }

  private Dashboard page(String name) {
    List<Panel> tiles =
        new ArrayList<>(List.of(up(), clients(), memoryOfLimit(), hits(), commandRate()));
    if (clustered) {
      tiles.add(slots());
    }
    Dashboard page =
        Dashboard.of(
                "xtrading-" + name,
                "Redis: " + name,
                "Servers, clients, commands and memory of %s.".formatted(name))
            .row("", tiles.toArray(Panel[]::new))
            .row("命令 · Commands", commands(), latency(), hitsAndMisses(), errors())
            .row("内存 · Memory", memory(), fragmentation(), evicted(), keys())
            .row("连接 · Connections", connections(), rejected(), network());
    return clustered ? page.row("集群 · Cluster", roles(), replicas(), slotStates()) : page;
  }

  private Stat up() {
    return Stat.of(
        Frame.tile(
                "失联节点 · Servers down",
                "Exporters that answer and do not reach their server.",
                Unit.NUMBER)
            .with(Thresholds.redFrom(1))
            .runbook(clustered ? "RedisServersMissing" : "RedisDown"),
        PromQl.instant("count(%s == 0) or vector(0)".formatted(measured("redis_up"))));
  }

  private Stat clients() {
    return Stat.graphed(
        Frame.tile("客户端 · Clients", "Connections of clients to all servers.", Unit.SHORT),
        PromQl.range(measured("redis_connected_clients").sum(), "clients"));
  }

  private Gauge memoryOfLimit() {
    return Gauge.of(
        Frame.tile(
                "内存占用 · Memory of its most",
                "Memory of the fullest server; at 100 % keys make room for others.",
                Unit.RATIO)
            .with(Thresholds.rising(0.8, 0.95)),
        PromQl.instant(
            "max(%s)"
                .formatted(
                    Series.ratio(
                        measured("redis_memory_used_bytes").toString(),
                        measured("redis_memory_max_bytes").toString()))));
  }

  private Stat hits() {
    return Stat.graphed(
        Frame.tile("命中率 · Hits", "Share of look-ups that found their key.", Unit.RATIO)
            .with(Thresholds.falling(0.5, 0.8)),
        PromQl.range(
            Series.ratio(
                measured("redis_keyspace_hits_total").sumOfRates(),
                "(%s + %s)"
                    .formatted(
                        measured("redis_keyspace_hits_total").sumOfRates(),
                        measured("redis_keyspace_misses_total").sumOfRates())),
            "hits"));
  }

  private Stat commandRate() {
    return Stat.graphed(
        Frame.tile(
            "命令 · Commands per second",
            "Commands that all servers answer.",
            Unit.OPERATIONS_PER_SECOND),
        PromQl.range(measured("redis_commands_processed_total").sumOfRates(), "commands"));
  }

  private Stat slots() {
    return Stat.of(
        Frame.tile(
                "可用槽 · Slots that are served",
                "Of 16,384; a lost one is a part of the keys.",
                Unit.NUMBER)
            .with(Thresholds.greenFrom(16_384))
            .runbook("RedisClusterSlotsLost"),
        PromQl.instant(measured("redis_cluster_slots_ok").min()));
  }

  private TimeSeries commands() {
    return TimeSeries.stacked(
        Frame.of(
            "命令分布 · Commands by name",
            "Commands per second, the ten that are asked most.",
            Unit.OPERATIONS_PER_SECOND),
        PromQl.range(
            "topk(10, %s)".formatted(measured("redis_commands_total").sumOfRates("cmd")),
            "{{cmd}}"));
  }

  private TimeSeries latency() {
    return TimeSeries.of(
        Frame.of(
            "命令耗时 · Time of commands",
            "Mean time of a command on the server, the ten slowest.",
            Unit.SECONDS),
        PromQl.range(
            "topk(10, %s)"
                .formatted(
                    Series.ratio(
                        measured("redis_commands_duration_seconds_total").sumOfRates("cmd"),
                        measured("redis_commands_total").sumOfRates("cmd"))),
            "{{cmd}}"));
  }

  private TimeSeries hitsAndMisses() {
    return TimeSeries.stacked(
        Frame.of(
            "查找 · Look-ups",
            "Look-ups per second that found their key, and that did not.",
            Unit.OPERATIONS_PER_SECOND),
        PromQl.range(measured("redis_keyspace_hits_total").sumOfRates(), "found"),
        PromQl.range(measured("redis_keyspace_misses_total").sumOfRates(), "not found"));
  }

  private TimeSeries errors() {
    return TimeSeries.of(
        Frame.of(
            "失败命令 · Commands that fail",
            "Commands per second that failed, and that were refused before they began.",
            Unit.OPERATIONS_PER_SECOND),
        PromQl.range(
            measured("redis_commands_failed_calls_total").sumOfRates("cmd"), "{{cmd}} failed"),
        PromQl.range(
            measured("redis_commands_rejected_calls_total").sumOfRates("cmd"), "{{cmd}} refused"));
  }

  private TimeSeries memory() {
    return TimeSeries.of(
        Frame.of("内存 · Memory", "What data takes by server, and the most that it may.", Unit.BYTES),
        PromQl.range(measured("redis_memory_used_bytes").max("pod"), "{{pod}}"),
        PromQl.range("max(%s > 0)".formatted(measured("redis_memory_max_bytes")), "maxmemory"));
  }

  private TimeSeries fragmentation() {
    return TimeSeries.of(
        Frame.of(
                "碎片率 · Fragmentation",
                "Memory of the process by byte of data; below 1 it is swapped out, far above it is lost.",
                Unit.NUMBER)
            .with(Thresholds.redFrom(1.5)),
        PromQl.range(measured("redis_mem_fragmentation_ratio").max("pod"), "{{pod}}"));
  }

  private TimeSeries evicted() {
    return TimeSeries.of(
        Frame.of(
            "淘汰与过期 · Keys that go",
            "Keys per second that made room for others, and whose time was over.",
            Unit.OPERATIONS_PER_SECOND),
        PromQl.range(measured("redis_evicted_keys_total").sumOfRates("pod"), "{{pod}} evicted"),
        PromQl.range(measured("redis_expired_keys_total").sumOfRates("pod"), "{{pod}} expired"));
  }

  private TimeSeries keys() {
    return TimeSeries.of(
        Frame.of(
            "键 · Keys",
            "Keys by server; those without an end stay until they are evicted.",
            Unit.SHORT),
        PromQl.range(measured("redis_db_keys").sum("pod"), "{{pod}}"),
        PromQl.range(measured("redis_db_keys_expiring").sum("pod"), "{{pod}} with an end"));
  }

  private TimeSeries connections() {
    return TimeSeries.of(
        Frame.of(
            "连接数 · Connections by server",
            "Connections, and the fewest that any server takes.",
            Unit.SHORT),
        PromQl.range(measured("redis_connected_clients").max("pod"), "{{pod}}"),
        PromQl.range(measured("redis_config_maxclients").min(), "maxclients"));
  }

  private TimeSeries rejected() {
    return TimeSeries.of(
        Frame.of(
                "拒绝连接 · Refused connections",
                "Connections between two points that found no place.",
                Unit.NUMBER)
            .with(Thresholds.redFrom(1))
            .runbook("RedisRejectsConnections"),
        PromQl.range(
            measured("redis_rejected_connections_total").sumOfIncreases("pod"), "{{pod}}"));
  }

  private TimeSeries network() {
    return TimeSeries.of(
        Frame.of(
            "网络 · Network", "Bytes per second of clients and replicas.", Unit.BYTES_PER_SECOND),
        PromQl.range(measured("redis_net_input_bytes_total").sumOfRates("pod"), "{{pod}} received"),
        PromQl.range(measured("redis_net_output_bytes_total").sumOfRates("pod"), "{{pod}} sent"));
  }

  private StateTimeline roles() {
    return StateTimeline.of(
        Frame.of(
            "主从角色 · Roles",
            "Which servers are masters, and when a replica took over.",
            Unit.NUMBER),
        List.of(new State(0, "replica", Color.GREEN), new State(1, "master", Color.BLUE)),
        PromQl.range(
            "max by (pod) (%s) or 0 * max by (pod) (%s)"
                .formatted(
                    measured("redis_instance_info").where("role=\"master\""), measured("redis_up")),
            "{{pod}}"));
  }

  private TimeSeries replicas() {
    return TimeSeries.of(
        Frame.of(
            "从节点 · Replicas of masters",
            "Replicas that follow a master; one without loses its keys with its node.",
            Unit.NUMBER),
        PromQl.range(
            "max by (pod) (%s and on (namespace, pod) %s == 1)"
                .formatted(
                    measured("redis_connected_slaves"),
                    measured("redis_instance_info").where("role=\"master\"")),
            "{{pod}}"));
  }

  private TimeSeries slotStates() {
    return TimeSeries.of(
        Frame.of(
                "异常槽 · Slots in trouble",
                "Slots whose master is believed to be gone, and is known to be.",
                Unit.NUMBER)
            .with(Thresholds.redFrom(1))
            .runbook("RedisClusterSlotsLost"),
        PromQl.range(measured("redis_cluster_slots_pfail").max(), "suspected"),
        PromQl.range(measured("redis_cluster_slots_fail").max(), "lost"));
  }

  private Series measured(String metric) {
    return Series.of(metric, here);
  }
}
