package com.xtrading.platform.monitoring;

import com.xtrading.platform.dashboard.Dashboard;
import com.xtrading.platform.dashboard.Frame;
import com.xtrading.platform.dashboard.Panel;
import com.xtrading.platform.dashboard.Period;
import com.xtrading.platform.dashboard.PromQl;
import com.xtrading.platform.dashboard.Series;
import com.xtrading.platform.dashboard.Size;
import com.xtrading.platform.dashboard.Stat;
import com.xtrading.platform.dashboard.Table;
import com.xtrading.platform.dashboard.Thresholds;
import com.xtrading.platform.dashboard.TimeSeries;
import com.xtrading.platform.dashboard.Unit;
import com.xtrading.platform.slo.SloRules;
import java.util.ArrayList;
import java.util.List;

/** What services promise, and how much of their budgets is left. */
final class SloPage {

  private static final String EACH = "{{service}} {{slo}}";

  private final boolean counted;

  private SloPage(boolean counted) {
    this.counted = counted;
  }

  /**
   * The page.
   *
   * @param counted whether samples are kept for as long as budgets are counted over
   */
  static Dashboard of(boolean counted) {
    SloPage page = new SloPage(counted);
    return Dashboard.of(
            SloRules.PAGE,
            "服务目标 · Objectives",
            "What services promise: how much of their error budgets is left, and how fast it is used.")
        .over(Period.WEEK)
        .row("", page.first())
        .row("全部 · All", page.all())
        .row("消耗 · Use", page.use());
  }

  private Panel[] first() {
    return new Panel[] {counted ? remaining() : burning()};
  }

  private Panel[] use() {
    List<Panel> panels = new ArrayList<>();
    panels.add(burn());
    panels.add(good());
    if (counted) {
      panels.add(remainingOverTime());
    }
    panels.add(events());
    return panels.toArray(Panel[]::new);
  }

  private Stat remaining() {
    return Stat.of(
        Frame.of(
                "剩余预算 · Budget left",
                "How much of the error budget of 30 days is left; below nothing, the promise is broken.",
                Unit.RATIO)
            .sized(Size.FULL)
            .with(Thresholds.falling(0, 0.25))
            .runbook(SloRules.ALERT),
        PromQl.instant(recorded("slo:period_error_budget_remaining:ratio"), EACH));
  }

  /** Where samples are not kept for long enough, what can be said is how fast it goes. */
  private Stat burning() {
    return Stat.of(
        Frame.of(
                "三天消耗 · Use within three days",
                "How many times faster than allowed the error budget was used within three days.",
                Unit.NUMBER)
            .sized(Size.FULL)
            .with(Thresholds.rising(1, 3))
            .runbook(SloRules.ALERT),
        PromQl.instant(
            Series.ratio(
                recorded("slo:sli_error:ratio_rate3d"), recorded("slo:error_budget:ratio")),
            EACH));
  }

  private Table all() {
    List<Table.Value> values = new ArrayList<>();
    values.add(
        Table.Value.of("Burn rate", Unit.NUMBER, recorded("slo:current_burn_rate:ratio"))
            .with(Thresholds.rising(1, 6)));
    values.add(
        Table.Value.of("Errors of an hour", Unit.RATIO, recorded("slo:sli_error:ratio_rate1h")));
    values.add(
        Table.Value.of("Errors of a day", Unit.RATIO, recorded("slo:sli_error:ratio_rate1d")));
    values.add(Table.Value.of("May fail", Unit.RATIO, recorded("slo:error_budget:ratio")));
    values.add(Table.Value.of("Must be good", Unit.RATIO, recorded("slo:objective:ratio")));
    if (counted) {
      values.add(
          Table.Value.of(
                  "Budget left", Unit.RATIO, recorded("slo:period_error_budget_remaining:ratio"))
              .with(Thresholds.falling(0, 0.25)));
    }
    return new Table(
        Frame.of(
                "全部目标 · All objectives",
                "Those whose budget is used fastest stand on top; without traffic there is no number.",
                Unit.RATIO)
            .sized(Size.FULL),
        List.of(new Table.Label("service", "Service"), new Table.Label("slo", "Objective")),
        values);
  }

  private TimeSeries burn() {
    return TimeSeries.of(
        Frame.of(
                "消耗速度 · Burn rate",
                "How many times faster than allowed the budget is used; at 1 it lasts for 30 days.",
                Unit.NUMBER)
            .with(Thresholds.rising(1, 14.4))
            .runbook(SloRules.ALERT),
        PromQl.range(recorded("slo:current_burn_rate:ratio"), EACH));
  }

  private TimeSeries good() {
    return TimeSeries.of(
        Frame.of(
            "达标率 · Good events",
            "Share of good events within the hour before, without those hours in which nothing happened.",
            Unit.RATIO),
        PromQl.range("1 - " + recorded("slo:sli_error:ratio_rate1h"), EACH));
  }

  private TimeSeries remainingOverTime() {
    return TimeSeries.of(
        Frame.of(
                "预算变化 · Budget over time",
                "What was left of the error budget of the 30 days before.",
                Unit.RATIO)
            .with(Thresholds.falling(0, 0.25)),
        PromQl.range(recorded("slo:period_error_budget_remaining:ratio"), EACH));
  }

  private TimeSeries events() {
    return TimeSeries.of(
        Frame.of(
            "事件 · Events",
            "Requests, orders and jobs a second; for market data, checks within five minutes.",
            Unit.SHORT),
        PromQl.range(recorded("slo:sli_total:rate5m"), EACH));
  }

  /** One of two that compute the same, if there are two. */
  private static String recorded(String name) {
    return Series.of(name).max("service", "slo");
  }
}
