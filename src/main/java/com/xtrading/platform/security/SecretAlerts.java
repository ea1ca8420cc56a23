package com.xtrading.platform.security;

import com.xtrading.platform.declaration.AlertGroup;
import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.AlertRule.Message;
import com.xtrading.platform.declaration.AlertRule.Team;
import com.xtrading.platform.declaration.AlertRule.Urgency;
import com.xtrading.platform.declaration.AlertScenario.Given;
import com.xtrading.platform.declaration.SeriesLabels;
import java.time.Duration;
import java.util.List;

/**
 * What somebody must know about secrets on their way from Vault. The operator is scraped like
 * anybody else, so its own namespace labels are the exported ones.
 */
final class SecretAlerts {

  private static final AlertGroup GROUP =
      new AlertGroup("secrets", Team.SECURITY, "xtrading-security");

  private static final SeriesLabels OBJECT =
      SeriesLabels.ofPod("external-secrets", "external-secrets", "external-secrets-0")
          .with("exported_namespace", "shop", "name", "orders", "condition", "Ready");

  static List<AlertRule> all() {
    return List.of(
        notReady(
            "ExternalSecretNotReady",
            Urgency.WARNING,
            Duration.ofMinutes(15),
            "externalsecret_status_condition",
            new Message(
                "Secret {{ $labels.exported_namespace }}/{{ $labels.name }} is not read from Vault",
                "Its pods keep the old value, or do not start.")),
        notReady(
            "SecretStoreNotReady",
            Urgency.CRITICAL,
            Duration.ofMinutes(10),
            "secretstore_status_condition",
            new Message(
                "Vault gives {{ $labels.exported_namespace }} nothing",
                "Its store does not reach Vault, or is not let in: no secret of the namespace is renewed.")));
  }

  private static AlertRule notReady(
      String name, Urgency urgency, Duration holdFor, String metric, Message message) {
    SeriesLabels failed = OBJECT.with("status", "False");
    return GROUP
        .rule(
            name,
            urgency,
            holdFor,
            "max by (exported_namespace, name) (%s{condition=\"Ready\", status=\"False\"}) == 1"
                .formatted(metric),
            message)
        .fires(
            "it is not ready",
            Given.of(failed.gauge(metric, 1)),
            failed.by("exported_namespace", "name").alert())
        .quiet(
            "it is ready",
            Given.of(failed.gauge(metric, 0), OBJECT.with("status", "True").gauge(metric, 1)));
  }

  private SecretAlerts() {}
}
