package com.xtrading.platform.services;

import com.xtrading.platform.dashboard.Dashboard;
import com.xtrading.platform.dashboard.Frame;
import com.xtrading.platform.dashboard.Heatmap;
import com.xtrading.platform.dashboard.Period;
import com.xtrading.platform.dashboard.PromQl;
import com.xtrading.platform.dashboard.Series;
import com.xtrading.platform.dashboard.Stat;
import com.xtrading.platform.dashboard.Thresholds;
import com.xtrading.platform.dashboard.TimeSeries;
import com.xtrading.platform.dashboard.Unit;

/** Whether backtests begin, end well, and how long people wait for them. */
final class BacktestsPage {

  private final String here;

  private BacktestsPage(String namespace) {
    here = "namespace=\"%s\"".formatted(namespace);
  }

  static Dashboard of(String namespace) {
    BacktestsPage page = new BacktestsPage(namespace);
    return Dashboard.of(
            "xtrading-backtests",
            "回测 · Backtests",
            "Whether backtests begin, end well, and how long people wait for them.")
        .over(Period.DAY)
        .row(
            "",
            page.queued(),
            page.running(),
            page.oldest(),
            page.failed(),
            page.duration(),
            page.completed())
        .row(
            "任务 · Jobs",
            page.states(),
            page.outcomes(),
            page.failures(),
            page.waiting(),
            page.durations(),
            page.spread());
  }

  private Stat queued() {
    return Stat.graphed(
        Frame.tile("排队 · Queued", "Backtests that no worker has yet.", Unit.SHORT)
            .with(Thresholds.rising(100, 500)),
        PromQl.range(jobs("queued").sum(), "queued"));
  }

  private Stat running() {
    return Stat.graphed(
        Frame.tile("运行 · Running", "Backtests that are worked on.", Unit.SHORT),
        PromQl.range(jobs("running").sum(), "running"));
  }

  private Stat oldest() {
    return Stat.of(
        Frame.tile(
                "最长等待 · Oldest job",
                "How long the oldest backtest waits that nobody works on.",
                Unit.SECONDS)
            .with(Thresholds.rising(600, 1800)),
        PromQl.instant(measured("xtrading_backtest_oldest_queued_job_age_seconds").max()));
  }

  private Stat failed() {
    return Stat.of(
        Frame.tile(
                "失败占比 · Failed", "Share of the backtests of the last day that failed.", Unit.RATIO)
            .with(Thresholds.rising(0.05, 0.1)),
        PromQl.instant(
            Series.share(
                "sum(increase(%s[1d]))".formatted(done().where("outcome=\"failure\"")),
                "sum(increase(%s[1d]))".formatted(done()))));
  }

  private Stat duration() {
    return Stat.graphed(
        Frame.tile(
            "95% 耗时 · Duration", "The time within which 95 % of the backtests end.", Unit.SECONDS),
        PromQl.range(measured("xtrading_backtest_duration_seconds").quantile(0.95), "p95"));
  }

  private Stat completed() {
    return Stat.of(
        Frame.tile(
            "日完成数 · Done within a day",
            "Backtests that have ended within the last day.",
            Unit.SHORT),
        PromQl.instant("round(sum(increase(%s[1d])))".formatted(done())));
  }

  private TimeSeries states() {
    return TimeSeries.stacked(
        Frame.of("任务状态 · Jobs by state", "Backtests that wait, run and have ended.", Unit.SHORT),
        PromQl.range(measured("xtrading_backtest_jobs").sum("state"), "{{state}}"));
  }

  private TimeSeries outcomes() {
    return TimeSeries.stacked(
        Frame.of(
            "完成结果 · Outcomes", "Backtests that ended between two points, by outcome.", Unit.NUMBER),
        PromQl.range(done().sumOfIncreases("outcome"), "{{outcome}}"));
  }

  private TimeSeries failures() {
    return TimeSeries.of(
        Frame.of(
                "失败率 · Ratio of failures",
                "Share of the backtests that ended and failed.",
                Unit.RATIO)
            .with(Thresholds.redFrom(0.1)),
        PromQl.range(
            Series.share(done().where("outcome=\"failure\"").sumOfRates(), done().sumOfRates()),
            "failed"));
  }

  private TimeSeries waiting() {
    return TimeSeries.of(
        Frame.of(
                "等待时间 · Age of the oldest job",
                "How long the oldest backtest waits that nobody works on.",
                Unit.SECONDS)
            .with(Thresholds.redFrom(1800)),
        PromQl.range(measured("xtrading_backtest_oldest_queued_job_age_seconds").max(), "oldest"));
  }

  private TimeSeries durations() {
    Series durations = measured("xtrading_backtest_duration_seconds");
    return TimeSeries.of(
        Frame.of(
            "耗时 · Durations",
            "The time within which half, 95 % and 99 % of the backtests end.",
            Unit.SECONDS),
        PromQl.range(durations.quantile(0.5), "p50"),
        PromQl.range(durations.quantile(0.95), "p95"),
        PromQl.range(durations.quantile(0.99), "p99"));
  }

  private Heatmap spread() {
    return Heatmap.of(
        Frame.of("耗时分布 · Spread of durations", "How many backtests took how long.", Unit.SECONDS),
        measured("xtrading_backtest_duration_seconds_bucket").toString());
  }

  private Series jobs(String state) {
    return measured("xtrading_backtest_jobs").where("state=\"%s\"".formatted(state));
  }

  private Series done() {
    return measured("xtrading_backtest_jobs_completed_total");
  }

  private Series measured(String metric) {
    return Series.of(metric, here);
  }
}
