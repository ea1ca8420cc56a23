package com.xtrading.platform.security;

import com.xtrading.platform.component.CertificateAge;
import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.AlertRule.Condition;
import com.xtrading.platform.declaration.AlertRule.Message;
import com.xtrading.platform.declaration.AlertRule.Urgency;
import java.time.Duration;
import java.util.List;

/** What somebody must know about a Vault in the cluster. */
final class VaultAlerts {

  private static final String GROUP = "vault";

  static List<AlertRule> of(String namespace, String certificate, int nodes) {
    String here = "namespace=\"%s\"".formatted(namespace);
    // A server that has just started says nothing about its seal, so open ones are counted.
    String open = "(count(vault_core_unsealed{%s} == 1) or vector(0))".formatted(here);
    return List.of(
        new AlertRule(
            GROUP,
            "VaultSealed",
            new Condition("%s < %d".formatted(open, nodes / 2 + 1), Duration.ofMinutes(2)),
            Urgency.CRITICAL,
            new Message(
                "Only {{ $value }} of %d servers of Vault are open".formatted(nodes),
                "Without a majority Vault answers nobody: no secret is renewed, and no new one arrives.")),
        new AlertRule(
            GROUP,
            "VaultServersMissing",
            new Condition("%s < %d".formatted(open, nodes), Duration.ofMinutes(10)),
            Urgency.WARNING,
            new Message(
                "{{ $value }} of %d servers of Vault are open".formatted(nodes),
                "A server is sealed, not running, or nothing leads to it.")),
        new AlertRule(
            GROUP,
            "VaultHasNoLeader",
            new Condition(
                "(count(vault_core_active{%s} == 1) or vector(0)) != 1".formatted(here),
                Duration.ofMinutes(2)),
            Urgency.CRITICAL,
            new Message(
                "Vault has {{ $value }} active servers",
                "Servers are open and none answers, or two believe that they do.")),
        new AlertRule(
            GROUP,
            "VaultAuditFails",
            new Condition(
                ("sum(increase(vault_audit_log_request_failure{%1$s}[5m])) > 0"
                        + " or sum(increase(vault_audit_log_response_failure{%1$s}[5m])) > 0")
                    .formatted(here),
                Duration.ZERO),
            Urgency.CRITICAL,
            new Message(
                "Vault cannot write its audit log",
                "Vault refuses what it cannot record: {{ $value | printf \"%.0f\" }} requests within"
                    + " five minutes.")),
        new AlertRule(
            GROUP,
            "VaultRaftUnhealthy",
            new Condition(
                // A server that was the leader once still shows what it knew then.
                "vault_autopilot_healthy{%1$s} == 0 and on (pod) vault_core_active{%1$s} == 1"
                    .formatted(here),
                Duration.ofMinutes(5)),
            Urgency.WARNING,
            new Message(
                "The servers of Vault do not keep up with each other",
                "{{ $labels.pod }} has lost touch with a server, or one is far behind.")),
        new AlertRule(
                GROUP,
                "StoreCertificateNotLoaded",
                new Condition(
                    CertificateAge.olderThanCertificate(
                        "process_start_time_seconds{%s}".formatted(here), namespace, certificate),
                    Duration.ofHours(24)),
                Urgency.WARNING,
                new Message(
                    "{{ $labels.pod }} runs with a certificate that was replaced",
                    "Vault reads its certificate when it starts; restart it before the old one ends."))
            .withLabel("store", "vault"));
  }

  private VaultAlerts() {}
}
