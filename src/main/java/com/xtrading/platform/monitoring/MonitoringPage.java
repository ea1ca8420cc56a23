package com.xtrading.platform.monitoring;

import com.xtrading.platform.dashboard.Color;
import com.xtrading.platform.dashboard.Dashboard;
import com.xtrading.platform.dashboard.Frame;
import com.xtrading.platform.dashboard.Gauge;
import com.xtrading.platform.dashboard.Period;
import com.xtrading.platform.dashboard.PromQl;
import com.xtrading.platform.dashboard.Series;
import com.xtrading.platform.dashboard.Stat;
import com.xtrading.platform.dashboard.State;
import com.xtrading.platform.dashboard.Table;
import com.xtrading.platform.dashboard.Thresholds;
import com.xtrading.platform.dashboard.TimeSeries;
import com.xtrading.platform.dashboard.Unit;
import java.util.List;

/** Whether what watches everything works: targets, rules, samples, and Prometheus' own volume. */
final class MonitoringPage {

  private final String here;

  private MonitoringPage(String namespace) {
    here = "namespace=\"%s\", job=~\".*prometheus\"".formatted(namespace);
  }

  static Dashboard of(String namespace) {
    MonitoringPage page = new MonitoringPage(namespace);
    return Dashboard.of(
            "xtrading-monitoring",
            "监控自身 · Monitoring",
            "Whether what watches everything works: targets, rules, samples and room for them.")
        .over(Period.DAY)
        .row(
            "",
            page.watchdog(),
            page.down(),
            page.ruleFailures(),
            page.reload(),
            page.head(),
            page.volume())
        .row("抓取 · Scraping", page.targets(), page.scrapes(), page.slowest(), page.rejected())
        .row("规则 · Rules", page.groups(), page.notifications())
        .row("存储 · Storage", page.series(), page.samples(), page.bytes(), page.queries());
  }

  private Stat watchdog() {
    return Stat.of(
        Frame.tile(
                "心跳 · Watchdog",
                "An alert that always fires; without it, rules are not evaluated.",
                Unit.NUMBER)
            .runbook("Watchdog"),
        State.DOWN_UP,
        PromQl.instant(
            "clamp_max(count(ALERTS{alertname=\"Watchdog\", alertstate=\"firing\"}), 1) or vector(0)"));
  }

  private Stat down() {
    return Stat.of(
        Frame.tile("失联目标 · Targets down", "Pods that are there and do not answer.", Unit.NUMBER)
            .with(Thresholds.redFrom(1))
            .runbook("TargetDown"),
        PromQl.instant("count(up == 0) or vector(0)"));
  }

  private Stat ruleFailures() {
    return Stat.of(
        Frame.tile(
                "规则失败 · Rules that fail",
                "Evaluations that failed within the hour; such an alert cannot fire.",
                Unit.NUMBER)
            .with(Thresholds.redFrom(1)),
        PromQl.instant(
            "round(sum(increase(prometheus_rule_evaluation_failures_total{%s}[1h])))"
                .formatted(here)));
  }

  private Stat reload() {
    return Stat.of(
        Frame.tile(
            "配置加载 · Configuration",
            "Whether every Prometheus runs with the configuration that it was given last.",
            Unit.NUMBER),
        List.of(new State(0, "old", Color.RED), new State(1, "loaded", Color.GREEN)),
        PromQl.instant(Series.of("prometheus_config_last_reload_successful", here).min()));
  }

  private Stat head() {
    return Stat.graphed(
        Frame.tile("活跃序列 · Series", "Series in memory; each takes about 4 KiB.", Unit.SHORT),
        PromQl.range(Series.of("prometheus_tsdb_head_series", here).max(), "series"));
  }

  private Gauge volume() {
    return Gauge.of(
        Frame.tile(
                "样本占用 · Samples of their room",
                "What samples take of what they may; then the oldest are dropped before their time.",
                Unit.RATIO)
            .with(Thresholds.rising(0.8, 0.95)),
        PromQl.instant(
            "max((prometheus_tsdb_storage_blocks_bytes{%1$s} + prometheus_tsdb_wal_storage_size_bytes{%1$s}) / (prometheus_tsdb_retention_limit_bytes{%1$s} > 0))"
                .formatted(here)));
  }

  private TimeSeries targets() {
    return TimeSeries.of(
        Frame.of(
                "目标应答率 · Targets that answer",
                "Share of the pods of a job that answer.",
                Unit.RATIO)
            .with(Thresholds.falling(0.5, 1))
            .runbook("ServiceDown"),
        PromQl.range("avg by (namespace, job) (up)", "{{namespace}} {{job}}"));
  }

  private TimeSeries scrapes() {
    return TimeSeries.of(
        Frame.of(
            "样本最多的任务 · Jobs with most samples",
            "Samples of one scrape, the ten largest jobs.",
            Unit.SHORT),
        PromQl.range("topk(10, sum by (job) (scrape_samples_scraped))", "{{job}}"));
  }

  private TimeSeries slowest() {
    return TimeSeries.of(
        Frame.of(
                "最慢的抓取 · Slowest scrapes",
                "How long the slowest pod of a job takes to answer, the ten slowest jobs; after 10 s a scrape is given up.",
                Unit.SECONDS)
            .with(Thresholds.redFrom(8)),
        PromQl.range("topk(10, max by (job) (scrape_duration_seconds))", "{{job}}"));
  }

  private TimeSeries rejected() {
    return TimeSeries.of(
        Frame.of(
            "被拒样本 · Samples that are refused",
            "Scrapes above their limit, and samples that come twice or too late.",
            Unit.OPERATIONS_PER_SECOND),
        PromQl.range(
            refused("prometheus_target_scrapes_exceeded_sample_limit_total"), "above the limit"),
        PromQl.range(
            refused("prometheus_target_scrapes_sample_duplicate_timestamp_total"), "twice"),
        PromQl.range(
            refused("prometheus_target_scrapes_sample_out_of_order_total"), "out of order"),
        PromQl.range(refused("prometheus_target_scrapes_sample_out_of_bounds_total"), "too old"));
  }

  private String refused(String counter) {
    return Series.of(counter, here).sumOfRates();
  }

  private Table groups() {
    return Table.by(
        "rule_group",
        "Group",
        Frame.of(
            "规则组 · Groups of rules",
            "How long the last evaluation took of the time until the next, and what failed within the hour.",
            Unit.RATIO),
        Table.Value.of(
                "Of its interval",
                Unit.RATIO,
                Series.ratio(
                    Series.of("prometheus_rule_group_last_duration_seconds", here)
                        .max("rule_group"),
                    Series.of("prometheus_rule_group_interval_seconds", here).max("rule_group")))
            .with(Thresholds.rising(0.5, 0.9)),
        Table.Value.of(
                "Failures",
                Unit.NUMBER,
                "round(sum by (rule_group) (increase(prometheus_rule_evaluation_failures_total{%s}[1h])))"
                    .formatted(here))
            .with(Thresholds.redFrom(1)));
  }

  private TimeSeries notifications() {
    return TimeSeries.of(
        Frame.of(
            "通知 · Notifications",
            "Alerts per second that are sent to Alertmanager, fail and are dropped.",
            Unit.OPERATIONS_PER_SECOND),
        PromQl.range(refused("prometheus_notifications_sent_total"), "sent"),
        PromQl.range(refused("prometheus_notifications_errors_total"), "failed"),
        PromQl.range(refused("prometheus_notifications_dropped_total"), "dropped"));
  }

  private TimeSeries series() {
    return TimeSeries.of(
        Frame.of(
            "序列变化 · Series that come and go",
            "Series per second; many new ones are labels that change all the time.",
            Unit.OPERATIONS_PER_SECOND),
        PromQl.range(
            Series.of("prometheus_tsdb_head_series_created_total", here).sumOfRates("pod"),
            "{{pod}} created"),
        PromQl.range(
            Series.of("prometheus_tsdb_head_series_removed_total", here).sumOfRates("pod"),
            "{{pod}} removed"));
  }

  private TimeSeries samples() {
    return TimeSeries.of(
        Frame.of("写入样本 · Samples", "Samples per second that are kept.", Unit.OPERATIONS_PER_SECOND),
        PromQl.range(
            Series.of("prometheus_tsdb_head_samples_appended_total", here).sumOfRates("pod"),
            "{{pod}}"));
  }

  private TimeSeries bytes() {
    return TimeSeries.of(
        Frame.of(
            "磁盘与内存 · Disk and memory",
            "What samples take on the volume, and what the process has in memory.",
            Unit.BYTES),
        PromQl.range(
            Series.of("prometheus_tsdb_storage_blocks_bytes", here).max("pod"), "{{pod}} blocks"),
        PromQl.range(
            Series.of("prometheus_tsdb_wal_storage_size_bytes", here).max("pod"), "{{pod}} log"),
        PromQl.range(
            Series.of("process_resident_memory_bytes", here).max("pod"), "{{pod}} memory"));
  }

  private TimeSeries queries() {
    return TimeSeries.of(
        Frame.of(
            "查询时间 · Time of queries",
            "How long the slowest tenth of the queries takes, by what they do.",
            Unit.SECONDS),
        PromQl.range(
            Series.of("prometheus_engine_query_duration_seconds", here, "quantile=\"0.9\"")
                .max("slice"),
            "{{slice}}"));
  }
}
