package com.xtrading.platform.data;

import com.xtrading.platform.declaration.AlertGroup;
import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.AlertRule.Message;
import com.xtrading.platform.declaration.AlertRule.Team;
import com.xtrading.platform.declaration.AlertRule.Urgency;
import com.xtrading.platform.declaration.AlertScenario.Given;
import com.xtrading.platform.declaration.InputSeries;
import com.xtrading.platform.declaration.SeriesLabels;
import com.xtrading.platform.environment.Data;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What somebody must know about RabbitMQ. */
final class RabbitMqAlerts {

  private static final String NAME = "rabbitmq";
  private static final AlertGroup GROUP = new AlertGroup(NAME, Team.DATA, "xtrading-rabbitmq");

  private final String here;
  private final String namespace;
  private final int nodes;

  private RabbitMqAlerts(String namespace, int nodes) {
    this.namespace = namespace;
    this.nodes = nodes;
    here = "namespace=\"%s\"".formatted(namespace);
  }

  static List<AlertRule> of(String namespace, Data.Rabbit size) {
    RabbitMqAlerts alerts = new RabbitMqAlerts(namespace, size.nodes());
    return Stream.of(
            alerts.missing(),
            alerts.memory(),
            alerts.disk(),
            alerts.deadLetters(),
            alerts.unroutable(),
            alerts.nobodyWorks(),
            alerts.churn())
        .toList();
  }

  private AlertRule missing() {
    return GROUP
        .rule(
            "RabbitMQNodesMissing",
            Urgency.CRITICAL,
            Duration.ofMinutes(5),
            "(count(rabbitmq_identity_info{%s}) or vector(0)) < %d".formatted(here, nodes),
            new Message(
                "RabbitMQ has {{ $value }} of %d nodes".formatted(nodes),
                "Without a majority of the nodes no message is taken."))
        .fires(
            "a node is missing",
            known(nodes - 1),
            SeriesLabels.none().alert(Integer.toString(nodes - 1)))
        .quiet("all nodes are there", known(nodes));
  }

  private Given known(int count) {
    return Given.of(
        IntStream.range(0, count)
            .<InputSeries>mapToObj(
                number ->
                    node(number)
                        .with("rabbitmq_node", "rabbit@" + number, "rabbitmq_cluster", NAME)
                        .gauge("rabbitmq_identity_info", 1))
            .toList());
  }

  private AlertRule memory() {
    String metric = "rabbitmq_alarms_memory_used_watermark";
    return GROUP
        .rule(
            "RabbitMQMemoryAlarm",
            Urgency.CRITICAL,
            Duration.ofMinutes(1),
            "max by (pod) (%s{%s}) > 0".formatted(metric, here),
            new Message(
                "{{ $labels.pod }} is out of memory and stops publishers",
                "Consumers are too slow, or a queue has grown; publishers of every node wait."))
        .fires("the alarm is on", Given.of(node(0).gauge(metric, 1)), node(0).by("pod").alert())
        .quiet("the alarm is off", Given.of(node(0).gauge(metric, 0)));
  }

  private AlertRule disk() {
    String metric = "rabbitmq_alarms_free_disk_space_watermark";
    return GROUP
        .rule(
            "RabbitMQDiskAlarm",
            Urgency.CRITICAL,
            Duration.ofMinutes(1),
            "max by (pod) (%s{%s}) > 0".formatted(metric, here),
            new Message(
                "{{ $labels.pod }} is out of disk and stops publishers",
                "Queues are longer than the volume was made for; publishers of every node wait."))
        .fires("the alarm is on", Given.of(node(0).gauge(metric, 1)), node(0).by("pod").alert())
        .quiet("the alarm is off", Given.of(node(0).gauge(metric, 0)));
  }

  private AlertRule deadLetters() {
    String metric = "rabbitmq_global_messages_dead_lettered_delivery_limit_total";
    return GROUP
        .rule(
            "RabbitMQDeadLetters",
            Urgency.WARNING,
            Duration.ZERO,
            "sum(increase(%s{%s}[15m])) > 0".formatted(metric, here),
            new Message(
                "Work was given up",
                "{{ $value | printf \"%.0f\" }} messages failed as often as they may and lie in a dead letter queue."))
        .fires(
            "nine messages within a quarter of an hour",
            Given.of(node(0).counter(metric, 0.01)).since(Duration.ofMinutes(15)),
            SeriesLabels.none().alert("9"))
        .quiet("none", Given.of(node(0).counter(metric, 0)));
  }

  private AlertRule unroutable() {
    String metric = "rabbitmq_global_messages_unroutable_dropped_total";
    return GROUP
        .rule(
            "RabbitMQUnroutable",
            Urgency.WARNING,
            Duration.ZERO,
            "sum(increase(%s{%s}[5m])) > 0".formatted(metric, here),
            new Message(
                "Messages arrive nowhere",
                "{{ $value | printf \"%.0f\" }} messages were sent to an exchange that leads to no queue."))
        .fires(
            "three messages within five minutes",
            Given.of(node(0).counter(metric, 0.01)).since(Duration.ofMinutes(5)),
            SeriesLabels.none().alert("3"))
        .quiet("none", Given.of(node(0).counter(metric, 0)));
  }

  /** Queues whose messages nobody is to take, or only later, are left out. */
  private AlertRule nobodyWorks() {
    String left = "queue!~\".+[.]dead|%s\"".formatted(RabbitQueue.DELAYED);
    SeriesLabels queue = node(0).with("vhost", "shop", "queue", "orders");
    return GROUP
        .rule(
            "RabbitMQQueueHasNoConsumers",
            Urgency.WARNING,
            Duration.ofMinutes(10),
            ("max by (namespace, vhost, queue) (rabbitmq_detailed_queue_messages_ready{%1$s, %2$s}) > 0"
                    + " and max by (namespace, vhost, queue)"
                    + " (rabbitmq_detailed_queue_consumers{%1$s}) == 0")
                .formatted(here, left),
            new Message(
                "Nobody works on {{ $labels.queue }}",
                "{{ $value }} messages wait there, and no worker asks for them."))
        .fires(
            "three messages wait for nobody",
            waiting(queue, 3, 0),
            queue.by("namespace", "vhost", "queue").alert("3"))
        .quiet("somebody works on them", waiting(queue, 3, 1))
        .quiet("nothing waits", waiting(queue, 0, 0))
        .quiet("they were given up", waiting(queue.with("queue", "orders.dead"), 3, 0));
  }

  private static Given waiting(SeriesLabels queue, int messages, int workers) {
    return Given.of(
        queue.gauge("rabbitmq_detailed_queue_messages_ready", messages),
        queue.gauge("rabbitmq_detailed_queue_consumers", workers));
  }

  private AlertRule churn() {
    String metric = "rabbitmq_connections_opened_total";
    return GROUP
        .rule(
            "RabbitMQConnectionChurn",
            Urgency.INFO,
            Duration.ofMinutes(15),
            "sum by (namespace) (rate(%s{%s}[5m])) > 10".formatted(metric, here),
            new Message(
                "Clients open connections to RabbitMQ all the time",
                "{{ $value | printf \"%.0f\" }} connections are opened every second: a client opens one for each message."))
        // With eleven in a second more than ten are the mean of five minutes after 273 s.
        .fires(
            "eleven in a second",
            Given.of(node(0).counter(metric, 11)).since(Duration.ofSeconds(300)),
            node(0).by("namespace").alert("11"))
        .quiet(
            "nine in a second",
            Given.of(node(0).counter(metric, 9.5)).since(Duration.ofMinutes(5)));
  }

  private SeriesLabels node(int number) {
    return SeriesLabels.ofPod(namespace, NAME, "rabbitmq-server-" + number);
  }
}
