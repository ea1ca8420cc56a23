package com.xtrading.platform.monitoring;

import com.xtrading.platform.component.AddOn;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.component.Versions;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.Namespace.PodSecurity;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.Rights.Power;
import com.xtrading.platform.kubernetes.PodTrees;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.metric.MetricSet;
import com.xtrading.platform.model.Cpu;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Port;
import com.xtrading.platform.model.Resources;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The Prometheus operator and its custom resource definitions, without the rest of its chart. */
public final class PrometheusOperator {

  private static final Port HTTP = Port.tcp("http", 8080);
  private static final Resources SIZE = new Resources(Cpu.millis(30), Memory.mebibytes(64));

  /** Operators keep everything they watch in memory. */
  private static final Resources LIMITS = new Resources(Cpu.millis(500), Memory.mebibytes(256));

  /** Parts of the chart that this platform declares itself, or does not have. */
  private static final List<String> OFF =
      List.of(
          "alertmanager",
          "grafana",
          "kubeApiServer",
          "kubeControllerManager",
          "kubeDns",
          "kubeEtcd",
          "kubeProxy",
          "kubeScheduler",
          "kubeStateMetrics",
          "kubelet",
          "coreDns",
          "nodeExporter",
          "prometheus");

  public PrometheusOperator(Platform platform) {
    Map<String, Object> values = new LinkedHashMap<>();
    OFF.forEach(part -> values.put(part, Fields.of("enabled", false)));
    values.put("defaultRules", Fields.of("create", false));
    values.put(
        "prometheusOperator",
        Fields.of("admissionWebhooks", Fields.of("enabled", false))
            .with("tls", Fields.of("enabled", false))
            .with("kubeletService", Fields.of("enabled", false))
            .with("serviceMonitor", Fields.of("selfMonitor", false))
            .with("resources", PodTrees.resources(SIZE, LIMITS)));
    AddOn addOn =
        new AddOn(
            platform,
            Delivery.addOn(
                "prometheus-operator",
                "prometheus-operator",
                PodSecurity.RESTRICTED,
                SyncWave.FIRST_ADD_ONS,
                Versions.PROMETHEUS_OPERATOR.with(values)));
    addOn
        .mayEverywhere(
            "makes the StatefulSet of Prometheus and keeps its configuration in a secret",
            Power.READS_SECRETS,
            Power.RUNS_PODS)
        .deployment(
            "prometheus-operator",
            "app",
            "kube-prometheus-stack-operator",
            new PodGroup.Size(1, 1, SIZE, LIMITS))
        .ofAccount("prometheus-operator-kube-p-operator")
        .usesApiServer()
        .exposes(HTTP, "/metrics", MetricSource.Via.POD, MetricSet.PROMETHEUS_OPERATOR);
  }
}
