package com.xtrading.platform.monitoring;

import com.xtrading.platform.dashboard.Frame;
import com.xtrading.platform.dashboard.Panel;
import com.xtrading.platform.dashboard.PromQl;
import com.xtrading.platform.dashboard.Series;
import com.xtrading.platform.dashboard.Size;
import com.xtrading.platform.dashboard.Table;
import com.xtrading.platform.dashboard.Thresholds;
import com.xtrading.platform.dashboard.TimeSeries;
import com.xtrading.platform.dashboard.Unit;

/**
 * What is left of nodes. What pods ask for comes from kube-state-metrics, the rest from
 * node_exporter, whose {@code instance} is the name of the node.
 */
final class NodePanels {

  static Panel[] all() {
    return new Panel[] {
      nodes(), cpuByNode(), memoryByNode(), pressure(), filesystems(), network(), clock()
    };
  }

  private static Table nodes() {
    return Table.by(
        "node",
        "Node",
        Frame.of(
                "请求占用 · Requested of what nodes can give",
                "What pods have asked for of what a node can give; a new pod starts only where there is room.",
                Unit.RATIO)
            .sized(new Size(Size.COLUMNS, 7)),
        Table.Value.of("CPU", Unit.RATIO, requested("cpu")).with(Thresholds.rising(0.8, 0.95)),
        Table.Value.of("Memory", Unit.RATIO, requested("memory"))
            .with(Thresholds.rising(0.8, 0.95)),
        Table.Value.of("Pods", Unit.NUMBER, "count by (node) (kube_pod_info{node!=\"\"})"));
  }

  private static String requested(String resource) {
    return Series.ratio(
        "sum by (node) (kube_pod_container_resource_requests{resource=\"%s\", node!=\"\"})"
            .formatted(resource),
        "sum by (node) (kube_node_status_allocatable{resource=\"%s\"})".formatted(resource));
  }

  private static TimeSeries cpuByNode() {
    return TimeSeries.of(
        Frame.of(
                "CPU 使用率 · Processor by node",
                "Share of the time in which processors were not idle.",
                Unit.RATIO)
            .with(Thresholds.redFrom(0.8)),
        PromQl.range(
            "1 - avg by (instance) (rate(node_cpu_seconds_total{mode=\"idle\"}[$__rate_interval]))",
            "{{instance}}"));
  }

  private static TimeSeries memoryByNode() {
    return TimeSeries.of(
        Frame.of(
                "内存使用率 · Memory by node",
                "Share of the memory that the kernel could not give to a new process.",
                Unit.RATIO)
            .with(Thresholds.redFrom(0.85)),
        PromQl.range(
            "1 - sum by (instance) (node_memory_MemAvailable_bytes) / sum by (instance) (node_memory_MemTotal_bytes)",
            "{{instance}}"));
  }

  private static TimeSeries pressure() {
    return TimeSeries.of(
        Frame.of(
            "压力 · Pressure",
            "Share of the time in which some process waited for processor, memory or disk.",
            Unit.RATIO),
        PromQl.range(
            Series.of("node_pressure_cpu_waiting_seconds_total").sumOfRates("instance"),
            "{{instance}} CPU"),
        PromQl.range(
            Series.of("node_pressure_memory_waiting_seconds_total").sumOfRates("instance"),
            "{{instance}} memory"),
        PromQl.range(
            Series.of("node_pressure_io_waiting_seconds_total").sumOfRates("instance"),
            "{{instance}} disk"));
  }

  private static TimeSeries filesystems() {
    String real = "fstype!~\"tmpfs|overlay|squashfs|ramfs\"";
    return TimeSeries.of(
        Frame.of(
                "磁盘使用率 · Disks of nodes",
                "How full the file systems of nodes are; images, logs and local volumes share them.",
                Unit.RATIO)
            .with(Thresholds.rising(0.8, 0.9)),
        PromQl.range(
            "1 - min by (instance, mountpoint) (node_filesystem_avail_bytes{%1$s}) / min by (instance, mountpoint) (node_filesystem_size_bytes{%1$s} > 0)"
                .formatted(real),
            "{{instance}} {{mountpoint}}"));
  }

  private static TimeSeries network() {
    // The node exporter has a network of its own; cAdvisor speaks of the node's as of "/".
    String node = "id=\"/\", interface!~\"lo|veth.*|cali.*|cilium.*|lxc.*\"";
    return TimeSeries.of(
        Frame.of(
            "网络 · Network by node",
            "Bytes per second that nodes receive and send.",
            Unit.BYTES_PER_SECOND),
        PromQl.range(
            Series.of("container_network_receive_bytes_total", node).sumOfRates("instance"),
            "{{instance}} received"),
        PromQl.range(
            Series.of("container_network_transmit_bytes_total", node).sumOfRates("instance"),
            "{{instance}} sent"));
  }

  private static TimeSeries clock() {
    return TimeSeries.of(
        Frame.of(
            "时钟偏差 · Clocks",
            "How far the clocks of nodes are from that of the network; the order of trades depends on them.",
            Unit.SECONDS),
        PromQl.range("max by (instance) (abs(node_timex_offset_seconds))", "{{instance}}"));
  }

  private NodePanels() {}
}
