package com.xtrading.platform.security;

import com.xtrading.platform.component.CertificateAge;
import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.AlertRule.Condition;
import com.xtrading.platform.declaration.AlertRule.Message;
import com.xtrading.platform.declaration.AlertRule.Urgency;
import java.time.Duration;
import java.util.List;

/** What somebody must know about Clair. */
final class ClairAlerts {

  private static final String GROUP = "images";

  static List<AlertRule> all(String namespace, String certificate) {
    String clair = "namespace=\"%1$s\", job=\"%1$s/%2$s\"".formatted(namespace, ClairScanner.NAME);
    return List.of(
        new AlertRule(
            GROUP,
            "ClairFails",
            new Condition(
                ("sum(rate(clair_http_indexerv1_request_total{%1$s, code=~\"5..\"}[10m])) > 0.01"
                        + " or sum(rate(clair_http_matcherv1_request_total{%1$s, code=~\"5..\"}[10m])) > 0.01"
                        + " or absent(up{%1$s} == 1)")
                    .formatted(clair),
                Duration.ofMinutes(10)),
            Urgency.WARNING,
            new Message(
                "Clair does not answer the registry",
                "Clair does not run, or answers the registry with errors: new images are not looked"
                    + " into.")),
        new AlertRule(
            GROUP,
            "ClairAdvisoriesStale",
            new Condition(
                // A publisher that has nothing new costs no update; all of them together have
                // each day.
                ("sum(increase(claircore_vulnstore_updatevulnerabilities_total{%1$s, query=\"create\"}[1d])) == 0"
                        + " or absent(claircore_vulnstore_updatevulnerabilities_total{%1$s, query=\"create\"})")
                    .formatted(clair),
                Duration.ofHours(12)),
            Urgency.WARNING,
            new Message(
                "Clair learns of no new vulnerabilities",
                "No publisher's advisories were stored for a day.")),
        new AlertRule(
            GROUP,
            "ClairCertificateNotLoaded",
            new Condition(
                CertificateAge.olderThanCertificate(
                    "process_start_time_seconds{%s}".formatted(clair), namespace, certificate),
                Duration.ofHours(1)),
            Urgency.WARNING,
            new Message(
                "{{ $labels.pod }} shows an old certificate",
                "Clair reads its certificate when it starts, and has not since it was issued anew.")));
  }

  private ClairAlerts() {}
}
