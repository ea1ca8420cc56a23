package com.xtrading.platform.data;

import com.xtrading.platform.dashboard.Dashboard;
import com.xtrading.platform.dashboard.Frame;
import com.xtrading.platform.dashboard.PromQl;
import com.xtrading.platform.dashboard.Series;
import com.xtrading.platform.dashboard.Size;
import com.xtrading.platform.dashboard.Stat;
import com.xtrading.platform.dashboard.State;
import com.xtrading.platform.dashboard.Thresholds;
import com.xtrading.platform.dashboard.TimeSeries;
import com.xtrading.platform.dashboard.Unit;

/** How InfluxDB does. It is one pod; the namespace has others whose requests look the same. */
final class InfluxPage {

  private final String here;

  private InfluxPage(String namespace, String name) {
    here = "namespace=\"%s\", pod=\"%s-0\"".formatted(namespace, name);
  }

  static Dashboard of(String namespace, String name) {
    InfluxPage page = new InfluxPage(namespace, name);
    return Dashboard.of(
            "xtrading-influxdb",
            "InfluxDB",
            "Requests, writes, queries and room of the store of measurements.")
        .row(
            "",
            page.up(),
            page.uptime(),
            page.requestRate(),
            page.errorRatio(),
            page.queueing(),
            page.points())
        .row("请求 · Requests", page.byPath(), page.durations(), page.errors())
        .row("写入 · Writes", page.writes(), page.failures())
        .row("查询 · Queries", page.active(), page.queryTime())
        .row("存储 · Storage", page.disk(), page.cache(), page.series(), page.tasks());
  }

  private Stat up() {
    return Stat.of(
        Frame.tile("状态 · InfluxDB", "Whether it answers Prometheus.", Unit.NUMBER)
            .runbook("InfluxDBDown"),
        State.DOWN_UP,
        PromQl.instant("max(up{%s}) or vector(0)".formatted(here)));
  }

  private Stat uptime() {
    return Stat.of(
        Frame.tile(
                "运行时间 · Uptime",
                "Time since it started; it reads its certificate only then.",
                Unit.SECONDS)
            .runbook("StoreCertificateNotLoaded"),
        PromQl.instant(measured("influxdb_uptime_seconds").max()));
  }

  private Stat requestRate() {
    return Stat.graphed(
        Frame.tile(
            "请求 · Requests per second",
            "Writes and queries that it answers.",
            Unit.REQUESTS_PER_SECOND),
        PromQl.range(requests().sumOfRates(), "requests"));
  }

  private Stat errorRatio() {
    return Stat.graphed(
        Frame.tile("错误占比 · Error ratio", "Share of answers that are its own errors.", Unit.RATIO)
            .with(Thresholds.rising(0.01, 0.05))
            .runbook("InfluxDBWritesFail"),
        PromQl.range(
            Series.share(
                requests().where("response_code=~\"5..\"").sumOfRates(), requests().sumOfRates()),
            "errors"));
  }

  private Stat queueing() {
    return Stat.graphed(
        Frame.tile("排队查询 · Queries that queue", "Queries that wait for others to end.", Unit.NUMBER)
            .with(Thresholds.rising(1, 5))
            .runbook("InfluxDBQueriesQueue"),
        PromQl.range(measured("qc_queueing_active").sum(), "queries"));
  }

  private Stat points() {
    return Stat.graphed(
        Frame.tile(
            "写入速率 · Writes of shards", "Writes to shards in a second.", Unit.OPERATIONS_PER_SECOND),
        PromQl.range(measured("storage_shard_write_count").sumOfRates(), "writes"));
  }

  private TimeSeries byPath() {
    return TimeSeries.stacked(
        Frame.of(
            "请求分布 · Requests by path",
            "Requests per second by method and path.",
            Unit.REQUESTS_PER_SECOND),
        PromQl.range(requests().sumOfRates("method", "path"), "{{method}} {{path}}"));
  }

  private TimeSeries durations() {
    return TimeSeries.of(
        Frame.of(
            "响应时间 · Response times",
            "The time within which 95 % of the requests are answered, by path.",
            Unit.SECONDS),
        PromQl.range(
            measured("http_api_request_duration_seconds").quantile(0.95, "path"), "{{path}}"));
  }

  private TimeSeries errors() {
    return TimeSeries.of(
        Frame.of(
                "错误响应 · Errors by code",
                "Answers per second that are errors; 4xx are faults of clients.",
                Unit.REQUESTS_PER_SECOND)
            .sized(Size.FULL),
        PromQl.range(
            requests().where("response_code=~\"4..|5..\"").sumOfRates("response_code", "path"),
            "{{response_code}} {{path}}"));
  }

  private TimeSeries writes() {
    return TimeSeries.of(
        Frame.of(
            "写入 · Writes of log, cache and shards",
            "Writes per second on their way: log, cache, shard.",
            Unit.OPERATIONS_PER_SECOND),
        PromQl.range(measured("storage_wal_writes").sumOfRates(), "log"),
        PromQl.range(measured("storage_cache_writes_total").sumOfRates(), "cache"),
        PromQl.range(measured("storage_shard_write_count").sumOfRates(), "shard"));
  }

  private TimeSeries failures() {
    return TimeSeries.of(
        Frame.of(
                "写入失败 · Writes that fail",
                "Writes per second that were lost, and that were refused.",
                Unit.OPERATIONS_PER_SECOND)
            .runbook("InfluxDBWritesFail")
            .runbook("InfluxDBWritesRefused"),
        PromQl.range(measured("storage_wal_writes_err").sumOfRates(), "log failed"),
        PromQl.range(measured("storage_cache_writes_err").sumOfRates(), "cache failed"),
        PromQl.range(measured("storage_cache_writes_dropped").sumOfRates(), "cache dropped"),
        PromQl.range(measured("storage_shard_write_err_count").sumOfRates(), "shard refused"));
  }

  private TimeSeries active() {
    return TimeSeries.stacked(
        Frame.of("查询状态 · Queries by state", "Queries that wait, are compiled and run.", Unit.NUMBER)
            .runbook("InfluxDBQueriesQueue"),
        PromQl.range(measured("qc_queueing_active").sum(), "waiting"),
        PromQl.range(measured("qc_compiling_active").sum(), "compiled"),
        PromQl.range(measured("qc_executing_active").sum(), "running"));
  }

  private TimeSeries queryTime() {
    return TimeSeries.of(
        Frame.of(
            "查询时间 · Time of queries",
            "The time within which 95 % of the queries end, and how much of it they wait.",
            Unit.SECONDS),
        PromQl.range(measured("qc_all_duration_seconds").quantile(0.95), "all"),
        PromQl.range(measured("qc_queueing_duration_seconds").quantile(0.95), "waiting"));
  }

  private TimeSeries disk() {
    return TimeSeries.stacked(
        Frame.of("磁盘 · Disk", "What measurements and their log take on the volume.", Unit.BYTES),
        PromQl.range(measured("storage_tsm_files_disk_bytes").sum(), "measurements"),
        PromQl.range(measured("storage_wal_size").sum(), "log"));
  }

  private TimeSeries cache() {
    return TimeSeries.of(
        Frame.of(
                "写缓存 · Cache of writes",
                "Memory of writes that are not in files yet; at its most writes are refused.",
                Unit.BYTES)
            .runbook("InfluxDBWritesFail"),
        PromQl.range(measured("storage_cache_inuse_bytes").sum(), "in use"));
  }

  private TimeSeries series() {
    return TimeSeries.of(
        Frame.of(
            "序列数 · Series", "Series of all buckets; each has its place in memory.", Unit.SHORT),
        PromQl.range(measured("storage_bucket_series_num").sum(), "series"));
  }

  private TimeSeries tasks() {
    return TimeSeries.of(
        Frame.of(
            "任务 · Tasks",
            "Runs of tasks per second, and those that failed.",
            Unit.OPERATIONS_PER_SECOND),
        PromQl.range(measured("task_scheduler_total_execution_calls").sumOfRates(), "runs"),
        PromQl.range(measured("task_scheduler_total_execute_failure").sumOfRates(), "failures"));
  }

  private Series requests() {
    return measured("http_api_requests_total");
  }

  private Series measured(String metric) {
    return Series.of(metric, here);
  }
}
