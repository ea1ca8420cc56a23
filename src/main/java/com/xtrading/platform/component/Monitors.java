package com.xtrading.platform.component;

import com.xtrading.platform.declaration.CertificateNeed;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.kubernetes.Scope;
import com.xtrading.platform.manifest.Fields;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Draws what makes Prometheus scrape the pods of a workload: one monitor, which asks each of its
 * places.
 */
final class Monitors {

  static void render(Scope scope, List<MetricSource> sources) {
    Map<MetricSource.Via, List<MetricSource>> byVia =
        sources.stream()
            .collect(Collectors.groupingBy(MetricSource::via, TreeMap::new, Collectors.toList()));
    byVia.forEach((via, asked) -> monitor(scope, via, asked));
  }

  private static void monitor(Scope scope, MetricSource.Via via, List<MetricSource> sources) {
    Peer.Pods pods = sources.get(0).pods();
    Map<String, Object> spec =
        Fields.of("selector", Fields.of("matchLabels", Map.of(pods.labelKey(), pods.labelValue())));
    TreeSet<String> ofPods = new TreeSet<>();
    sources.forEach(source -> ofPods.addAll(source.labelling().ofPods()));
    if (!ofPods.isEmpty()) {
      spec.put("podTargetLabels", List.copyOf(ofPods));
    }
    boolean byService = via == MetricSource.Via.SERVICE;
    spec.put(
        byService ? "endpoints" : "podMetricsEndpoints",
        sources.stream().map(Monitors::endpoint).toList());
    scope.custom(
        "monitoring.coreos.com/v1", byService ? "ServiceMonitor" : "PodMonitor", pods.name(), spec);
  }

  private static Map<String, Object> endpoint(MetricSource source) {
    Fields endpoint =
        Fields.of("port", source.port().name())
            .with("path", source.path())
            .with("honorLabels", source.labelling().keepsOwn());
    if (!source.parameters().isEmpty()) {
      endpoint.put("params", source.parameters());
    }
    source.tls().ifPresent(tls -> endpoint.with("scheme", "https").with("tlsConfig", trust(tls)));
    if (source.labelling().byNode()) {
      endpoint.put(
          "relabelings",
          List.of(
              Fields.of("action", "replace")
                  .with("sourceLabels", List.of("__meta_kubernetes_pod_node_name"))
                  .with("targetLabel", "instance")));
    }
    if (source.labelling().keepsOwn()) {
      // What is said of no pod would otherwise be said of the exporter's.
      endpoint.put(
          "relabelings",
          List.of(
              Fields.of("action", "labeldrop")
                  .with("regex", "(container|endpoint|namespace|pod|service)")));
    }
    return endpoint;
  }

  private static Map<String, Object> trust(MetricSource.Tls tls) {
    return Fields.of(
            "ca",
            Fields.of(
                "secret",
                Fields.of("name", tls.secret()).with("key", CertificateNeed.AUTHORITY_KEY)))
        .with("serverName", tls.serverName());
  }

  private Monitors() {}
}
