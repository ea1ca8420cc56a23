package com.xtrading.platform.monitoring;

import com.xtrading.platform.declaration.NodeMetrics;
import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.environment.Cluster;
import com.xtrading.platform.environment.Cluster.KubeletCertificates;
import com.xtrading.platform.kubernetes.RbacObjects;
import com.xtrading.platform.kubernetes.RbacObjects.Allowing;
import com.xtrading.platform.kubernetes.Scope;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.metric.MetricSet;
import com.xtrading.platform.model.Port;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The kubelets: what each says of itself and of volumes, and what cAdvisor inside of it says of
 * containers. They answer at the addresses of the nodes, so that a ScrapeConfig finds them by the
 * nodes; who may read is asked of the API server by the token of Prometheus.
 */
final class Kubelets {

  static final String JOB = "kubelet";

  /** The scrape class that knows the token. */
  private static final String CLASS = "kubelet";

  private static final String ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount/";

  private static final String KUBELET = "/metrics";
  private static final String CADVISOR = "/metrics/cadvisor";

  /** Of cAdvisor, what no page and no rule looks at, and is much. */
  private static final String UNUSED =
      "container_(blkio_device_usage_total|file_descriptors|fs_inodes_.*|last_seen"
          + "|memory_(failcnt|failures_total|kernel_usage|mapped_file|migrate|numa_pages)"
          + "|sockets|spec_.*|threads_max|ulimits_soft)";

  static NodeMetrics metrics(Cluster cluster) {
    return new NodeMetrics(
        JOB,
        new Peer.Addresses("nodes", cluster.network().nodeCidrs()),
        Port.tcp("kubelet", 10250),
        new TreeMap<>(Map.of(KUBELET, MetricSet.KUBELET, CADVISOR, MetricSet.CADVISOR)));
  }

  /** The scrape class for the resource of Prometheus. */
  static Map<String, Object> scrapeClass(Cluster.Network network) {
    Map<String, Object> trust =
        network.kubeletCertificates() == KubeletCertificates.CLUSTER
            ? Fields.of("caFile", ACCOUNT + "ca.crt")
            : Fields.of("insecureSkipVerify", true);
    return Fields.of("name", CLASS)
        .with("authorization", Fields.of("credentialsFile", ACCOUNT + "token"))
        .with("tlsConfig", trust);
  }

  static void render(Scope scope, String account) {
    RbacObjects.clusterReader(
        scope,
        "xtrading-prometheus-nodes",
        List.of(
            Allowing.toRead("", List.of("nodes")),
            new Allowing("", List.of("nodes/metrics"), List.of("get"))),
        account);
    scrape(scope, "kubelet", KUBELET, List.of());
    scrape(
        scope,
        "cadvisor",
        CADVISOR,
        List.of(
            Fields.of("action", "drop")
                .with("sourceLabels", List.of("__name__"))
                .with("regex", UNUSED)));
  }

  private static void scrape(
      Scope scope, String name, String path, List<Map<String, Object>> dropped) {
    Fields spec =
        Fields.of("jobName", JOB)
            .with("scrapeClass", CLASS)
            .with("scheme", "HTTPS")
            .with("metricsPath", path)
            // What cAdvisor says of pods is about others.
            .with("honorLabels", true)
            .with("kubernetesSDConfigs", List.of(Fields.of("role", "Node")))
            .with(
                "relabelings",
                List.of(
                    copied("__meta_kubernetes_node_name", "instance"),
                    copied("__meta_kubernetes_node_name", "node"),
                    copied("__metrics_path__", "metrics_path")));
    if (!dropped.isEmpty()) {
      spec.put("metricRelabelings", dropped);
    }
    scope.custom("monitoring.coreos.com/v1alpha1", "ScrapeConfig", name, spec);
  }

  private static Map<String, Object> copied(String from, String to) {
    return Fields.of("action", "replace")
        .with("sourceLabels", List.of(from))
        .with("targetLabel", to);
  }

  private Kubelets() {}
}
