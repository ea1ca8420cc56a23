package com.xtrading.platform.security;

import com.xtrading.platform.component.CertificateAge;
import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.AlertRule.Message;
import com.xtrading.platform.declaration.AlertRule.Urgency;
import com.xtrading.platform.declaration.AlertScenario.Given;
import com.xtrading.platform.declaration.SeriesLabels;
import java.time.Duration;
import java.util.List;

/** What somebody must know about Clair. */
final class ClairAlerts {

  private static final String UPDATES = "claircore_vulnstore_updatevulnerabilities_total";

  private final String namespace;
  private final String certificate;
  private final String clair;
  private final SeriesLabels pod;

  private ClairAlerts(String namespace, String certificate) {
    this.namespace = namespace;
    this.certificate = certificate;
    clair = "namespace=\"%1$s\", job=\"%1$s/%2$s\"".formatted(namespace, ClairScanner.NAME);
    pod = SeriesLabels.ofPod(namespace, ClairScanner.NAME, "clair-0");
  }

  static List<AlertRule> all(String namespace, String certificate) {
    ClairAlerts alerts = new ClairAlerts(namespace, certificate);
    return List.of(alerts.fails(), alerts.stale(), alerts.certificateNotLoaded());
  }

  private AlertRule fails() {
    return TrivyAlerts.GROUP
        .rule(
            "ClairFails",
            Urgency.WARNING,
            Duration.ofMinutes(10),
            ("sum(rate(clair_http_indexerv1_request_total{%1$s, code=~\"5..\"}[10m])) > 0.01"
                    + " or sum(rate(clair_http_matcherv1_request_total{%1$s, code=~\"5..\"}[10m])) > 0.01"
                    + " or absent(up{%1$s} == 1)")
                .formatted(clair),
            new Message(
                "Clair does not answer the registry",
                "Clair does not run, or answers the registry with errors: new images are not looked"
                    + " into."))
        .fires("the index fails", errors(0.011, 0, 1), SeriesLabels.none().alert())
        .fires("the matcher fails", errors(0, 0.011, 1), SeriesLabels.none().alert())
        .fires("it does not run", errors(0, 0, 0).since(Duration.ZERO), SeriesLabels.none().alert())
        .quiet("both answer with few errors", errors(0.009, 0.009, 1));
  }

  /** Errors a second, which are the mean of ten minutes only after nine. */
  private Given errors(double index, double matcher, int up) {
    SeriesLabels failed = pod.with("code", "500");
    return Given.of(
            failed.counter("clair_http_indexerv1_request_total", index),
            failed.counter("clair_http_matcherv1_request_total", matcher),
            pod.gauge("up", up))
        .since(Duration.ofSeconds(570));
  }

  private AlertRule stale() {
    SeriesLabels created = pod.with("query", "create", "success", "true");
    return TrivyAlerts.GROUP
        .rule(
            "ClairAdvisoriesStale",
            Urgency.WARNING,
            Duration.ofHours(12),
            // A publisher that has nothing new costs no update; all of them together have
            // each day.
            ("sum(increase(%1$s{%2$s, query=\"create\"}[1d])) == 0"
                    + " or absent(%1$s{%2$s, query=\"create\"})")
                .formatted(UPDATES, clair),
            new Message(
                "Clair learns of no new vulnerabilities",
                "No publisher's advisories were stored for a day."))
        .fires(
            "nothing is stored", Given.of(created.counter(UPDATES, 0)), SeriesLabels.none().alert())
        .fires(
            "nothing was ever stored", Given.of(), created.by("namespace", "job", "query").alert())
        .quiet("something is stored each hour", Given.of(created.counter(UPDATES, 0.0003)));
  }

  private AlertRule certificateNotLoaded() {
    CertificateAge age = new CertificateAge(namespace, certificate);
    return age.proven(
        TrivyAlerts.GROUP.rule(
            "ClairCertificateNotLoaded",
            Urgency.WARNING,
            Duration.ofHours(1),
            age.newerThan("process_start_time_seconds{%s}".formatted(clair)),
            new Message(
                "{{ $labels.pod }} shows an old certificate",
                "Clair reads its certificate when it starts, and has not since it was issued anew.")),
        pod,
        start -> pod.gauge("process_start_time_seconds", start));
  }
}
