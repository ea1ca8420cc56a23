package com.xtrading.platform.services;

import com.xtrading.platform.dashboard.Color;
import com.xtrading.platform.dashboard.Dashboard;
import com.xtrading.platform.dashboard.Frame;
import com.xtrading.platform.dashboard.PromQl;
import com.xtrading.platform.dashboard.Series;
import com.xtrading.platform.dashboard.Size;
import com.xtrading.platform.dashboard.Stat;
import com.xtrading.platform.dashboard.State;
import com.xtrading.platform.dashboard.StateTimeline;
import com.xtrading.platform.dashboard.Table;
import com.xtrading.platform.dashboard.Thresholds;
import com.xtrading.platform.dashboard.TimeSeries;
import com.xtrading.platform.dashboard.Unit;
import java.util.List;

/** How trading goes: market data, strategies, orders and risk. */
public final class TradingPage {

  private final String here;

  private TradingPage(String namespace) {
    here = "namespace=\"%s\"".formatted(namespace);
  }

  /**
   * @param namespace of the services that trade
   */
  public static Dashboard of(String namespace) {
    TradingPage page = new TradingPage(namespace);
    return Dashboard.of(
            "xtrading-trading",
            "交易 · Trading",
            "Market data, strategies, orders and risk, by venue and strategy.")
        .row(
            "",
            page.killSwitch(),
            page.tickAge(),
            page.silentStrategies(),
            page.ackTime(),
            page.rejected(),
            page.mismatches())
        .row(
            "行情 · Market data",
            page.sessions(),
            page.ages(),
            page.dataLatency(),
            page.messages(),
            page.gaps())
        .row(
            "策略 · Strategies",
            page.heartbeats(),
            page.strategies(),
            page.strategyErrors(),
            page.signals())
        .row("订单 · Orders", page.orders(), page.rejections(), page.ackTimes(), page.open())
        .row("风控 · Risk", page.limits(), page.riskRejections(), page.reconciliation());
  }

  private Stat killSwitch() {
    return Stat.of(
        Frame.tile("熔断开关 · Kill switch", "Whether all trading is stopped.", Unit.NUMBER),
        List.of(new State(0, "trading", Color.GREEN), new State(1, "stopped", Color.RED)),
        PromQl.instant(measured("xtrading_kill_switch_active").max()));
  }

  private Stat tickAge() {
    return Stat.of(
        Frame.tile(
                "行情时延 · Oldest tick",
                "Time since the last tick of the venue that is open and silent for longest.",
                Unit.SECONDS)
            .with(Thresholds.rising(5, 10)),
        PromQl.instant("max(%s)".formatted(openAge())));
  }

  private Stat silentStrategies() {
    return Stat.of(
        Frame.tile(
                "失联策略 · Silent strategies",
                "Strategies that should run and have said nothing for a minute.",
                Unit.NUMBER)
            .with(Thresholds.redFrom(1)),
        PromQl.instant("count(%s > 60) or vector(0)".formatted(silence())));
  }

  private Stat ackTime() {
    return Stat.graphed(
        Frame.tile(
                "99% 确认时间 · Acknowledgement",
                "The time within which 99 % of the orders are acknowledged.", Unit.SECONDS)
            .with(Thresholds.rising(0.25, 0.5)),
        PromQl.range(measured("xtrading_order_ack_latency_seconds").quantile(0.99), "p99"));
  }

  private Stat rejected() {
    return Stat.graphed(
        Frame.tile("拒单占比 · Rejected orders", "Share of orders that venues refuse.", Unit.RATIO)
            .with(Thresholds.rising(0.02, 0.05)),
        PromQl.range(
            Series.share(
                measured("xtrading_orders_rejected_total").sumOfRates(),
                measured("xtrading_orders_submitted_total").sumOfRates()),
            "rejected"));
  }

  private Stat mismatches() {
    return Stat.of(
        Frame.tile(
                "持仓差异 · Positions that differ",
                "Positions that differ from what venues say.",
                Unit.NUMBER)
            .with(Thresholds.redFrom(1)),
        PromQl.instant(measured("xtrading_position_reconciliation_mismatches").sum()));
  }

  private StateTimeline sessions() {
    return StateTimeline.of(
        Frame.of("交易时段 · Sessions", "When venues trade, by their calendars.", Unit.NUMBER),
        List.of(new State(0, "closed", Color.TEXT), new State(1, "open", Color.GREEN)),
        PromQl.range(measured("xtrading_market_session_open").max("venue"), "{{venue}}"));
  }

  private TimeSeries ages() {
    return TimeSeries.of(
        Frame.of(
                "行情新鲜度 · Age of market data",
                "Time since the last tick of each venue while it is open.",
                Unit.SECONDS)
            .with(Thresholds.redFrom(10)),
        PromQl.range(openAge(), "{{venue}}"));
  }

  private TimeSeries dataLatency() {
    return TimeSeries.of(
        Frame.of(
                "行情延迟 · Delay of market data",
                "The time within which 99 % of the ticks arrive after their venue sent them.",
                Unit.SECONDS)
            .with(Thresholds.redFrom(1)),
        PromQl.range(
            measured("xtrading_market_data_latency_seconds").quantile(0.99, "venue", "channel"),
            "{{venue}} {{channel}}"));
  }

  private TimeSeries messages() {
    return TimeSeries.stacked(
        Frame.of(
            "行情流量 · Messages of market data",
            "Messages per second by venue and channel.",
            Unit.MESSAGES_PER_SECOND),
        PromQl.range(
            measured("xtrading_market_data_messages_total").sumOfRates("venue", "channel"),
            "{{venue}} {{channel}}"));
  }

  private TimeSeries gaps() {
    return TimeSeries.of(
        Frame.of(
                "断档与重连 · Gaps and reconnects",
                "Missing sequence numbers and new connections between two points.",
                Unit.NUMBER)
            .sized(Size.FULL),
        PromQl.range(
            measured("xtrading_market_data_gaps_total").sumOfIncreases("venue", "channel"),
            "{{venue}} {{channel}} gaps"),
        PromQl.range(
            measured("xtrading_market_data_reconnects_total").sumOfIncreases("venue"),
            "{{venue}} reconnects"));
  }

  private TimeSeries heartbeats() {
    return TimeSeries.of(
        Frame.of(
                "策略心跳 · Heartbeats",
                "Time since a strategy that should run said that it does.",
                Unit.SECONDS)
            .with(Thresholds.redFrom(60)),
        PromQl.range(silence(), "{{strategy}}"));
  }

  private StateTimeline strategies() {
    return StateTimeline.of(
        Frame.of(
            "策略状态 · Strategies that should run",
            "What people or the scheduler want of each strategy.",
            Unit.NUMBER),
        List.of(new State(0, "stopped", Color.TEXT), new State(1, "running", Color.GREEN)),
        PromQl.range(
            measured("xtrading_strategy_desired_running").max("strategy"), "{{strategy}}"));
  }

  private TimeSeries strategyErrors() {
    return TimeSeries.of(
        Frame.of(
            "策略错误 · Errors of strategies",
            "Errors between two points, by strategy and kind.",
            Unit.NUMBER),
        PromQl.range(
            measured("xtrading_strategy_errors_total").sumOfIncreases("strategy", "kind"),
            "{{strategy}} {{kind}}"));
  }

  private TimeSeries signals() {
    return TimeSeries.of(
        Frame.of(
            "信号耗时 · Time to a signal",
            "The time within which 99 % of the signals follow their tick.",
            Unit.SECONDS),
        PromQl.range(
            measured("xtrading_strategy_signal_latency_seconds").quantile(0.99, "strategy"),
            "{{strategy}}"));
  }

  private TimeSeries orders() {
    return TimeSeries.of(
        Frame.of(
            "订单 · Orders by venue",
            "Orders per second that are sent, filled and refused.",
            Unit.OPERATIONS_PER_SECOND),
        PromQl.range(
            measured("xtrading_orders_submitted_total").sumOfRates("venue"), "{{venue}} sent"),
        PromQl.range(
            measured("xtrading_orders_filled_total").sumOfRates("venue"), "{{venue}} filled"),
        PromQl.range(
            measured("xtrading_orders_rejected_total").sumOfRates("venue"), "{{venue}} refused"));
  }

  private TimeSeries rejections() {
    return TimeSeries.stacked(
        Frame.of(
            "拒单原因 · Reasons of refusals",
            "Orders per second that venues refuse, by reason.",
            Unit.OPERATIONS_PER_SECOND),
        PromQl.range(
            measured("xtrading_orders_rejected_total").sumOfRates("venue", "reason"),
            "{{venue}} {{reason}}"));
  }

  private TimeSeries ackTimes() {
    Series acknowledged = measured("xtrading_order_ack_latency_seconds");
    return TimeSeries.of(
        Frame.of(
                "订单确认时间 · Acknowledgement by venue",
                "The time within which half and 99 % of the orders are acknowledged.",
                Unit.SECONDS)
            .with(Thresholds.redFrom(0.5)),
        PromQl.range(acknowledged.quantile(0.5, "venue"), "{{venue}} p50"),
        PromQl.range(acknowledged.quantile(0.99, "venue"), "{{venue}} p99"));
  }

  private TimeSeries open() {
    return TimeSeries.of(
        Frame.of("未成交订单 · Open orders", "Orders that venues have and have not filled.", Unit.SHORT),
        PromQl.range(measured("xtrading_orders_open").sum("venue"), "{{venue}}"));
  }

  private TimeSeries limits() {
    return TimeSeries.of(
        Frame.of(
                "限额占用 · Limits",
                "How much of each limit is used; at 1 orders are refused by us.",
                Unit.RATIO)
            .with(Thresholds.rising(0.8, 0.95)),
        PromQl.range(measured("xtrading_risk_limit_utilization_ratio").max("limit"), "{{limit}}"));
  }

  private TimeSeries riskRejections() {
    return TimeSeries.stacked(
        Frame.of(
            "风控拒单 · Refused by us",
            "Orders per second that our own checks refuse, by rule.",
            Unit.OPERATIONS_PER_SECOND),
        PromQl.range(
            measured("xtrading_risk_check_rejections_total").sumOfRates("rule"), "{{rule}}"));
  }

  private Table reconciliation() {
    return Table.by(
        "venue",
        "Venue",
        Frame.of(
                "对账 · Reconciliation",
                "Positions that differ from what a venue says, and when that was last compared.",
                Unit.NUMBER)
            .sized(Size.FULL),
        Table.Value.of(
                "Differences",
                Unit.NUMBER,
                measured("xtrading_position_reconciliation_mismatches").max("venue"))
            .with(Thresholds.redFrom(1)),
        Table.Value.of(
            "Compared ago",
            Unit.SECONDS,
            "time() - %s"
                .formatted(
                    measured("xtrading_position_reconciliation_last_success_timestamp_seconds")
                        .max("venue"))));
  }

  /** Time since the last tick, of venues that are open. */
  private String openAge() {
    return "(time() - %s) and on (venue) %s == 1"
        .formatted(
            measured("xtrading_market_data_last_tick_timestamp_seconds").max("venue"),
            measured("xtrading_market_session_open").max("venue"));
  }

  /** Time since the last heartbeat, of strategies that should run. */
  private String silence() {
    return "((time() - %s) and on (strategy) %s == 1)"
        .formatted(
            measured("xtrading_strategy_heartbeat_timestamp_seconds").max("strategy"),
            measured("xtrading_strategy_desired_running").max("strategy"));
  }

  private Series measured(String metric) {
    return Series.of(metric, here);
  }
}
