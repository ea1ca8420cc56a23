package com.xtrading.platform.data;

import com.xtrading.platform.dashboard.Dashboard;
import com.xtrading.platform.dashboard.Frame;
import com.xtrading.platform.dashboard.PromQl;
import com.xtrading.platform.dashboard.Series;
import com.xtrading.platform.dashboard.Stat;
import com.xtrading.platform.dashboard.State;
import com.xtrading.platform.dashboard.Thresholds;
import com.xtrading.platform.dashboard.TimeSeries;
import com.xtrading.platform.dashboard.Unit;

/**
 * How RabbitMQ does. What is said here of queues is the sum over all of them: without {@code
 * /metrics/detailed} the plugin knows them no better.
 */
final class RabbitMqPage {

  private final String here;
  private final int nodes;

  private RabbitMqPage(String namespace, int nodes) {
    here = "namespace=\"%s\"".formatted(namespace);
    this.nodes = nodes;
  }

  static Dashboard of(String namespace, int nodes) {
    RabbitMqPage page = new RabbitMqPage(namespace, nodes);
    return Dashboard.of(
            "xtrading-rabbitmq",
            "RabbitMQ",
            "Nodes, alarms, messages, connections and room of the message broker.")
        .row(
            "",
            page.up(),
            page.memoryAlarm(),
            page.diskAlarm(),
            page.ready(),
            page.unacknowledged(),
            page.consumers())
        .row("消息 · Messages", page.flow(), page.backlog(), page.dead(), page.unroutable())
        .row("节点 · Nodes", page.memory(), page.disk(), page.files(), page.raft())
        .row("连接 · Connections", page.connections(), page.churn());
  }

  private Stat up() {
    return Stat.of(
        Frame.tile(
                "节点 · Nodes",
                "Nodes that answer; there should be %d.".formatted(nodes),
                Unit.NUMBER)
            .with(Thresholds.greenFrom(nodes))
            .runbook("RabbitMQNodesMissing"),
        PromQl.instant("count(%s) or vector(0)".formatted(measured("rabbitmq_identity_info"))));
  }

  private Stat memoryAlarm() {
    return Stat.of(
        Frame.tile("内存告警 · Memory alarm", "With it, publishers of every node wait.", Unit.NUMBER)
            .runbook("RabbitMQMemoryAlarm"),
        State.OK_ALARM,
        PromQl.instant(measured("rabbitmq_alarms_memory_used_watermark").max()));
  }

  private Stat diskAlarm() {
    return Stat.of(
        Frame.tile("磁盘告警 · Disk alarm", "With it, publishers of every node wait.", Unit.NUMBER)
            .runbook("RabbitMQDiskAlarm"),
        State.OK_ALARM,
        PromQl.instant(measured("rabbitmq_alarms_free_disk_space_watermark").max()));
  }

  private Stat ready() {
    return Stat.graphed(
        Frame.tile("待处理 · Ready", "Messages that no consumer has yet.", Unit.SHORT),
        PromQl.range(measured("rabbitmq_queue_messages_ready").sum(), "ready"));
  }

  private Stat unacknowledged() {
    return Stat.graphed(
        Frame.tile(
            "处理中 · Unacknowledged",
            "Messages that a consumer has and has not answered.",
            Unit.SHORT),
        PromQl.range(measured("rabbitmq_queue_messages_unacked").sum(), "unacknowledged"));
  }

  private Stat consumers() {
    return Stat.graphed(
        Frame.tile("消费者 · Consumers", "Who reads from queues now.", Unit.SHORT),
        PromQl.range(measured("rabbitmq_global_consumers").sum(), "consumers"));
  }

  private TimeSeries flow() {
    return TimeSeries.of(
        Frame.of(
            "消息流量 · Messages",
            "Messages per second that come, go, are answered and come again.",
            Unit.MESSAGES_PER_SECOND),
        PromQl.range(measured("rabbitmq_global_messages_received_total").sumOfRates(), "received"),
        PromQl.range(
            measured("rabbitmq_global_messages_delivered_total").sumOfRates(), "delivered"),
        PromQl.range(
            measured("rabbitmq_global_messages_acknowledged_total").sumOfRates(), "acknowledged"),
        PromQl.range(
            measured("rabbitmq_global_messages_redelivered_total").sumOfRates(),
            "delivered again"));
  }

  private TimeSeries backlog() {
    return TimeSeries.stacked(
        Frame.of("积压 · Messages in queues", "What waits, and what is being worked on.", Unit.SHORT),
        PromQl.range(measured("rabbitmq_queue_messages_ready").sum(), "ready"),
        PromQl.range(measured("rabbitmq_queue_messages_unacked").sum(), "unacknowledged"));
  }

  private TimeSeries dead() {
    return TimeSeries.of(
        Frame.of(
                "死信 · Dead letters",
                "Messages between two points that were set aside, by reason.",
                Unit.NUMBER)
            .runbook("RabbitMQDeadLetters"),
        PromQl.range(
            measured("rabbitmq_global_messages_dead_lettered_delivery_limit_total")
                .sumOfIncreases(),
            "came back too often"),
        PromQl.range(
            measured("rabbitmq_global_messages_dead_lettered_rejected_total").sumOfIncreases(),
            "refused"),
        PromQl.range(
            measured("rabbitmq_global_messages_dead_lettered_expired_total").sumOfIncreases(),
            "too old"),
        PromQl.range(
            measured("rabbitmq_global_messages_dead_lettered_maxlen_total").sumOfIncreases(),
            "queue full"));
  }

  private TimeSeries unroutable() {
    return TimeSeries.of(
        Frame.of(
                "无法路由 · Unroutable messages",
                "Messages between two points that no queue wanted.",
                Unit.NUMBER)
            .with(Thresholds.redFrom(1))
            .runbook("RabbitMQUnroutable"),
        PromQl.range(
            measured("rabbitmq_global_messages_unroutable_dropped_total").sumOfIncreases(),
            "dropped"),
        PromQl.range(
            measured("rabbitmq_global_messages_unroutable_returned_total").sumOfIncreases(),
            "returned"));
  }

  private TimeSeries memory() {
    return TimeSeries.of(
        Frame.of(
                "内存占用 · Memory of its most",
                "Memory of a node by its watermark; at 1 the alarm sounds.",
                Unit.RATIO)
            .with(Thresholds.rising(0.7, 0.9))
            .runbook("RabbitMQMemoryAlarm"),
        PromQl.range(
            Series.ratio(
                measured("rabbitmq_process_resident_memory_bytes").max("pod"),
                measured("rabbitmq_resident_memory_limit_bytes").max("pod")),
            "{{pod}}"));
  }

  private TimeSeries disk() {
    return TimeSeries.of(
        Frame.of(
                "磁盘剩余 · Room on volumes",
                "What is left, and below what the alarm sounds.",
                Unit.BYTES)
            .runbook("RabbitMQDiskAlarm"),
        PromQl.range(measured("rabbitmq_disk_space_available_bytes").min("pod"), "{{pod}}"),
        PromQl.range(measured("rabbitmq_disk_space_available_limit_bytes").max(), "alarm"));
  }

  private TimeSeries files() {
    return TimeSeries.of(
        Frame.of(
                "文件描述符 · Open files",
                "Files and sockets of the most that a node may have.",
                Unit.RATIO)
            .with(Thresholds.rising(0.7, 0.9)),
        PromQl.range(
            Series.ratio(
                measured("rabbitmq_process_open_fds").max("pod"),
                measured("rabbitmq_process_max_fds").max("pod")),
            "{{pod}}"));
  }

  private TimeSeries raft() {
    return TimeSeries.of(
        Frame.of(
            "Raft 提交延迟 · Commits of queues",
            "How long a message takes until a majority of the nodes has it.",
            Unit.SECONDS),
        PromQl.range(measured("rabbitmq_raft_commit_latency_seconds").max("pod"), "{{pod}}"));
  }

  private TimeSeries connections() {
    return TimeSeries.of(
        Frame.of("连接数 · Connections", "Connections and channels of clients by node.", Unit.SHORT),
        PromQl.range(measured("rabbitmq_connections").sum("pod"), "{{pod}} connections"),
        PromQl.range(measured("rabbitmq_channels").sum("pod"), "{{pod}} channels"));
  }

  private TimeSeries churn() {
    return TimeSeries.of(
        Frame.of(
            "连接变化 · Connections that come and go",
            "Connections per second; a client that opens one for each message shows here.",
            Unit.OPERATIONS_PER_SECOND),
        PromQl.range(measured("rabbitmq_connections_opened_total").sumOfRates(), "opened"),
        PromQl.range(measured("rabbitmq_connections_closed_total").sumOfRates(), "closed"));
  }

  private Series measured(String metric) {
    return Series.of(metric, here);
  }
}
