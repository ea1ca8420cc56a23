package com.xtrading.platform.services;

import com.xtrading.platform.declaration.AlertRule.Team;
import com.xtrading.platform.declaration.Events;
import com.xtrading.platform.declaration.SeriesLabels;
import com.xtrading.platform.declaration.Sli.Availability;
import com.xtrading.platform.declaration.Sli.Freshness;
import com.xtrading.platform.declaration.Sli.Latency;
import com.xtrading.platform.declaration.Slo;
import com.xtrading.platform.metric.MetricSet;
import java.time.Duration;
import java.util.List;

/** What our own services promise. */
final class Objectives {

  /** Requests or orders a second; with fewer, one error would decide. */
  private static final String ENOUGH = "0.1";

  /** Whoever answers HTTP: without server errors, and soon. */
  static List<Slo> ofWeb(String namespace, String service) {
    String from = "namespace=\"%s\", job=\"%s\"".formatted(namespace, service);
    SeriesLabels route =
        SeriesLabels.ofService(namespace, service, service + "-0")
            .with("method", "GET", "route", "/orders");
    // The kubelet asks every pod all the time, and is no customer.
    String asked = "route!~\"/health/.*\"";
    Availability answers =
        new Availability(
            Events.of("http_requests_total", route.with("status", "200"), from, asked),
            Events.of(
                "http_requests_total",
                route.with("status", "500"),
                from,
                asked,
                "status=~\"5..\""));
    // Sockets stay open.
    Latency soon =
        Latency.within(
            "0.25",
            MetricSet.SERVICES,
            Events.of("http_request_duration_seconds", route, from, "route!~\"(/health/|/ws).*\""));
    return List.of(
        Slo.of(service, "availability", "99.9", answers, ENOUGH),
        Slo.of(service, "latency", "99", soon, ENOUGH));
  }

  /** Whoever reads market data and sends orders. */
  static List<Slo> ofTrading(String namespace, String service) {
    String here = "namespace=\"%s\"".formatted(namespace);
    SeriesLabels venue =
        SeriesLabels.ofPod(namespace, service, service + "-0").with("venue", "XNYS");
    Availability orders =
        new Availability(
            Events.of("xtrading_orders_submitted_total", venue.with("type", "limit"), here),
            // What a venue refuses is no failure of ours.
            Events.of(
                "xtrading_orders_rejected_total",
                venue.with("reason", "internal"),
                here,
                "reason=\"internal\""));
    Latency confirmed =
        Latency.within(
            "0.5",
            MetricSet.SERVICES,
            Events.of("xtrading_order_ack_latency_seconds", venue, here));
    Freshness ticks =
        new Freshness(
            Events.of(
                "xtrading_market_data_last_tick_timestamp_seconds",
                venue.with("channel", "trades"),
                here),
            Events.of("xtrading_market_session_open", venue, here),
            "venue",
            Duration.ofSeconds(10));
    return List.of(
        Slo.of(service, "orders", "99.95", orders, ENOUGH).of(Team.TRADING),
        Slo.of(service, "order-confirmation", "99", confirmed, ENOUGH).of(Team.TRADING),
        // A session that is open for a tenth of the window is enough.
        Slo.of(service, "market-data", "99.9", ticks, "1").of(Team.TRADING));
  }

  /** Backtests begin within ten minutes. */
  static List<Slo> ofBacktests(String namespace) {
    String service = "backtest-service";
    Latency begun =
        Latency.within(
            "600",
            MetricSet.SERVICES,
            Events.of(
                "xtrading_backtest_queue_wait_seconds",
                SeriesLabels.ofService(namespace, service, service + "-0"),
                "namespace=\"%s\"".formatted(namespace)));
    // About ten an hour.
    return List.of(Slo.of(service, "begin", "95", begun, "0.003").of(Team.TRADING));
  }

  private Objectives() {}
}
