package com.xtrading.platform.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.coverage.WatchedExpression.Use;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.NodeMetrics;
import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.metric.MetricSet;
import com.xtrading.platform.model.Cidr;
import com.xtrading.platform.model.Port;
import com.xtrading.platform.objects.NestedText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The proof over a shop with one service, kube-state-metrics, Redis and kubelets. */
class MetricCoverageTest {

  private static final Port METRICS = Port.tcp("metrics", 9000);

  private static final List<MetricSource> SOURCES =
      List.of(
          source("web", MetricSource.Via.SERVICE, MetricSource.Labelling.PLAIN, MetricSet.SERVICES),
          source(
              "state",
              MetricSource.Via.SERVICE,
              MetricSource.Labelling.OF_OTHERS,
              MetricSet.KUBE_STATE_METRICS),
          source(
              "certs", MetricSource.Via.POD, MetricSource.Labelling.PLAIN, MetricSet.CERT_MANAGER),
          source(
              "redis",
              MetricSource.Via.POD,
              MetricSource.Labelling.PLAIN,
              MetricSet.REDIS_EXPORTER));

  private static final NodeMetrics KUBELETS =
      new NodeMetrics(
          "kubelet",
          new Peer.Addresses("nodes", List.of(new Cidr("10.0.0.0/24"))),
          Port.tcp("kubelet", 10250),
          new TreeMap<>(Map.of("/metrics/cadvisor", MetricSet.CADVISOR)));

  private static final String MONITORS =
      """
      apiVersion: monitoring.coreos.com/v1
      kind: Prometheus
      metadata: {name: main, namespace: shop}
      spec:
        scrapeInterval: 1m
        serviceMonitorSelector: {}
        podMonitorSelector: {matchExpressions: [{key: team, operator: DoesNotExist}]}
        podMonitorNamespaceSelector: {}
        scrapeConfigSelector: {}
      ---
      apiVersion: monitoring.coreos.com/v1
      kind: ServiceMonitor
      metadata: {name: web, namespace: shop}
      spec:
        selector: {matchLabels: {app: web}}
        endpoints: [{port: metrics, path: /metrics, interval: 15s}]
      ---
      apiVersion: monitoring.coreos.com/v1
      kind: ServiceMonitor
      metadata: {name: state, namespace: shop}
      spec:
        selector: {matchLabels: {app: state}}
        endpoints:
          - port: metrics
            honorLabels: true
            relabelings: [{action: labeldrop, regex: (container|endpoint|namespace|pod|service)}]
      ---
      apiVersion: monitoring.coreos.com/v1
      kind: PodMonitor
      metadata: {name: certs, namespace: shop}
      spec:
        selector: {matchLabels: {app: certs}}
        podMetricsEndpoints: [{port: metrics}]
      ---
      apiVersion: monitoring.coreos.com/v1
      kind: PodMonitor
      metadata: {name: redis, namespace: shop}
      spec:
        selector: {matchLabels: {app: redis}}
        podMetricsEndpoints: [{port: metrics}]
      ---
      apiVersion: monitoring.coreos.com/v1alpha1
      kind: ScrapeConfig
      metadata: {name: cadvisor, namespace: shop}
      spec:
        jobName: kubelet
        metricsPath: /metrics/cadvisor
        honorLabels: true
        relabelings:
          - {action: replace, sourceLabels: [__meta_kubernetes_node_name], targetLabel: node}
          - {action: replace, sourceLabels: [__metrics_path__], targetLabel: metrics_path}
        metricRelabelings:
          - {action: drop, sourceLabels: [__name__], regex: container_spec_.*}
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vector(1)",
        "absent(up{job=\"web\", namespace=\"shop\"})",
        "sum by (job, service) (rate(http_requests_total{status=~\"5..\"}[1m]))",
        "histogram_quantile(0.9, sum by (job, le) (rate(http_request_duration_seconds_bucket[5m])))",
        "rate(http_request_duration_seconds_bucket{le=\"0.5\"}[5m])",
        "sum by (namespace, pod) (kube_pod_status_ready{condition=\"true\"})",
        "max by (exported_namespace, name) (certmanager_certificate_ready_status) == 0",
        "container_memory_working_set_bytes{metrics_path=\"/metrics/cadvisor\", container!=\"\"}",
        "count by (job) (http_requests_total)",
        "redis_up unless redis_commands_processed_total",
        "redis_up unless redis_up{job=\"others\"}",
        "redis_memory_used_bytes / (redis_memory_max_bytes > 0)",
        "scrape_duration_seconds{job=\"shop/redis\"} > 10",
        "{__name__=~\"http_.*\"}",
        "label_replace(up, \"who\", \"$1\", \"job\", \"(.*)\") > 0 and on (who) vector(1)"
      })
  void findsNothingWhereAllIsThere(String expression) {
    if (expression.contains("who")) {
      // The right side has no label at all.
      assertThat(problems(expression)).singleElement().asString().contains("matches on who");
      return;
    }
    assertThat(problems(expression)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sum(rate(http_request_total[5m])) | nobody exports or records http_request_total; write http_requests_total",
        "pg_up == 0 | nobody exports or records pg_up",
        "cnpg_collector_up == 0 | comes from cloudnative-pg, which nothing here scrapes",
        "container_spec_memory_limit_bytes > 0 | ScrapeConfig shop/cadvisor throws container_spec_memory_limit_bytes away",
        "up{job=\"api\"} == 0 | no series of up meets job=\"api\"; job is kubelet, shop/certs, shop/redis, state, web",
        "certmanager_certificate_ready_status{namespace=\"trading\"} | meets namespace=\"trading\"",
        "http_requests_in_flight{verb=\"GET\"} | http_requests_in_flight has no label verb; use one of",
        "sum by (endpoint, code) (rate(http_requests_total[5m])) | it groups by code, which what is in it does not have",
        "sum by (name, exported_name) (certmanager_certificate_ready_status) | it groups by exported_name",
        "sum by (container) (kube_node_status_condition) | it groups by container",
        "http_requests_total > 5 | http_requests_total is a counter",
        "rate(http_requests_in_flight[5m]) > 5 | http_requests_in_flight is a gauge",
        "rate(http_requests_total[30s]) > 5 | [30s] holds less than 4 scrapes, of which there is one in 15 s; take at least 60 s",
        "rate(redis_commands_processed_total[2m]) > 5 | [2m] holds less than 4 scrapes, of which there is one in 60 s",
        "max_over_time(up[3d]) < 1 | it looks back 72 h, and samples are kept for 48 h",
        "up offset 3d < 1 | it looks back 72 h",
        "avg_over_time(up[1d:5m] offset 36h) < 1 | it looks back 60 h",
        "histogram_quantile(0.9, rate(http_request_duration_seconds_bucket[5m])) > 1 | it takes a quantile of each series by itself",
        "histogram_quantile(0.9, sum by (job) (rate(http_request_duration_seconds_bucket[5m]))) > 1 | it takes a quantile",
        "rate(http_request_duration_seconds_bucket{le=\"1\"}[5m]) | le=\"1\" never matches: Prometheus stores the bound as \"1.0\"",
        "sum by (job) (up) / sum by (namespace) (up) | the sides of / never meet",
        "redis_up * on (node) group_left () kube_node_info | * matches on node",
        "sum by (le (up) | Prometheus would refuse it"
      })
  void saysWhatIsNotThere(String expression, String expected) {
    assertThat(problems(expression)).first().asString().contains(expected);
  }

  @Test
  void whatNoPolicyLetsInIsNotSeen() {
    Scrapes.Reach closed =
        new Scrapes.Reach() {
          @Override
          public boolean pods(MetricSource source) {
            return !source.pods().name().equals("redis");
          }

          @Override
          public boolean nodes(NodeMetrics nodes) {
            return true;
          }
        };
    assertThat(coverage(MONITORS, closed, List.of()).gaps(List.of(alert("redis_up == 0"))))
        .singleElement()
        .extracting(Gap::problem)
        .asString()
        .contains("no network policy lets Prometheus reach where redis_up is exported");
  }

  @Test
  void labelsOfTheRuleItselfAreEmptyInItsTexts() {
    WatchedExpression told =
        new WatchedExpression(
            Use.ALERT,
            "PrometheusRule shop/shop",
            "spec",
            "Down",
            "sum by (job) (up) == 0",
            new TreeSet<>(List.of("job", "team", "pod")),
            new TreeMap<>(Map.of("team", "shop")));
    assertThat(coverage(MONITORS, OPEN, List.of()).gaps(List.of(told)))
        .extracting(Gap::change)
        .containsExactly(
            "use one of job", "labels of the rule itself are empty in its texts; write the value");
  }

  @Test
  void whatIsRecordedMayBeAskedForWithItsLabels() {
    String rules =
        """
        groups:
          - name: shop
            rules:
              - record: job:http_requests:rate5m
                expr: sum by (job) (rate(http_requests_total[5m]))
                labels: {kind: web}
              - {alert: A, expr: 'job:http_requests:rate5m{kind="web"} > 5'}
              - {alert: B, expr: 'job:http_requests:rate5m{kind="grpc"} > 5'}
              - {alert: C, expr: 'sum by (pod) (job:http_requests:rate5m) > 5'}
              - {alert: D, expr: 'ALERTS{alertname="A", job="web"} == 1'}
        """;
    List<WatchedExpression> own =
        Expressions.ofRules(
            "rules.yaml", "", Tree.of(NestedText.documents("r.yaml", rules).get(0)));
    assertThat(coverage(MONITORS, OPEN, own).gaps())
        .extracting(gap -> gap.at().name() + ": " + gap.problem())
        .containsExactly(
            "B: no series of job:http_requests:rate5m meets kind=\"grpc\"",
            "C: it groups by pod, which what is in it does not have");
  }

  @Test
  void panelsAndVariablesOfPagesAreAskedAsGrafanaDoes() {
    String page =
        """
        {"panels": [
          {"title": "Requests", "targets": [
            {"expr": "sum by (job) (rate(http_requests_total{job=~\\"$job\\"}[$__rate_interval]))",
             "legendFormat": "{{job}}"},
            {"expr": "sum by (job) (rate(http_requests_total[${__interval}]))", "legendFormat": "{{ pod }}"}]},
          {"title": "More", "type": "row", "panels": [
            {"title": "Gone", "targets": [{"expr": "gone"}]}]}],
         "templating": {"list": [
           {"type": "query", "name": "job", "query": "label_values(http_requests_total, job)"},
           {"type": "query", "name": "who", "query": {"query": "label_values(up, who)"}}]}}
        """;
    List<WatchedExpression> found =
        Expressions.ofDashboard("page.json", Tree.of(NestedText.documents("p.json", page).get(0)));
    assertThat(coverage(MONITORS, OPEN, List.of()).gaps(found))
        .extracting(gap -> gap.at().called() + " at " + gap.at().path())
        .containsExactly(
            "panel Requests at panels[0].targets[1].expr",
            "panel Gone at panels[1].panels[0].targets[0].expr",
            "variable who at templating.list[1].query");
  }

  @Test
  void whereNobodyScrapesARuleIsBlind() {
    for (String gone : List.of("web", "state", "redis", "cadvisor")) {
      String rest = without(gone);
      Map<String, String> using =
          Map.of(
              "web", "sum(rate(http_requests_total[5m]))",
              "state", "kube_pod_status_ready",
              "redis", "redis_up",
              "cadvisor", "container_memory_rss");
      MetricCoverage blind = coverage(rest, OPEN, List.of());
      using.forEach(
          (name, expression) ->
              assertThat(blind.gaps(List.of(alert(expression))).isEmpty())
                  .as("%s without the monitor %s", expression, gone)
                  .isEqualTo(!name.equals(gone)));
    }
  }

  @Test
  void monitorsThatNoPrometheusTakesAreNone() {
    for (String taken : List.of("serviceMonitorSelector: {}", "scrapeConfigSelector: {}")) {
      assertThat(
              coverage(MONITORS.replace(taken, ""), OPEN, List.of())
                  .gaps(
                      List.of(
                          alert("sum(rate(http_requests_total[5m]))"),
                          alert("container_memory_rss"))))
          .hasSize(1);
    }
    assertThat(
            coverage(MONITORS.replace("DoesNotExist", "Exists"), OPEN, List.of())
                .gaps(List.of(alert("redis_up"))))
        .hasSize(1);
  }

  private static String without(String monitor) {
    List<String> rest = new ArrayList<>();
    for (String document : MONITORS.split("---\n")) {
      if (!document.contains("name: " + monitor + ",")) {
        rest.add(document);
      }
    }
    return String.join("---\n", rest);
  }

  private static final Scrapes.Reach OPEN =
      new Scrapes.Reach() {
        @Override
        public boolean pods(MetricSource source) {
          return true;
        }

        @Override
        public boolean nodes(NodeMetrics nodes) {
          return true;
        }
      };

  private static List<String> problems(String expression) {
    return coverage(MONITORS, OPEN, List.of()).gaps(List.of(alert(expression))).stream()
        .map(gap -> gap.problem() + "; " + gap.change())
        .toList();
  }

  private static WatchedExpression alert(String expression) {
    return new WatchedExpression(
        Use.ALERT, "rules", "expr", "Alert", expression, new TreeSet<>(), new TreeMap<>());
  }

  private static MetricCoverage coverage(
      String monitors, Scrapes.Reach reach, List<WatchedExpression> own) {
    List<Manifest> objects =
        NestedText.documents("monitors.yaml", monitors).stream()
            .map(document -> new Manifest("", "", Tree.of(document).map()))
            .toList();
    return MetricCoverage.of(objects, topology(), reach, Duration.ofDays(2), own);
  }

  private static Topology topology() {
    return new Topology(
        "shop",
        new Topology.Running(List.of(), List.of(), List.of()),
        new Topology.Connections(List.of(), List.of()),
        new Topology.Needs(List.of(), List.of(), List.of()),
        new Topology.Watched(
            SOURCES, List.of(KUBELETS), List.of(), List.of(), List.of(), List.of()),
        List.of());
  }

  private static MetricSource source(
      String name, MetricSource.Via via, MetricSource.Labelling labelling, MetricSet offers) {
    return new MetricSource(
        new Peer.Pods(name, "shop", "app", name),
        MetricSource.Target.http(METRICS, "/metrics"),
        via,
        labelling,
        List.of(offers));
  }
}
