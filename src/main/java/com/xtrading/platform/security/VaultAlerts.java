package com.xtrading.platform.security;

import com.xtrading.platform.component.CertificateAge;
import com.xtrading.platform.declaration.AlertGroup;
import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.AlertRule.Message;
import com.xtrading.platform.declaration.AlertRule.Team;
import com.xtrading.platform.declaration.AlertRule.Urgency;
import com.xtrading.platform.declaration.AlertScenario.Given;
import com.xtrading.platform.declaration.ExpectedAlert;
import com.xtrading.platform.declaration.InputSeries;
import com.xtrading.platform.declaration.SeriesLabels;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** What somebody must know about a Vault in the cluster. */
final class VaultAlerts {

  private static final String NAME = "vault";
  private static final AlertGroup GROUP = new AlertGroup(NAME, Team.SECURITY, "xtrading-security");

  private static final String OPEN = "vault_core_unsealed";
  private static final String ACTIVE = "vault_core_active";

  private final String namespace;
  private final String certificate;
  private final int nodes;
  private final String here;
  private final String open;

  private VaultAlerts(String namespace, String certificate, int nodes) {
    this.namespace = namespace;
    this.certificate = certificate;
    this.nodes = nodes;
    here = "namespace=\"%s\"".formatted(namespace);
    // A server that has just started says nothing about its seal, so open ones are counted.
    open = "(count(%s{%s} == 1) or vector(0))".formatted(OPEN, here);
  }

  static List<AlertRule> of(String namespace, String certificate, int nodes) {
    VaultAlerts alerts = new VaultAlerts(namespace, certificate, nodes);
    return List.of(
        alerts.sealed(),
        alerts.missing(),
        alerts.leader(),
        alerts.audit(),
        alerts.raft(),
        alerts.certificateNotLoaded());
  }

  private AlertRule sealed() {
    int majority = nodes / 2 + 1;
    return GROUP
        .rule(
            "VaultSealed",
            Urgency.CRITICAL,
            Duration.ofMinutes(2),
            "%s < %d".formatted(open, majority),
            new Message(
                "Only {{ $value }} of %d servers of Vault are open".formatted(nodes),
                "Without a majority Vault answers nobody: no secret is renewed, and no new one arrives."))
        .fires("there is no majority", servers(OPEN, majority - 1), number(majority - 1))
        .quiet("there is a majority", servers(OPEN, majority));
  }

  private AlertRule missing() {
    return GROUP
        .rule(
            "VaultServersMissing",
            Urgency.WARNING,
            Duration.ofMinutes(10),
            "%s < %d".formatted(open, nodes),
            new Message(
                "{{ $value }} of %d servers of Vault are open".formatted(nodes),
                "A server is sealed, not running, or nothing leads to it."))
        .fires("one is sealed", servers(OPEN, nodes - 1), number(nodes - 1))
        .quiet("all are open", servers(OPEN, nodes));
  }

  private AlertRule leader() {
    return GROUP
        .rule(
            "VaultHasNoLeader",
            Urgency.CRITICAL,
            Duration.ofMinutes(2),
            "(count(%s{%s} == 1) or vector(0)) != 1".formatted(ACTIVE, here),
            new Message(
                "Vault has {{ $value }} active servers",
                "Servers are open and none answers, or two believe that they do."))
        .fires("none leads", servers(ACTIVE, 0), number(0))
        .fires(
            "two lead", Given.of(server(0).gauge(ACTIVE, 1), server(1).gauge(ACTIVE, 1)), number(2))
        .quiet("one leads", servers(ACTIVE, 1));
  }

  private AlertRule audit() {
    return GROUP
        .rule(
            "VaultAuditFails",
            Urgency.CRITICAL,
            Duration.ZERO,
            ("sum(increase(vault_audit_log_request_failure{%1$s}[5m])) > 0"
                    + " or sum(increase(vault_audit_log_response_failure{%1$s}[5m])) > 0")
                .formatted(here),
            new Message(
                "Vault cannot write its audit log",
                "Vault refuses what it cannot record: {{ $value | printf \"%.0f\" }} requests within"
                    + " five minutes."))
        .fires("requests are not recorded", unrecorded(0.01, 0), number(3))
        .fires("answers are not recorded", unrecorded(0, 0.01), number(3))
        .quiet("all is recorded", unrecorded(0, 0));
  }

  private Given unrecorded(double requests, double answers) {
    return Given.of(
            server(0).counter("vault_audit_log_request_failure", requests),
            server(0).counter("vault_audit_log_response_failure", answers))
        .since(Duration.ofMinutes(5));
  }

  private AlertRule raft() {
    return GROUP
        .rule(
            "VaultRaftUnhealthy",
            Urgency.WARNING,
            Duration.ofMinutes(5),
            // A server that was the leader once still shows what it knew then.
            "vault_autopilot_healthy{%1$s} == 0 and on (pod) vault_core_active{%1$s} == 1"
                .formatted(here),
            new Message(
                "The servers of Vault do not keep up with each other",
                "{{ $labels.pod }} has lost touch with a server, or one is far behind."))
        .fires("the leader misses one", health(0, 1), server(0).alert())
        .quiet("the leader misses none", health(1, 1))
        .quiet("it leads no longer", health(0, 0));
  }

  private Given health(int healthy, int active) {
    return Given.of(
        server(0).gauge("vault_autopilot_healthy", healthy), server(0).gauge(ACTIVE, active));
  }

  private AlertRule certificateNotLoaded() {
    CertificateAge age = new CertificateAge(namespace, certificate);
    return age.proven(
        GROUP
            .rule(
                "StoreCertificateNotLoaded",
                Urgency.WARNING,
                Duration.ofHours(24),
                age.newerThan("process_start_time_seconds{%s}".formatted(here)),
                new Message(
                    "{{ $labels.pod }} runs with a certificate that was replaced",
                    "Vault reads its certificate when it starts; restart it before the old one ends."))
            .withLabel("store", NAME),
        server(0),
        start -> server(0).gauge("process_start_time_seconds", start));
  }

  /** All servers, of which so many say one. */
  private Given servers(String metric, int count) {
    return Given.of(
        IntStream.range(0, nodes)
            .<InputSeries>mapToObj(number -> server(number).gauge(metric, number < count ? 1 : 0))
            .toList());
  }

  private SeriesLabels server(int number) {
    return SeriesLabels.ofPod(namespace, NAME, "%s-%d".formatted(NAME, number));
  }

  private static ExpectedAlert number(int value) {
    return SeriesLabels.none().alert(Integer.toString(value));
  }
}
