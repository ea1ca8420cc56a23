package com.xtrading.platform.monitoring;

import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.AlertRule.Message;
import com.xtrading.platform.declaration.AlertRule.Urgency;
import com.xtrading.platform.declaration.AlertScenario.Given;
import com.xtrading.platform.declaration.SeriesLabels;
import java.time.Duration;
import java.util.List;

/** What somebody must know about memory, processor time and volumes of containers. */
final class ResourceAlerts {

  private static final String STATE = "job=\"kube-state-metrics\"";
  private static final String CONTAINERS =
      "job=\"kubelet\", metrics_path=\"/metrics/cadvisor\", container!=\"\"";

  private static final SeriesLabels CONTAINER =
      SeriesLabels.ofContainer("node-1", "shop", "orders-0", "orders");
  private static final SeriesLabels STATUS =
      SeriesLabels.ofKubeState("namespace", "shop", "pod", "orders-0", "container", "orders");
  private static final SeriesLabels NAMED = CONTAINER.by("namespace", "pod", "container");

  static List<AlertRule> all() {
    return List.of(killed(), memoryNearLimit(), throttled(), volumeFillingUp(), volumeAlmostFull());
  }

  private static AlertRule killed() {
    return WorkloadAlerts.GROUP
        .rule(
            "ContainerOOMKilled",
            Urgency.WARNING,
            Duration.ZERO,
            ("increase(kube_pod_container_status_restarts_total{%1$s}[10m]) > 0"
                    + " and on (namespace, pod, container)"
                    + " kube_pod_container_status_last_terminated_reason{%1$s, reason=\"OOMKilled\"} == 1")
                .formatted(STATE),
            new Message(
                "{{ $labels.container }} of {{ $labels.namespace }}/{{ $labels.pod }} was killed",
                "It wanted more memory than its limit, and was started anew."))
        .fires("it was killed and started anew", restarts(0.002, 1), STATUS.alert())
        .quiet("it was started anew for another reason", restarts(0.002, 0))
        .quiet("it was killed long ago", restarts(0, 1));
  }

  private static Given restarts(double perSecond, int killed) {
    return Given.of(
        STATUS.counter("kube_pod_container_status_restarts_total", perSecond),
        STATUS
            .with("reason", "OOMKilled")
            .gauge("kube_pod_container_status_last_terminated_reason", killed));
  }

  private static AlertRule memoryNearLimit() {
    return WorkloadAlerts.GROUP
        .rule(
            "ContainerMemoryNearLimit",
            Urgency.WARNING,
            Duration.ofMinutes(15),
            ("max by (namespace, pod, container) (container_memory_working_set_bytes{%s})"
                    + " / on (namespace, pod, container) (max by (namespace, pod, container)"
                    + " (kube_pod_container_resource_limits{%s, resource=\"memory\"}) > 0) > 0.9")
                .formatted(CONTAINERS, STATE),
            new Message(
                "{{ $labels.container }} of {{ $labels.namespace }}/{{ $labels.pod }} is near its memory limit",
                "It uses {{ $value | humanizePercentage }} of it, and is killed at the whole."))
        .fires("it uses 93 %", memory(93, 100), NAMED.alert("93%"))
        .quiet("it uses 87 %", memory(87, 100))
        .quiet("it has no limit", memory(93, 0));
  }

  private static Given memory(double used, double limit) {
    return Given.of(
        CONTAINER.gauge("container_memory_working_set_bytes", used * 1e6),
        STATUS
            .with("resource", "memory", "unit", "byte")
            .gauge("kube_pod_container_resource_limits", limit * 1e6));
  }

  private static AlertRule throttled() {
    return WorkloadAlerts.GROUP
        .rule(
            "ContainerCPUThrottled",
            Urgency.INFO,
            Duration.ofMinutes(15),
            ("sum by (namespace, pod, container)"
                    + " (increase(container_cpu_cfs_throttled_periods_total{%1$s}[5m]))"
                    + " / sum by (namespace, pod, container)"
                    + " (increase(container_cpu_cfs_periods_total{%1$s}[5m])) > 0.25")
                .formatted(CONTAINERS),
            new Message(
                "{{ $labels.container }} of {{ $labels.namespace }}/{{ $labels.pod }} waits for processor time",
                "It is held back in {{ $value | humanizePercentage }} of all periods by its limit."))
        .fires("it is held back in 28 %", periods(2.8), NAMED.alert("28%"))
        .quiet("it is held back in 22 %", periods(2.2));
  }

  /** Of ten periods a second. */
  private static Given periods(double throttled) {
    return Given.of(
        CONTAINER.counter("container_cpu_cfs_throttled_periods_total", throttled),
        CONTAINER.counter("container_cpu_cfs_periods_total", 10));
  }

  private static AlertRule volumeFillingUp() {
    SeriesLabels claim = claim();
    return WorkloadAlerts.GROUP
        .rule(
            "PersistentVolumeFillingUp",
            Urgency.WARNING,
            Duration.ofHours(1),
            ("kubelet_volume_stats_available_bytes{%1$s} / kubelet_volume_stats_capacity_bytes{%1$s} < 0.15"
                    + " and predict_linear(kubelet_volume_stats_available_bytes{%1$s}[6h], 4 * 86400) < 0")
                .formatted("job=\"kubelet\""),
            new Message(
                "Volume {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} fills up",
                "{{ $value | humanizePercentage }} are left, and at the pace of the last hours none within four days."))
        .basic()
        .fires("less is left each hour", left(claim, 13.5, -0.0001), claim.alert("13.11%"))
        .quiet("nothing is written", left(claim, 13.5, 0))
        .quiet("enough is left", left(claim, 17.5, -0.0001));
  }

  private static AlertRule volumeAlmostFull() {
    SeriesLabels claim = claim();
    return WorkloadAlerts.GROUP
        .rule(
            "PersistentVolumeAlmostFull",
            Urgency.CRITICAL,
            Duration.ofMinutes(1),
            "kubelet_volume_stats_available_bytes{%1$s} / kubelet_volume_stats_capacity_bytes{%1$s} < 0.05"
                .formatted("job=\"kubelet\""),
            new Message(
                "Volume {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} is nearly full",
                "{{ $value | humanizePercentage }} are left; what writes to it will stop."))
        .basic()
        .fires("4.5 % are left", left(claim, 4.5, 0), claim.alert("4.5%"))
        .quiet("5.5 % are left", left(claim, 5.5, 0));
  }

  private static SeriesLabels claim() {
    return SeriesLabels.ofKubelet("node-1")
        .with("namespace", "shop", "persistentvolumeclaim", "orders");
  }

  /** So many of 100 GB, and how many more or less of them each second. */
  private static Given left(SeriesLabels claim, double start, double perSecond) {
    return Given.of(
            claim.line("kubelet_volume_stats_available_bytes", start, perSecond),
            claim.gauge("kubelet_volume_stats_capacity_bytes", 100))
        .since(perSecond < 0 ? Duration.ofSeconds(30) : Duration.ZERO);
  }

  private ResourceAlerts() {}
}
