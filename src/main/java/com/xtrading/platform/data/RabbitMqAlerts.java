package com.xtrading.platform.data;

import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.AlertRule.Condition;
import com.xtrading.platform.declaration.AlertRule.Message;
import com.xtrading.platform.declaration.AlertRule.Urgency;
import com.xtrading.platform.environment.Data;
import java.time.Duration;
import java.util.List;

/** What somebody must know about RabbitMQ. */
final class RabbitMqAlerts {

  private static final String GROUP = "rabbitmq";

  static List<AlertRule> of(String namespace, Data.Rabbit size) {
    String here = "namespace=\"%s\"".formatted(namespace);
    return List.of(
        new AlertRule(
            GROUP,
            "RabbitMQNodesMissing",
            new Condition(
                "(count(rabbitmq_identity_info{%s}) or vector(0)) < %d"
                    .formatted(here, size.nodes()),
                Duration.ofMinutes(5)),
            Urgency.CRITICAL,
            new Message(
                "RabbitMQ has {{ $value }} of %d nodes".formatted(size.nodes()),
                "Without a majority of the nodes no message is taken.")),
        new AlertRule(
            GROUP,
            "RabbitMQMemoryAlarm",
            new Condition(
                "max by (pod) (rabbitmq_alarms_memory_used_watermark{%s}) > 0".formatted(here),
                Duration.ofMinutes(1)),
            Urgency.CRITICAL,
            new Message(
                "{{ $labels.pod }} is out of memory and stops publishers",
                "Consumers are too slow, or a queue has grown; publishers of every node wait.")),
        new AlertRule(
            GROUP,
            "RabbitMQDiskAlarm",
            new Condition(
                "max by (pod) (rabbitmq_alarms_free_disk_space_watermark{%s}) > 0".formatted(here),
                Duration.ofMinutes(1)),
            Urgency.CRITICAL,
            new Message(
                "{{ $labels.pod }} is out of disk and stops publishers",
                "Queues are longer than the volume was made for; publishers of every node wait.")),
        new AlertRule(
            GROUP,
            "RabbitMQDeadLetters",
            new Condition(
                "sum(increase(rabbitmq_global_messages_dead_lettered_delivery_limit_total{%s}[15m])) > 0"
                    .formatted(here),
                Duration.ZERO),
            Urgency.WARNING,
            new Message(
                "Work was given up",
                "{{ $value | printf \"%.0f\" }} messages failed as often as they may and lie in a dead letter queue.")),
        new AlertRule(
            GROUP,
            "RabbitMQUnroutable",
            new Condition(
                "sum(increase(rabbitmq_global_messages_unroutable_dropped_total{%s}[5m])) > 0"
                    .formatted(here),
                Duration.ZERO),
            Urgency.WARNING,
            new Message(
                "Messages arrive nowhere",
                "{{ $value | printf \"%.0f\" }} messages were sent to an exchange that leads to no queue.")));
  }

  private RabbitMqAlerts() {}
}
