package com.xtrading.platform.services;

import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.AlertRule.Message;
import com.xtrading.platform.declaration.AlertRule.Urgency;
import com.xtrading.platform.declaration.AlertScenario.Given;
import com.xtrading.platform.declaration.SeriesLabels;
import java.time.Duration;
import java.util.List;

/** What somebody must know about orders and the positions that come of them. */
final class OrderAlerts {

  private final String here;
  private final SeriesLabels venue;

  private OrderAlerts(String namespace, String service) {
    here = "namespace=\"%s\"".formatted(namespace);
    venue = SeriesLabels.ofPod(namespace, service, service + "-0").with("venue", "XNYS");
  }

  /**
   * All of them.
   *
   * @param service which sends orders
   */
  static List<AlertRule> of(String namespace, String service) {
    OrderAlerts alerts = new OrderAlerts(namespace, service);
    return List.of(
        alerts.latency(), alerts.rejects(), alerts.mismatch(), alerts.reconciliationStale());
  }

  private AlertRule latency() {
    return TradingAlerts.GROUP
        .rule(
            "OrderAckLatencyHigh",
            Urgency.CRITICAL,
            Duration.ofMinutes(5),
            "histogram_quantile(0.99, sum by (namespace, venue, le) (rate(xtrading_order_ack_latency_seconds_bucket{%s}[5m]))) > 0.5"
                .formatted(here),
            new Message(
                "{{ $labels.venue }} is slow to confirm orders",
                "One order in a hundred waits {{ $value | printf \"%.2f\" }} s for its confirmation."))
        .fires(
            "twelve of a thousand take longer than half a second",
            latencies(0.95, 0.988),
            venue.by("namespace", "venue").alert("0.58"))
        .quiet("none does", latencies(0.9, 1));
  }

  /** Confirmations within a quarter and half a second; all of them come within one. */
  private Given latencies(double quarter, double half) {
    String metric = "xtrading_order_ack_latency_seconds_bucket";
    return Given.of(
        venue.with("le", "0.25").counter(metric, quarter),
        venue.with("le", "0.5").counter(metric, half),
        venue.with("le", "1.0").counter(metric, 1),
        venue.with("le", "+Inf").counter(metric, 1));
  }

  private AlertRule rejects() {
    return TradingAlerts.GROUP
        .rule(
            "OrderRejectRatioHigh",
            Urgency.CRITICAL,
            Duration.ofMinutes(5),
            ("sum by (namespace, venue) (rate(xtrading_orders_rejected_total{%1$s}[5m]))"
                    + " / (sum by (namespace, venue) (rate(xtrading_orders_submitted_total{%1$s}[5m])) > 0.1)"
                    + " > 0.05")
                .formatted(here),
            new Message(
                "{{ $labels.venue }} refuses orders",
                "{{ $value | humanizePercentage }} of the orders are refused."))
        // 0.21 orders a second are more than 0.1 on the mean after 143 s.
        .fires(
            "56 of a thousand are refused",
            orders(0.01176, 0.21).since(Duration.ofSeconds(150)),
            venue.by("namespace", "venue").alert("5.6%"))
        .quiet("45 of a thousand are refused", orders(0.0095, 0.21).since(Duration.ofSeconds(150)))
        .quiet("there are few orders", orders(0.04, 0.08).since(Duration.ofMinutes(5)));
  }

  private Given orders(double rejected, double submitted) {
    return Given.of(
        venue.with("reason", "price").counter("xtrading_orders_rejected_total", rejected),
        venue.with("type", "limit").counter("xtrading_orders_submitted_total", submitted));
  }

  private AlertRule mismatch() {
    String metric = "xtrading_position_reconciliation_mismatches";
    return TradingAlerts.GROUP
        .rule(
            "PositionReconciliationMismatch",
            Urgency.CRITICAL,
            Duration.ofMinutes(5),
            "max by (namespace, venue) (%s{%s}) > 0".formatted(metric, here),
            new Message(
                "Positions at {{ $labels.venue }} are not what we believe",
                "{{ $value }} positions differ: orders are made on wrong ones."))
        .fires(
            "one differs",
            Given.of(venue.gauge(metric, 1)),
            venue.by("namespace", "venue").alert("1"))
        .quiet("none differs", Given.of(venue.gauge(metric, 0)));
  }

  private AlertRule reconciliationStale() {
    String metric = "xtrading_position_reconciliation_last_success_timestamp_seconds";
    return TradingAlerts.GROUP
        .rule(
            "PositionReconciliationStale",
            Urgency.WARNING,
            Duration.ofMinutes(5),
            "time() - max by (namespace, venue) (%s{%s}) > 3600".formatted(metric, here),
            new Message(
                "Positions at {{ $labels.venue }} are not compared",
                "They were last compared {{ $value | humanizeDuration }} ago: nobody would see that they differ."))
        .fires(
            "65 minutes ago",
            Given.of(venue.clock(metric, 3900)),
            venue.by("namespace", "venue").alert("1h 5m 0s"))
        .quiet("55 minutes ago", Given.of(venue.clock(metric, 3300)));
  }
}
