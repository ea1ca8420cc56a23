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
import com.xtrading.platform.environment.Data;
import java.util.List;

/** How the PostgreSQL cluster does, by what CloudNativePG says of each instance. */
final class PostgresPage {

  private final String here;
  private final Data.Postgres size;

  private PostgresPage(String namespace, Data.Postgres size) {
    here = "namespace=\"%s\"".formatted(namespace);
    this.size = size;
  }

  static Dashboard of(String namespace, Data.Postgres size) {
    PostgresPage page = new PostgresPage(namespace, size);
    return Dashboard.of(
            "xtrading-postgres",
            "PostgreSQL",
            "Instances, connections, transactions, replication and room of the PostgreSQL cluster.")
        .row(
            "",
            page.up(),
            page.primaries(),
            page.connectionsOfLimit(),
            page.transactionRate(),
            page.cacheHits(),
            page.oldest())
        .row(
            "连接与事务 · Connections and transactions",
            page.connections(),
            page.states(),
            page.transactions(),
            page.rollbacks(),
            page.waiting(),
            page.conflicts())
        .row("复制 · Replication", page.replication())
        .row(
            "存储 · Storage",
            page.databases(),
            page.wal(),
            page.checkpoints(),
            page.temporary(),
            page.wraparound());
  }

  private Stat up() {
    return Stat.of(
        Frame.tile(
                "实例 · Instances",
                "Instances that answer; there should be %d.".formatted(size.instances()),
                Unit.NUMBER)
            .with(Thresholds.greenFrom(size.instances()))
            .runbook(size.instances() > 1 ? "PostgresInstancesMissing" : "PostgresDown"),
        PromQl.instant("count(cnpg_collector_up{%s} == 1) or vector(0)".formatted(here)));
  }

  private Stat primaries() {
    return Stat.of(
        Frame.tile("主库 · Primaries", "Instances that take writes; exactly one must.", Unit.NUMBER)
            .with(
                new Thresholds(
                    Color.RED,
                    List.of(
                        new Thresholds.Step(1, Color.GREEN), new Thresholds.Step(2, Color.RED))))
            .runbook("PostgresPrimaryCountWrong"),
        PromQl.instant("sum(1 - cnpg_pg_replication_in_recovery{%s})".formatted(here)));
  }

  private Gauge connectionsOfLimit() {
    return Gauge.of(
        Frame.tile(
                "连接占用 · Connections of their most",
                "Connections of the instance that has the fewest left.",
                Unit.RATIO)
            .with(Thresholds.rising(0.7, 0.85))
            .runbook("PostgresConnectionsNearLimit"),
        PromQl.instant(
            "max(%s / %s)"
                .formatted(backends().sum("pod"), setting("max_connections").max("pod"))));
  }

  private Stat transactionRate() {
    return Stat.graphed(
        Frame.tile(
            "事务 · Transactions",
            "Transactions that are committed in a second.",
            Unit.OPERATIONS_PER_SECOND),
        PromQl.range(measured("cnpg_pg_stat_database_xact_commit").sumOfRates(), "commits"));
  }

  private Stat cacheHits() {
    String hits = measured("cnpg_pg_stat_database_blks_hit").sumOfRates();
    String reads = measured("cnpg_pg_stat_database_blks_read").sumOfRates();
    return Stat.graphed(
        Frame.tile("缓存命中 · Cache hits", "Share of blocks that were in memory.", Unit.RATIO)
            .with(Thresholds.falling(0.9, 0.98)),
        PromQl.range(Series.ratio(hits, "(%s + %s)".formatted(hits, reads)), "hits"));
  }

  private Stat oldest() {
    return Stat.of(
        Frame.tile(
                "最长事务 · Longest transaction",
                "How long the oldest open transaction lasts; it keeps rows from being cleaned.",
                Unit.SECONDS)
            .with(Thresholds.rising(300, 900)),
        PromQl.instant(measured("cnpg_backends_max_tx_duration_seconds").max()));
  }

  private TimeSeries connections() {
    return TimeSeries.of(
        Frame.of("连接数 · Connections", "Connections by instance, and how many fit.", Unit.SHORT)
            .runbook("PostgresConnectionsNearLimit"),
        PromQl.range(backends().sum("pod"), "{{pod}}"),
        PromQl.range(setting("max_connections").max(), "max_connections"));
  }

  private TimeSeries states() {
    return TimeSeries.stacked(
        Frame.of(
            "连接去向 · Connections by database and state",
            "Who has connections and whether they work; many in \"idle in transaction\" are a fault of a service.",
            Unit.SHORT),
        PromQl.range(backends().sum("datname", "state"), "{{datname}} {{state}}"));
  }

  private TimeSeries transactions() {
    return TimeSeries.stacked(
        Frame.of(
            "提交 · Commits by database",
            "Transactions per second that are committed.",
            Unit.OPERATIONS_PER_SECOND),
        PromQl.range(
            measured("cnpg_pg_stat_database_xact_commit").sumOfRates("datname"), "{{datname}}"));
  }

  private TimeSeries rollbacks() {
    String back = measured("cnpg_pg_stat_database_xact_rollback").sumOfRates("datname");
    String commits = measured("cnpg_pg_stat_database_xact_commit").sumOfRates("datname");
    return TimeSeries.of(
        Frame.of("回滚占比 · Rollbacks", "Share of transactions that are rolled back.", Unit.RATIO)
            .with(Thresholds.redFrom(0.1)),
        PromQl.range(Series.ratio(back, "(%s + %s)".formatted(back, commits)), "{{datname}}"));
  }

  private TimeSeries waiting() {
    return TimeSeries.of(
        Frame.of(
            "等待锁 · Waiting for locks",
            "Connections that wait for a lock that another one holds.",
            Unit.SHORT),
        PromQl.range(measured("cnpg_backends_waiting_total").sum("pod"), "{{pod}}"));
  }

  private TimeSeries conflicts() {
    return TimeSeries.of(
        Frame.of(
            "死锁与冲突 · Deadlocks and conflicts",
            "Transactions that were ended for another one, between two points.",
            Unit.NUMBER),
        PromQl.range(
            measured("cnpg_pg_stat_database_deadlocks").sumOfIncreases("datname"),
            "{{datname}} deadlocks"),
        PromQl.range(
            measured("cnpg_pg_stat_database_conflicts").sumOfIncreases("datname"),
            "{{datname}} conflicts"));
  }

  private Panel[] replication() {
    return new Panel[] {
      TimeSeries.of(
          size.instances() > 1 ? lag().runbook("PostgresReplicationLag") : lag(),
          PromQl.range(measured("cnpg_pg_replication_lag").max("pod"), "{{pod}}")),
      StateTimeline.of(
          Frame.of(
              "主备角色 · Roles", "Which instance takes writes, and when that changed.", Unit.NUMBER),
          List.of(new State(0, "primary", Color.BLUE), new State(1, "replica", Color.GREEN)),
          PromQl.range(measured("cnpg_pg_replication_in_recovery").max("pod"), "{{pod}}")),
      TimeSeries.of(
          Frame.of(
              "备库落后 · Bytes behind",
              "What a replica has still to replay of what the primary wrote.",
              Unit.BYTES),
          PromQl.range(
              measured("cnpg_pg_stat_replication_replay_diff_bytes").max("application_name"),
              "{{application_name}}")),
      TimeSeries.of(
          Frame.of(
              "复制槽保留 · Kept for slots",
              "Write-ahead log that is kept for whoever has not read it; it fills the volume of one that never comes back.",
              Unit.BYTES),
          PromQl.range(
              measured("cnpg_pg_replication_slots_pg_wal_lsn_diff").max("slot_name"),
              "{{slot_name}}"))
    };
  }

  private static Frame lag() {
    return Frame.of("复制延迟 · Replication lag", "How old what a replica shows is.", Unit.SECONDS)
        .with(Thresholds.redFrom(30));
  }

  private TimeSeries databases() {
    return TimeSeries.stacked(
        Frame.of("数据库大小 · Databases", "What databases take on the primary's volume.", Unit.BYTES),
        PromQl.range(measured("cnpg_pg_database_size_bytes").max("datname"), "{{datname}}"));
  }

  private TimeSeries wal() {
    return TimeSeries.of(
        Frame.of(
            "WAL",
            "Write-ahead log on the volume, and segments that wait for the archive.",
            Unit.NUMBER),
        PromQl.range(
            measured("cnpg_collector_pg_wal").where("value=\"count\"").max("pod"),
            "{{pod}} segments"),
        PromQl.range(
            measured("cnpg_collector_pg_wal_archive_status").where("value=\"ready\"").max("pod"),
            "{{pod}} waiting"));
  }

  private TimeSeries checkpoints() {
    return TimeSeries.of(
        Frame.of(
            "检查点 · Checkpoints",
            "Checkpoints between two points; those on request mean that max_wal_size is small.",
            Unit.NUMBER),
        PromQl.range(
            measured("cnpg_pg_stat_checkpointer_checkpoints_timed").sumOfIncreases("pod"),
            "{{pod}} by time"),
        PromQl.range(
            measured("cnpg_pg_stat_checkpointer_checkpoints_req").sumOfIncreases("pod"),
            "{{pod}} on request"));
  }

  private TimeSeries temporary() {
    return TimeSeries.of(
        Frame.of(
            "临时文件 · Temporary files",
            "What sorts and joins write because work_mem is too small for them.",
            Unit.BYTES_PER_SECOND),
        PromQl.range(
            measured("cnpg_pg_stat_database_temp_bytes").sumOfRates("datname"), "{{datname}}"));
  }

  private TimeSeries wraparound() {
    return TimeSeries.of(
        Frame.of(
                "事务号年龄 · Age of transaction ids",
                "At two billion PostgreSQL takes no more writes; vacuum keeps it far below.",
                Unit.SHORT)
            .with(Thresholds.rising(500_000_000, 1_000_000_000)),
        PromQl.range(measured("cnpg_pg_database_xid_age").max("datname"), "{{datname}}"));
  }

  private Series backends() {
    return measured("cnpg_backends_total");
  }

  private Series setting(String name) {
    return measured("cnpg_pg_settings_setting").where("name=\"%s\"".formatted(name));
  }

  private Series measured(String metric) {
    return Series.of(metric, here);
  }
}
