package com.xtrading.platform.tracing;

import com.xtrading.platform.dashboard.Dashboard;
import com.xtrading.platform.dashboard.Frame;
import com.xtrading.platform.dashboard.PromQl;
import com.xtrading.platform.dashboard.Series;
import com.xtrading.platform.dashboard.Stat;
import com.xtrading.platform.dashboard.Thresholds;
import com.xtrading.platform.dashboard.TimeSeries;
import com.xtrading.platform.dashboard.Unit;

/** How Jaeger does: spans that arrive, are refused and are lost, and what it takes to ask it. */
final class TracesPage {

  private final String where;

  private TracesPage(String namespace, String workload) {
    where = "job=\"%s/%s\"".formatted(namespace, workload);
  }

  static Dashboard of(String namespace, String workload) {
    TracesPage page = new TracesPage(namespace, workload);
    return Dashboard.of(
            "xtrading-traces",
            "链路追踪 · Traces",
            "Spans that services send, and what becomes of them. The traces themselves are in Jaeger.")
        .row("", page.answering(), page.accepted(), page.share())
        .row("跨度 · Spans", page.arriving(), page.lost())
        .row("查询与资源 · Questions and resources", page.questions(), page.latency(), page.memory());
  }

  private Series of(String metric) {
    return Series.of(metric, where);
  }

  private Stat answering() {
    return Stat.of(
        Frame.tile("Jaeger", "Pods that answer Prometheus.", Unit.NUMBER)
            .with(Thresholds.greenFrom(1))
            .runbook("JaegerDown"),
        PromQl.instant(of("up").sum()));
  }

  private Stat accepted() {
    return Stat.of(
        Frame.tile("跨度/秒 · Spans per second", "Spans that are taken.", Unit.SHORT),
        PromQl.instant(of("otelcol_receiver_accepted_spans_total").sumOfRates()));
  }

  private Stat share() {
    return Stat.of(
        Frame.tile("拒收率 · Refused", "Share of the spans that are refused.", Unit.RATIO)
            .with(Thresholds.rising(0.01, 0.05))
            .runbook("JaegerRefusesSpans"),
        PromQl.instant(
            Series.share(
                of("otelcol_receiver_refused_spans_total").sumOfRates(),
                "(%s + %s)"
                    .formatted(
                        of("otelcol_receiver_accepted_spans_total").sumOfRates(),
                        of("otelcol_receiver_refused_spans_total").sumOfRates()))));
  }

  private TimeSeries arriving() {
    return TimeSeries.of(
        Frame.of("接收 · Arriving", "Spans per second by the way on which they come.", Unit.SHORT),
        PromQl.range(
            of("otelcol_receiver_accepted_spans_total").sumOfRates("transport"),
            "{{transport}} taken"),
        PromQl.range(
            of("otelcol_receiver_refused_spans_total").sumOfRates("transport"),
            "{{transport}} refused"));
  }

  private TimeSeries lost() {
    return TimeSeries.of(
        Frame.of("丢失 · Lost", "Spans per second that were taken and not stored.", Unit.SHORT)
            .runbook("JaegerLosesSpans"),
        PromQl.range(
            of("otelcol_exporter_send_failed_spans_total").sumOfRates("exporter"), "{{exporter}}"));
  }

  private TimeSeries questions() {
    return TimeSeries.of(
        Frame.of(
            "查询 · Questions",
            "Questions to the store by what is asked.",
            Unit.OPERATIONS_PER_SECOND),
        PromQl.range(
            of("jaeger_storage_requests_total").sumOfRates("operation", "result"),
            "{{operation}} {{result}}"));
  }

  private TimeSeries latency() {
    return TimeSeries.of(
        Frame.of(
            "查询时间 · Time of an answer",
            "The time within which 95 % of the questions are answered.",
            Unit.SECONDS),
        PromQl.range(
            of("jaeger_storage_latency_seconds").quantile(0.95, "operation"), "{{operation}}"));
  }

  private TimeSeries memory() {
    return TimeSeries.of(
        Frame.of("内存 · Memory", "Memory of the process; traces are kept in it.", Unit.BYTES),
        PromQl.range(of("otelcol_process_memory_rss_bytes").sum("pod"), "{{pod}}"));
  }
}
