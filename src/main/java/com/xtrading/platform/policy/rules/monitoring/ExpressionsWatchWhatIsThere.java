package com.xtrading.platform.policy.rules.monitoring;

import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Findings;
import com.xtrading.platform.policy.Rule;
import java.util.List;

/** No rule and no page looks at nothing, or at something else than it says. */
public final class ExpressionsWatchWhatIsThere implements Rule {

  @Override
  public String statement() {
    return "Prometheus accepts every expression of rules and pages; each metric in it is exported by a component of the"
        + " environment, scraped, kept, and reachable by network policies, or recorded by a rule; the labels that are asked"
        + " for, grouped by and told exist after scraping; counters stand in rates, quantiles over sums by bucket, and no"
        + " window is shorter than four scrapes or longer than samples are kept.";
  }

  @Override
  public String remedy() {
    return "Correct the expression, or declare what exports the metric.";
  }

  @Override
  public String goodExample() {
    return """
        apiVersion: monitoring.coreos.com/v1
        kind: PrometheusRule
        metadata: {name: shop, namespace: shop}
        spec:
          groups:
            - name: shop
              rules:
                - {alert: Watchdog, expr: vector(1)}
        """;
  }

  @Override
  public String badExample() {
    return """
        apiVersion: monitoring.coreos.com/v1
        kind: PrometheusRule
        metadata: {name: shop, namespace: shop}
        spec:
          groups:
            - name: shop
              rules:
                - {alert: CpuHigh, expr: cpu_usage_percent > 80}
        """;
  }

  @Override
  public List<Finding> check(Evidence evidence) {
    Findings findings = new Findings(this);
    evidence
        .coverage()
        .gaps()
        .forEach(
            gap ->
                findings.add(
                    gap.at().object(),
                    gap.at().path(),
                    "%s: %s".formatted(gap.at().called(), gap.text()),
                    gap.change()));
    return findings.list();
  }
}
