package com.xtrading.platform.monitoring;

import com.xtrading.platform.dashboard.Color;
import com.xtrading.platform.dashboard.Dashboard;
import com.xtrading.platform.dashboard.Frame;
import com.xtrading.platform.dashboard.Gauge;
import com.xtrading.platform.dashboard.Period;
import com.xtrading.platform.dashboard.PromQl;
import com.xtrading.platform.dashboard.Series;
import com.xtrading.platform.dashboard.Size;
import com.xtrading.platform.dashboard.Stat;
import com.xtrading.platform.dashboard.State;
import com.xtrading.platform.dashboard.StateTimeline;
import com.xtrading.platform.dashboard.Table;
import com.xtrading.platform.dashboard.Thresholds;
import com.xtrading.platform.dashboard.TimeSeries;
import com.xtrading.platform.dashboard.Unit;
import com.xtrading.platform.dashboard.Variable;
import java.util.List;

/**
 * What is left of nodes, volumes and quotas. Nodes come from node_exporter, whose {@code instance}
 * is the name of the node; the rest from kube-state-metrics, cAdvisor and the kubelet, whose own
 * labels name what they are about.
 */
final class CapacityPage {

  /** By which a row says which container it is about. */
  private static final List<Table.Label> WHICH =
      List.of(
          new Table.Label("namespace", "Namespace"),
          new Table.Label("pod", "Pod"),
          new Table.Label("container", "Container"));

  private static final String HERE = "namespace=~\"$namespace\"";
  private static final String CONTAINERS = HERE + ", container!=\"\"";

  static Dashboard of() {
    return Dashboard.of(
            "xtrading-capacity",
            "容量 · Capacity",
            "What is left of nodes, volumes, quotas and autoscalers, and who takes it.")
        .over(Period.DAY)
        .with(new Variable.LabelValues("namespace", "Namespace", "kube_pod_info", "namespace"))
        .row(
            "",
            nodesReady(),
            nodeCpu(),
            nodeMemory(),
            podsNotReady(),
            pendingPods(),
            fullestVolume())
        .row("节点 · Nodes", NodePanels.all())
        .row("Pod", cpuByNamespace(), memoryByNamespace(), memoryOfLimit(), ended())
        .row("伸缩 · Scaling", replicas(), autoscalers(), budgets())
        .row("存储与配额 · Volumes and quotas", volumes(), inodes(), quotas());
  }

  private static Stat nodesReady() {
    return Stat.of(
        Frame.tile(
                "未就绪节点 · Nodes not ready",
                "Nodes on which nothing new starts because they are not ready.",
                Unit.NUMBER)
            .with(Thresholds.redFrom(1)),
        PromQl.instant(
            "count(kube_node_status_condition{condition=\"Ready\", status=\"true\"} == 0) or vector(0)"));
  }

  private static Gauge nodeCpu() {
    return Gauge.of(
        Frame.tile(
                "节点 CPU · Processor",
                "What all nodes together use of their processors.",
                Unit.RATIO)
            .with(Thresholds.rising(0.7, 0.85)),
        PromQl.instant("1 - avg(rate(node_cpu_seconds_total{mode=\"idle\"}[$__rate_interval]))"));
  }

  private static Gauge nodeMemory() {
    return Gauge.of(
        Frame.tile("节点内存 · Memory", "What all nodes together use of their memory.", Unit.RATIO)
            .with(Thresholds.rising(0.75, 0.85)),
        PromQl.instant(
            "1 - sum(node_memory_MemAvailable_bytes) / sum(node_memory_MemTotal_bytes)"));
  }

  private static Stat podsNotReady() {
    return Stat.of(
        Frame.tile(
                "未就绪 Pod · Pods not ready",
                "Running pods that get no requests because they are not ready.",
                Unit.NUMBER)
            .with(Thresholds.rising(1, 5)),
        PromQl.instant(
            "count(kube_pod_status_ready{condition=\"true\"} == 0 and on (namespace, pod) kube_pod_status_phase{phase=\"Running\"} == 1) or vector(0)"));
  }

  private static Stat pendingPods() {
    return Stat.of(
        Frame.tile(
                "等待 Pod · Pods pending",
                "Pods for which no node has room, or whose image does not come.",
                Unit.NUMBER)
            .with(Thresholds.redFrom(1)),
        PromQl.instant("sum(kube_pod_status_phase{phase=\"Pending\"})"));
  }

  private static Stat fullestVolume() {
    return Stat.of(
        Frame.tile("最满的卷 · Fullest volume", "How full the fullest volume is.", Unit.RATIO)
            .with(Thresholds.rising(0.8, 0.9)),
        PromQl.instant(
            "max(kubelet_volume_stats_used_bytes / kubelet_volume_stats_capacity_bytes)"));
  }

  private static TimeSeries cpuByNamespace() {
    return TimeSeries.stacked(
        Frame.of("CPU 分布 · Processor by namespace", "Processors that pods keep busy.", Unit.SHORT),
        PromQl.range(
            Series.of("container_cpu_usage_seconds_total", CONTAINERS).sumOfRates("namespace"),
            "{{namespace}}"));
  }

  private static TimeSeries memoryByNamespace() {
    return TimeSeries.stacked(
        Frame.of(
            "内存分布 · Memory by namespace",
            "Memory of pods that the kernel cannot take back.",
            Unit.BYTES),
        PromQl.range(
            Series.of("container_memory_working_set_bytes", CONTAINERS).sum("namespace"),
            "{{namespace}}"));
  }

  private static Table memoryOfLimit() {
    return new Table(
        Frame.of(
                "接近内存上限 · Near the limit of memory",
                "Twenty containers that use most of the memory that they may have; at 100 % the kernel ends them.",
                Unit.RATIO)
            .sized(new Size(12, 9)),
        WHICH,
        List.of(
            Table.Value.of(
                    "Of its limit",
                    Unit.RATIO,
                    "topk(20, max by (namespace, pod, container) (container_memory_working_set_bytes{%1$s}) / (max by (namespace, pod, container) (kube_pod_container_resource_limits{%1$s, resource=\"memory\"}) > 0))"
                        .formatted(CONTAINERS))
                .with(Thresholds.rising(0.8, 0.9))));
  }

  private static Table ended() {
    return new Table(
        Frame.of(
                "重启的容器 · Containers that started anew",
                "Within the last day, with how often.",
                Unit.NUMBER)
            .sized(new Size(12, 9)),
        WHICH,
        List.of(
            Table.Value.of(
                    "Restarts",
                    Unit.NUMBER,
                    "round(sum by (namespace, pod, container) (increase(kube_pod_container_status_restarts_total{%s}[1d]))) > 0"
                        .formatted(HERE))
                .with(Thresholds.rising(1, 5))));
  }

  private static TimeSeries replicas() {
    return TimeSeries.of(
        Frame.of(
                "副本 · Replicas of their most",
                "Pods of the most that an autoscaler may start; at 1 it can do no more.",
                Unit.RATIO)
            .with(Thresholds.rising(0.8, 1)),
        PromQl.range(
            Series.ratio(
                Series.of("kube_horizontalpodautoscaler_status_current_replicas", HERE)
                    .max("namespace", "horizontalpodautoscaler"),
                Series.of("kube_horizontalpodautoscaler_spec_max_replicas", HERE)
                    .max("namespace", "horizontalpodautoscaler")),
            "{{namespace}} {{horizontalpodautoscaler}}"));
  }

  private static Table autoscalers() {
    return new Table(
        Frame.of("自动伸缩 · Autoscalers", "What each wants, has and may have.", Unit.NUMBER),
        List.of(
            new Table.Label("namespace", "Namespace"),
            new Table.Label("horizontalpodautoscaler", "Autoscaler")),
        List.of(
            autoscaler("Wanted", "status_desired_replicas"),
            autoscaler("There", "status_current_replicas"),
            autoscaler("Least", "spec_min_replicas"),
            autoscaler("Most", "spec_max_replicas")));
  }

  private static Table.Value autoscaler(String header, String part) {
    return Table.Value.of(
        header,
        Unit.NUMBER,
        Series.of("kube_horizontalpodautoscaler_" + part, HERE)
            .max("namespace", "horizontalpodautoscaler"));
  }

  private static StateTimeline budgets() {
    return StateTimeline.of(
        Frame.of(
                "中断预算 · Disruption budgets",
                "Where more pods may be missing than a node that is drained needs; without room, maintenance waits.",
                Unit.NUMBER)
            .sized(Size.FULL),
        List.of(new State(0, "full", Color.ORANGE), new State(1, "room", Color.GREEN)),
        PromQl.range(
            "clamp_max(min by (namespace, poddisruptionbudget) (kube_poddisruptionbudget_status_pod_disruptions_allowed{%s}), 1)"
                .formatted(HERE),
            "{{namespace}} {{poddisruptionbudget}}"));
  }

  private static TimeSeries volumes() {
    return TimeSeries.of(
        Frame.of("卷使用率 · Volumes", "How full volumes are.", Unit.RATIO)
            .with(Thresholds.rising(0.8, 0.9)),
        PromQl.range(
            "max by (namespace, persistentvolumeclaim) (kubelet_volume_stats_used_bytes{%1$s} / kubelet_volume_stats_capacity_bytes{%1$s})"
                .formatted(HERE),
            "{{namespace}} {{persistentvolumeclaim}}"));
  }

  private static TimeSeries inodes() {
    return TimeSeries.of(
        Frame.of(
                "inode 使用率 · Inodes",
                "Share of the files that a volume can hold; it is full then, whatever is left of its bytes.",
                Unit.RATIO)
            .with(Thresholds.rising(0.8, 0.9)),
        PromQl.range(
            "max by (namespace, persistentvolumeclaim) (kubelet_volume_stats_inodes_used{%1$s} / (kubelet_volume_stats_inodes{%1$s} > 0))"
                .formatted(HERE),
            "{{namespace}} {{persistentvolumeclaim}}"));
  }

  private static Table quotas() {
    return new Table(
        Frame.of(
                "配额 · Quotas",
                "What a namespace has of what it may have; at 100 % no new pod starts there.",
                Unit.RATIO)
            .sized(Size.FULL),
        List.of(new Table.Label("namespace", "Namespace"), new Table.Label("resource", "Resource")),
        List.of(
            Table.Value.of(
                    "Used",
                    Unit.RATIO,
                    Series.ratio(
                        "max by (namespace, resource) (kube_resourcequota{%s, type=\"used\"})"
                            .formatted(HERE),
                        "max by (namespace, resource) (kube_resourcequota{%s, type=\"hard\"})"
                            .formatted(HERE)))
                .with(Thresholds.rising(0.8, 0.95))));
  }

  private CapacityPage() {}
}
