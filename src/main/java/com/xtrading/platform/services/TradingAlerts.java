package com.xtrading.platform.services;

import com.xtrading.platform.declaration.AlertGroup;
import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.AlertRule.Message;
import com.xtrading.platform.declaration.AlertRule.Team;
import com.xtrading.platform.declaration.AlertRule.Urgency;
import com.xtrading.platform.declaration.AlertScenario.Given;
import com.xtrading.platform.declaration.InputSeries;
import com.xtrading.platform.declaration.SeriesLabels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What somebody must know about market data, and about strategies that act on it. */
final class TradingAlerts {

  static final AlertGroup GROUP = new AlertGroup("trading", Team.TRADING, "xtrading-trading");

  private final String here;
  private final SeriesLabels pod;
  private final SeriesLabels venue;
  private final SeriesLabels strategy;

  private TradingAlerts(String namespace, String service) {
    here = "namespace=\"%s\"".formatted(namespace);
    pod = SeriesLabels.ofPod(namespace, service, service + "-0");
    venue = pod.with("venue", "XNYS");
    strategy = pod.with("strategy", "momentum");
  }

  /**
   * All of them.
   *
   * @param service which reads market data and runs strategies
   */
  static List<AlertRule> of(String namespace, String service) {
    TradingAlerts alerts = new TradingAlerts(namespace, service);
    return List.of(
        alerts.stale(),
        alerts.lag(),
        alerts.gaps(),
        alerts.heartbeat(),
        alerts.errors(),
        alerts.riskLimit(),
        alerts.killSwitch());
  }

  private AlertRule stale() {
    return GROUP
        .rule(
            "MarketDataStale",
            Urgency.CRITICAL,
            Duration.ofSeconds(30),
            // Against the time of the scrape: the present is up to one scrape interval later.
            ("min by (namespace, venue) (timestamp(%1$s{%3$s}) - %1$s{%3$s}) > 10"
                    + " and on (namespace, venue) max by (namespace, venue) (%2$s{%3$s}) == 1")
                .formatted(
                    "xtrading_market_data_last_tick_timestamp_seconds",
                    "xtrading_market_session_open",
                    here),
            new Message(
                "No market data from {{ $labels.venue }}",
                "The last tick is {{ $value | humanizeDuration }} old while the session is open: strategies act on old prices."))
        .fires(
            "the last tick is 11 seconds old in an open session",
            session(1, tick(11)),
            venue.by("namespace", "venue").alert("11s"))
        .quiet("the last tick is 9 seconds old", session(1, tick(9)))
        .quiet("the session is closed", session(0, tick(3600)))
        .quiet("one of two channels is up to date", session(1, tick(9), depth(60)))
        .quiet(
            "it was up to date when it was asked, four minutes ago",
            session(1, tick(5)).every(Duration.ofMinutes(4)).since(Duration.ofMinutes(3)));
  }

  private Given session(int open, InputSeries... ticks) {
    List<InputSeries> all = new ArrayList<>(List.of(ticks));
    all.add(venue.gauge("xtrading_market_session_open", open));
    return Given.of(all);
  }

  private InputSeries tick(int secondsAgo) {
    return venue
        .with("channel", "trades")
        .clock("xtrading_market_data_last_tick_timestamp_seconds", secondsAgo);
  }

  private InputSeries depth(int secondsAgo) {
    return venue
        .with("channel", "depth")
        .clock("xtrading_market_data_last_tick_timestamp_seconds", secondsAgo);
  }

  private AlertRule lag() {
    return GROUP
        .rule(
            "MarketDataLagHigh",
            Urgency.WARNING,
            Duration.ofMinutes(5),
            "histogram_quantile(0.99, sum by (namespace, venue, le) (rate(xtrading_market_data_latency_seconds_bucket{%s}[5m]))) > 1"
                .formatted(here),
            new Message(
                "Market data from {{ $labels.venue }} comes late",
                "One tick in a hundred is {{ $value | printf \"%.2f\" }} s old when it arrives."))
        .fires(
            "eleven of a thousand take longer than a second",
            latencies(0.95, 0.989),
            venue.by("namespace", "venue").alert("1.14"))
        .quiet("five of a thousand do", latencies(0.9, 0.995));
  }

  /** Ticks within half a second and a second; all of them come within 2.5. */
  private Given latencies(double half, double one) {
    String metric = "xtrading_market_data_latency_seconds_bucket";
    SeriesLabels channel = venue.with("channel", "trades");
    return Given.of(
        channel.with("le", "0.5").counter(metric, half),
        channel.with("le", "1.0").counter(metric, one),
        channel.with("le", "2.5").counter(metric, 1),
        channel.with("le", "+Inf").counter(metric, 1));
  }

  private AlertRule gaps() {
    String metric = "xtrading_market_data_gaps_total";
    SeriesLabels channel = venue.with("channel", "trades");
    return GROUP
        .rule(
            "MarketDataSequenceGaps",
            Urgency.WARNING,
            Duration.ZERO,
            "sum by (namespace, venue) (increase(%s{%s}[5m])) > 10".formatted(metric, here),
            new Message(
                "Market data from {{ $labels.venue }} has gaps",
                "{{ $value | printf \"%.0f\" }} times within five minutes messages were missing: books may be wrong."))
        .fires(
            "eleven gaps within five minutes",
            Given.of(channel.counter(metric, 0.037)).since(Duration.ofMinutes(5)),
            venue.by("namespace", "venue").alert("11"))
        .quiet("nine gaps", Given.of(channel.counter(metric, 0.0319)).since(Duration.ofMinutes(5)));
  }

  private AlertRule heartbeat() {
    return GROUP
        .rule(
            "StrategyHeartbeatStale",
            Urgency.CRITICAL,
            Duration.ofMinutes(1),
            ("min by (namespace, strategy) (timestamp(%1$s{%3$s}) - %1$s{%3$s}) > 60"
                    + " and on (namespace, strategy) max by (namespace, strategy) (%2$s{%3$s}) == 1")
                .formatted(
                    "xtrading_strategy_heartbeat_timestamp_seconds",
                    "xtrading_strategy_desired_running",
                    here),
            new Message(
                "Strategy {{ $labels.strategy }} does not act",
                "It is to run and has not gone round for {{ $value | humanizeDuration }}: its positions are looked after by nobody."))
        .fires(
            "it has not gone round for 65 seconds",
            beating(65, 1),
            strategy.by("namespace", "strategy").alert("1m 5s"))
        .quiet("it has not gone round for 55 seconds", beating(55, 1))
        .quiet("it is not to run", beating(3600, 0));
  }

  private Given beating(int secondsAgo, int desired) {
    return Given.of(
        strategy.clock("xtrading_strategy_heartbeat_timestamp_seconds", secondsAgo),
        strategy.gauge("xtrading_strategy_desired_running", desired));
  }

  private AlertRule errors() {
    String metric = "xtrading_strategy_errors_total";
    SeriesLabels kind = strategy.with("kind", "data");
    return GROUP
        .rule(
            "StrategyErrors",
            Urgency.WARNING,
            Duration.ZERO,
            "sum by (namespace, strategy) (increase(%s{%s}[10m])) > 5".formatted(metric, here),
            new Message(
                "Strategy {{ $labels.strategy }} fails",
                "{{ $value | printf \"%.0f\" }} errors within ten minutes: it goes on, and not as it should."))
        .fires(
            "six errors within ten minutes",
            Given.of(kind.counter(metric, 0.0096)).since(Duration.ofMinutes(10)),
            strategy.by("namespace", "strategy").alert("6"))
        .quiet("five errors", Given.of(kind.counter(metric, 0.008)).since(Duration.ofMinutes(10)));
  }

  private AlertRule riskLimit() {
    String metric = "xtrading_risk_limit_utilization_ratio";
    SeriesLabels limit = pod.with("limit", "gross-exposure");
    return GROUP
        .rule(
            "RiskLimitNearlyUsed",
            Urgency.WARNING,
            Duration.ofMinutes(1),
            "max by (namespace, limit) (%s{%s}) > 0.9".formatted(metric, here),
            new Message(
                "The limit {{ $labels.limit }} is nearly used",
                "{{ $value | humanizePercentage }} are used; beyond it orders are refused."))
        .fires(
            "95 % are used",
            Given.of(limit.gauge(metric, 0.95)), limit.by("namespace", "limit").alert("95%"))
        .quiet("85 % are used", Given.of(limit.gauge(metric, 0.85)));
  }

  private AlertRule killSwitch() {
    String metric = "xtrading_kill_switch_active";
    return GROUP
        .rule(
            "TradingKillSwitchActive",
            Urgency.CRITICAL,
            Duration.ZERO,
            "max by (namespace) (%s{%s}) == 1".formatted(metric, here),
            new Message(
                "Trading is switched off",
                "The kill switch is on: no strategy sends orders until somebody switches it off."))
        .fires("it is on", Given.of(pod.gauge(metric, 1)), pod.by("namespace").alert())
        .quiet("it is off", Given.of(pod.gauge(metric, 0)));
  }
}
