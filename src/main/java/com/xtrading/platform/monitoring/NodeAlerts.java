package com.xtrading.platform.monitoring;

import com.xtrading.platform.declaration.AlertGroup;
import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.AlertRule.Message;
import com.xtrading.platform.declaration.AlertRule.Team;
import com.xtrading.platform.declaration.AlertRule.Urgency;
import com.xtrading.platform.declaration.AlertScenario.Given;
import com.xtrading.platform.declaration.SeriesLabels;
import java.time.Duration;
import java.util.List;

/** What somebody must know about nodes, as the node exporter and kube-state-metrics see them. */
final class NodeAlerts {

  private static final AlertGroup GROUP =
      new AlertGroup("nodes", Team.PLATFORM, "xtrading-capacity");

  private static final SeriesLabels NODE = SeriesLabels.ofNode("node-1");

  static List<AlertRule> all() {
    return List.of(cpu(), memory(), filesystem(), notReady(), clockSkew(), clockNotSynchronised());
  }

  private static AlertRule cpu() {
    return GROUP
        .rule(
            "NodeCPUHigh",
            Urgency.WARNING,
            Duration.ofMinutes(15),
            "1 - avg by (instance)"
                + " (rate(node_cpu_seconds_total{job=\"node-exporter\", mode=\"idle\"}[5m])) > 0.8",
            new Message(
                "{{ $labels.instance }} has little processor time left",
                "{{ $value | humanizePercentage }} are in use: what runs there waits for it."))
        .basic()
        .fires("16 % are idle", idle(0.16), NODE.by("instance").alert("84%"))
        .quiet("24 % are idle", idle(0.24));
  }

  /** Two processors. */
  private static Given idle(double share) {
    SeriesLabels idle = NODE.with("mode", "idle");
    return Given.of(
        idle.with("cpu", "0").counter("node_cpu_seconds_total", share),
        idle.with("cpu", "1").counter("node_cpu_seconds_total", share));
  }

  private static AlertRule memory() {
    return GROUP
        .rule(
            "NodeMemoryHigh",
            Urgency.WARNING,
            Duration.ofMinutes(15),
            "1 - node_memory_MemAvailable_bytes{job=\"node-exporter\"}"
                + " / node_memory_MemTotal_bytes{job=\"node-exporter\"} > 0.85",
            new Message(
                "{{ $labels.instance }} has little memory left",
                "{{ $value | humanizePercentage }} are in use: the kubelet will end pods of low priority."))
        .basic()
        .fires("88 % are in use", available(2), NODE.alert("87.5%"))
        .quiet("81 % are in use", available(3));
  }

  private static Given available(double sixteenths) {
    return Given.of(
        NODE.gauge("node_memory_MemAvailable_bytes", sixteenths * 1e9),
        NODE.gauge("node_memory_MemTotal_bytes", 16e9));
  }

  private static AlertRule filesystem() {
    SeriesLabels root = NODE.with("device", "/dev/vda1", "fstype", "ext4", "mountpoint", "/");
    return GROUP
        .rule(
            "NodeFilesystemAlmostFull",
            Urgency.WARNING,
            Duration.ofMinutes(15),
            "node_filesystem_avail_bytes{job=\"node-exporter\", fstype!=\"tmpfs\"}"
                + " / node_filesystem_size_bytes{job=\"node-exporter\", fstype!=\"tmpfs\"} < 0.1",
            new Message(
                "{{ $labels.mountpoint }} of {{ $labels.instance }} is nearly full",
                "{{ $value | humanizePercentage }} are left: the kubelet removes images, then pods."))
        .fires("8.5 % are left", filesystem(root, 8.5), root.alert("8.5%"))
        .quiet("11.5 % are left", filesystem(root, 11.5))
        .quiet("it is memory", filesystem(root.with("fstype", "tmpfs"), 5));
  }

  private static Given filesystem(SeriesLabels filesystem, double left) {
    return Given.of(
        filesystem.gauge("node_filesystem_avail_bytes", left * 1e9),
        filesystem.gauge("node_filesystem_size_bytes", 100e9));
  }

  private static AlertRule notReady() {
    SeriesLabels node = SeriesLabels.ofKubeState("node", "node-1");
    return GROUP
        .rule(
            "NodeNotReady",
            Urgency.CRITICAL,
            Duration.ofMinutes(10),
            "kube_node_status_condition{job=\"kube-state-metrics\", condition=\"Ready\", status=\"true\"} == 0"
                + " and on (node) kube_node_spec_unschedulable{job=\"kube-state-metrics\"} == 0",
            new Message(
                "{{ $labels.node }} is not ready",
                "Its kubelet does not report, or says that it cannot run pods; they move elsewhere."))
        .basic()
        .fires(
            "its kubelet does not report",
            node(node, 0, 0),
            node.with("condition", "Ready", "status", "true").alert())
        .quiet("it is ready", node(node, 1, 0))
        .quiet("somebody has taken it out", node(node, 0, 1));
  }

  private static Given node(SeriesLabels node, int ready, int unschedulable) {
    return Given.of(
        node.with("condition", "Ready", "status", "true")
            .gauge("kube_node_status_condition", ready),
        node.gauge("kube_node_spec_unschedulable", unschedulable));
  }

  private static AlertRule clockSkew() {
    String metric = "node_timex_offset_seconds";
    return GROUP
        .rule(
            "NodeClockSkew",
            Urgency.WARNING,
            Duration.ofMinutes(5),
            "abs(%s{job=\"node-exporter\"}) > 0.05".formatted(metric),
            new Message(
                "The clock of {{ $labels.instance }} is wrong",
                "It is {{ $value | humanizeDuration }} off: times of orders and ticks cannot be compared."))
        .fires("it is 55 ms behind", Given.of(NODE.gauge(metric, -0.055)), NODE.alert("55ms"))
        .quiet("it is 45 ms ahead", Given.of(NODE.gauge(metric, 0.045)));
  }

  private static AlertRule clockNotSynchronised() {
    return GROUP
        .rule(
            "NodeClockNotSynchronised",
            Urgency.CRITICAL,
            Duration.ofMinutes(10),
            "min_over_time(node_timex_sync_status{job=\"node-exporter\"}[5m]) == 0"
                + " and node_timex_maxerror_seconds{job=\"node-exporter\"} >= 16",
            new Message(
                "The clock of {{ $labels.instance }} follows nobody",
                "Nothing sets it any more: it goes wrong slowly, and trading must not go by it."))
        .fires("nothing sets it", clock(0, 16), NODE.alert())
        .quiet("something sets it", clock(1, 16))
        .quiet("it has been set lately", clock(0, 15));
  }

  private static Given clock(int synchronised, double error) {
    return Given.of(
        NODE.gauge("node_timex_sync_status", synchronised),
        NODE.gauge("node_timex_maxerror_seconds", error));
  }

  private NodeAlerts() {}
}
