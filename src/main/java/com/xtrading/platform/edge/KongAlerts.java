package com.xtrading.platform.edge;

import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.AlertRule.Condition;
import com.xtrading.platform.declaration.AlertRule.Message;
import com.xtrading.platform.declaration.AlertRule.Urgency;
import java.time.Duration;
import java.util.List;

/** What somebody must know about the API as its callers see it. */
final class KongAlerts {

  /** Below this, one answer would decide. */
  private static final String ENOUGH = "0.2";

  static List<AlertRule> all() {
    return List.of(
        new AlertRule(
            "gateway",
            "GatewayErrorRatioHigh",
            new Condition(
                ("sum by (service) (rate(kong_http_requests_total{code=~\"5..\"}[5m]))"
                        + " / (sum by (service) (rate(kong_http_requests_total[5m])) > %s)"
                        + " > 0.05")
                    .formatted(ENOUGH),
                Duration.ofMinutes(5)),
            Urgency.CRITICAL,
            new Message(
                "Callers of {{ $labels.service }} get errors",
                "{{ $value | humanizePercentage }} of the answers that callers get from"
                    + " {{ $labels.service }} are server errors.")),
        new AlertRule(
            "gateway",
            "GatewayLatencyHigh",
            new Condition(
                "histogram_quantile(0.95, sum by (service, le)"
                    + " (rate(kong_request_latency_ms_bucket{service!~\".*-sockets\"}[5m]))) > 500",
                Duration.ofMinutes(10)),
            Urgency.WARNING,
            new Message(
                "{{ $labels.service }} is slow",
                "One answer of {{ $labels.service }} in twenty takes longer than"
                    + " {{ $value | printf \"%.0f\" }} ms.")),
        new AlertRule(
            "gateway",
            "GatewayRefusesMany",
            new Condition(
                "sum by (route) (rate(kong_http_requests_total{code=~\"401|429\"}[5m]))"
                    + " / (sum by (route) (rate(kong_http_requests_total[5m])) > 1) > 0.5",
                Duration.ofMinutes(15)),
            Urgency.WARNING,
            new Message(
                "Most requests to {{ $labels.route }} are refused",
                "{{ $value | humanizePercentage }} of the requests to {{ $labels.route }} have no valid"
                    + " token or are too many.")));
  }

  private KongAlerts() {}
}
