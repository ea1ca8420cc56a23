package com.xtrading.platform.tracing;

import com.xtrading.platform.declaration.AlertGroup;
import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.AlertRule.Message;
import com.xtrading.platform.declaration.AlertRule.Team;
import com.xtrading.platform.declaration.AlertRule.Urgency;
import com.xtrading.platform.declaration.AlertScenario.Given;
import com.xtrading.platform.declaration.SeriesLabels;
import java.time.Duration;
import java.util.List;

/** What is said about traces. Nothing waits for them: nobody is woken. */
final class JaegerAlerts {

  private static final AlertGroup GROUP =
      new AlertGroup("tracing", Team.PLATFORM, "xtrading-traces");

  private static final String ACCEPTED = "otelcol_receiver_accepted_spans_total";
  private static final String REFUSED = "otelcol_receiver_refused_spans_total";
  private static final String FAILED = "otelcol_exporter_send_failed_spans_total";

  private final String namespace;
  private final SeriesLabels pod;

  private JaegerAlerts(String namespace, String workload) {
    this.namespace = namespace;
    pod = SeriesLabels.ofPod(namespace, workload, workload + "-5f6c9");
  }

  static List<AlertRule> of(String namespace, String workload) {
    JaegerAlerts alerts = new JaegerAlerts(namespace, workload);
    return List.of(alerts.down(workload), alerts.refused(), alerts.notStored());
  }

  private AlertRule down(String workload) {
    return GROUP
        .rule(
            "JaegerDown",
            // Where a node is lost, it goes first.
            Urgency.WARNING,
            Duration.ofMinutes(15),
            "absent(up{namespace=\"%1$s\", job=\"%1$s/%2$s\"} == 1)".formatted(namespace, workload),
            new Message(
                "Traces are lost",
                "Jaeger does not answer. What it held is gone, and services send their spans to nobody."))
        .fires("it does not answer", Given.of(pod.gauge("up", 0)), SeriesLabels.none().alert())
        .quiet("it answers", Given.of(pod.gauge("up", 1)));
  }

  private AlertRule refused() {
    String expression =
        "sum by (namespace) (rate(%1$s{namespace=\"%3$s\"}[5m]))"
            + " / (sum by (namespace) (rate(%2$s{namespace=\"%3$s\"}[5m]))"
            + " + sum by (namespace) (rate(%1$s{namespace=\"%3$s\"}[5m])) > 1) > 0.05";
    SeriesLabels receiver = pod.with("receiver", "otlp", "transport", "http");
    return GROUP
        .rule(
            "JaegerRefusesSpans",
            Urgency.WARNING,
            Duration.ofMinutes(10),
            expression.formatted(REFUSED, ACCEPTED, namespace),
            new Message(
                "Traces have gaps",
                "Jaeger refuses {{ $value | humanizePercentage }} of the spans: it has no memory for them."))
        .fires(
            "six of a hundred are refused",
            Given.of(receiver.counter(REFUSED, 0.6), receiver.counter(ACCEPTED, 9.4))
                .since(Duration.ofMinutes(1)),
            pod.by("namespace").alert("6%"))
        .quiet(
            "nine of two hundred",
            Given.of(receiver.counter(REFUSED, 0.45), receiver.counter(ACCEPTED, 9.55))
                .since(Duration.ofMinutes(1)));
  }

  private AlertRule notStored() {
    SeriesLabels exporter =
        pod.with(
            "exporter",
            "jaeger_storage_exporter",
            "error_type",
            "_OTHER",
            "error_permanent",
            "true");
    return GROUP
        .rule(
            "JaegerLosesSpans",
            Urgency.WARNING,
            Duration.ofMinutes(10),
            "sum by (namespace, exporter) (rate(%s{namespace=\"%s\"}[5m])) > 0"
                .formatted(FAILED, namespace),
            new Message(
                "Spans are not stored",
                "{{ $labels.exporter }} loses {{ $value | printf \"%.2f\" }} spans every second."))
        .fires(
            "one in ten seconds is lost",
            Given.of(exporter.counter(FAILED, 0.1)).since(Duration.ofSeconds(30)),
            exporter.by("namespace", "exporter").alert("0.10"))
        .quiet("none is lost", Given.of(exporter.counter(FAILED, 0)).since(Duration.ofSeconds(30)));
  }
}
