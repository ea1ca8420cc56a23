package com.xtrading.platform.data;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What exists inside a RabbitMQ, as values: custom resources and the definitions file are both
 * written from it.
 *
 * @param vhost the virtual host that everything lives in
 */
record Broker(
    String vhost,
    List<Exchange> exchanges,
    List<String> queues,
    List<Binding> bindings,
    List<Policy> policies,
    List<Login> logins) {

  /** An exchange that survives a restart. */
  record Exchange(String name, String type) {}

  record Binding(String exchange, String queue, String routingKey) {}

  /**
   * Settings of a queue that can be changed while it exists.
   *
   * @param queue the queue that they are for
   * @param definition keys and values
   */
  record Policy(String queue, TreeMap<String, Object> definition) {
    String pattern() {
      return "^%s$".formatted(queue.replace(".", "\\."));
    }
  }

  /** What a user may do, as regular expressions over names of exchanges and queues. */
  record Login(String user, String configure, String write, String read, List<String> tags) {

    /** A user of queues, who does not see the management interface. */
    static Login of(String user, String configure, String write, String read) {
      return new Login(user, configure, write, read, List.of());
    }

    /** A user who sees how long queues are, and does nothing with them. */
    static Login watching(String user) {
      return new Login(user, NOTHING, NOTHING, NOTHING, List.of("management"));
    }

    private static final String NOTHING = "^$";
  }

  /** Every queue keeps a copy on a majority of the nodes. */
  static final String QUEUE_TYPE = "quorum";

  /**
   * The definitions file (RabbitMQ documentation, "Schema Definition Export and Import"). Users
   * have no password in it, and cannot log in until they get one.
   */
  Map<String, Object> definitions() {
    Map<String, Object> definitions = new TreeMap<>();
    definitions.put(
        "vhosts",
        List.of(Map.of("name", vhost, "metadata", Map.of("default_queue_type", QUEUE_TYPE))));
    definitions.put(
        "users",
        logins.stream()
            .map(login -> Map.of("name", login.user(), "password_hash", "", "tags", login.tags()))
            .toList());
    definitions.put(
        "permissions",
        logins.stream()
            .map(
                login ->
                    in(
                        "user", login.user(),
                        "configure", login.configure(),
                        "write", login.write(),
                        "read", login.read()))
            .toList());
    definitions.put(
        "exchanges",
        exchanges.stream()
            .map(
                exchange ->
                    in(
                        "name",
                        exchange.name(),
                        "type",
                        exchange.type(),
                        "durable",
                        true,
                        "auto_delete",
                        false,
                        "internal",
                        false,
                        "arguments",
                        Map.of()))
            .toList());
    definitions.put(
        "queues",
        queues.stream()
            .map(
                queue ->
                    in(
                        "name",
                        queue,
                        "durable",
                        true,
                        "auto_delete",
                        false,
                        "arguments",
                        Map.of("x-queue-type", QUEUE_TYPE)))
            .toList());
    definitions.put(
        "bindings",
        bindings.stream()
            .map(
                binding ->
                    in(
                        "source", binding.exchange(),
                        "destination", binding.queue(),
                        "destination_type", "queue",
                        "routing_key", binding.routingKey(),
                        "arguments", Map.of()))
            .toList());
    definitions.put(
        "policies",
        policies.stream()
            .map(
                policy ->
                    in(
                        "name", policy.queue(),
                        "pattern", policy.pattern(),
                        "apply-to", "quorum_queues",
                        "priority", 1,
                        "definition", policy.definition()))
            .toList());
    return definitions;
  }

  /** An entry of the virtual host; keys and values in turn. */
  private Map<String, Object> in(Object... keysAndValues) {
    Map<String, Object> entry = new TreeMap<>(Map.of("vhost", vhost));
    for (int index = 0; index < keysAndValues.length; index += 2) {
      entry.put((String) keysAndValues[index], keysAndValues[index + 1]);
    }
    return entry;
  }
}
