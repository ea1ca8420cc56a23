package com.xtrading.platform.data;

import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.WorkQueue;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * A work queue of RabbitMQ, with a second one, {@code <name>.dead}, for messages that came back
 * from four workers.
 */
final class RabbitQueue implements WorkQueue {

  /** How often a message comes again before it is set aside. */
  private static final int REDELIVERIES = 3;

  static final String DELAYED = "celery_delayed_.*";

  private final String name;
  private final Duration workTime;
  private final RabbitMq broker;

  RabbitQueue(String name, Duration workTime, RabbitMq broker) {
    this.name = name;
    this.workTime = workTime;
    this.broker = broker;
  }

  @Override
  public Duration workTime() {
    return workTime;
  }

  @Override
  public Endpoint producer(String user) {
    return open(user, "^%s$".formatted(DELAYED));
  }

  @Override
  public Endpoint worker(String user) {
    return open(user, "^(%s|%s)$".formatted(name, DELAYED));
  }

  @Override
  public Endpoint watcher(String user) {
    return broker.watch(Broker.Login.watching(user));
  }

  @Override
  public Map<String, String> trigger() {
    return Map.of(
        "protocol",
        "http",
        "host",
        broker.management(),
        "vhostName",
        RabbitMq.VHOST,
        "queueName",
        name,
        "mode",
        "QueueLength",
        "value",
        "1");
  }

  private Endpoint open(String user, String read) {
    // Celery makes its queues for delayed messages itself, and nothing else.
    return broker
        .open(
            Broker.Login.of(
                user, "^%s$".formatted(DELAYED), "^(%s|%s)$".formatted(name, DELAYED), read))
        .withSetting("RABBITMQ_QUEUE", name);
  }

  @Override
  public String name() {
    return name;
  }

  String dead() {
    return name + ".dead";
  }

  /** Dead letters arrive at least once, which needs publishers to be refused by a full queue. */
  Broker.Policy policy() {
    TreeMap<String, Object> definition = new TreeMap<>();
    definition.put("consumer-timeout", workTime.toMillis());
    definition.put("dead-letter-exchange", dead());
    definition.put("dead-letter-strategy", "at-least-once");
    definition.put("delivery-limit", REDELIVERIES);
    definition.put("overflow", "reject-publish");
    return new Broker.Policy(name, definition);
  }
}
