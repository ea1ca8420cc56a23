package com.xtrading.platform.data;

import com.xtrading.platform.declaration.Endpoint;
import java.time.Duration;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A queue of work: each message goes to one worker, comes again when the worker is lost, and lies
 * in {@code <name>.dead} when three have failed on it.
 */
public final class WorkQueue {

  /** How often a message is tried before it is set aside. */
  static final int DELIVERIES = 3;

  private static final String DELAYED = "celery_delayed_.*";

  private final String name;
  private final Duration workTime;
  private final Function<Broker.Login, Endpoint> opener;

  WorkQueue(String name, Duration workTime, Function<Broker.Login, Endpoint> opener) {
    this.name = name;
    this.workTime = workTime;
    this.opener = opener;
  }

  /** The time after which a worker that has not answered loses its message. */
  public Duration workTime() {
    return workTime;
  }

  /** The queue, for a user who sends work. */
  public Endpoint producer(String user) {
    return open(user, "^%s$".formatted(DELAYED));
  }

  /** The queue, for a user who does the work and may send more. */
  public Endpoint worker(String user) {
    return open(user, "^(%s|%s)$".formatted(name, DELAYED));
  }

  private Endpoint open(String user, String read) {
    // Celery makes its queues for delayed messages itself, and nothing else.
    return opener
        .apply(
            new Broker.Login(
                user, "^%s$".formatted(DELAYED), "^(%s|%s)$".formatted(name, DELAYED), read))
        .withSetting("RABBITMQ_QUEUE", name);
  }

  String name() {
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
    definition.put("delivery-limit", DELIVERIES);
    definition.put("overflow", "reject-publish");
    return new Broker.Policy(name, definition);
  }
}
