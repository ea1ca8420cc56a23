package com.xtrading.platform.data;

import com.xtrading.platform.component.SyncOptions;
import com.xtrading.platform.kubernetes.Scope;
import com.xtrading.platform.manifest.Fields;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Draws what exists inside a RabbitMQ as custom resources of the topology operator. */
final class BrokerObjects {

  private static final String API_VERSION = "rabbitmq.com/v1beta1";

  /** Waves inside the component: what the objects of a wave refer to is in an earlier one. */
  private static final int PLACES = 1;

  private static final int QUEUES = 2;
  private static final int RULES = 3;

  private final Scope scope;
  private final String cluster;
  private final Broker broker;

  /**
   * @param cluster the RabbitmqCluster that everything is inside of
   */
  BrokerObjects(Scope scope, String cluster, Broker broker) {
    this.scope = scope;
    this.cluster = cluster;
    this.broker = broker;
  }

  /**
   * @param passwordOf the secret of a user
   */
  void render(UnaryOperator<String> passwordOf) {
    vhost();
    broker.exchanges().forEach(this::exchange);
    broker.queues().forEach(this::queue);
    broker.bindings().forEach(this::binding);
    broker.policies().forEach(this::policy);
    for (Broker.Login login : broker.logins()) {
      user(login, passwordOf.apply(login.user()));
      permission(login);
    }
  }

  private void vhost() {
    draw(
        "Vhost",
        broker.vhost(),
        kept(PLACES),
        spec()
            .with("name", broker.vhost())
            .with("defaultQueueType", Broker.QUEUE_TYPE)
            .with("deletionPolicy", "retain"));
  }

  private void exchange(Broker.Exchange exchange) {
    draw(
        "Exchange",
        exchange.name(),
        SyncOptions.wave(QUEUES),
        inVhost()
            .with("name", exchange.name())
            .with("type", exchange.type())
            .with("durable", true));
  }

  private void queue(String queue) {
    draw(
        "Queue",
        queue,
        kept(QUEUES),
        inVhost()
            .with("name", queue)
            .with("type", Broker.QUEUE_TYPE)
            .with("durable", true)
            .with("deletionPolicy", "retain"));
  }

  private void binding(Broker.Binding binding) {
    draw(
        "Binding",
        binding.queue(),
        SyncOptions.wave(RULES),
        inVhost()
            .with("source", binding.exchange())
            .with("destination", binding.queue())
            .with("destinationType", "queue")
            .with("routingKey", binding.routingKey()));
  }

  private void policy(Broker.Policy policy) {
    draw(
        "Policy",
        policy.queue(),
        SyncOptions.wave(RULES),
        inVhost()
            .with("name", policy.queue())
            .with("pattern", policy.pattern())
            .with("applyTo", "quorum_queues")
            .with("priority", 1)
            .with("definition", policy.definition()));
  }

  private void user(Broker.Login login, String password) {
    draw(
        "User",
        login.user(),
        SyncOptions.wave(PLACES),
        (login.tags().isEmpty() ? spec() : spec().with("tags", login.tags()))
            .with("importCredentialsSecret", Fields.of("name", password)));
  }

  private void permission(Broker.Login login) {
    draw(
        "Permission",
        login.user(),
        SyncOptions.wave(RULES),
        inVhost()
            .with("userReference", Fields.of("name", login.user()))
            .with(
                "permissions",
                Fields.of("configure", login.configure())
                    .with("write", login.write())
                    .with("read", login.read())));
  }

  /** Messages go with it: a person confirms its deletion. */
  private static Map<String, String> kept(int wave) {
    Map<String, String> annotations = new TreeMap<>(SyncOptions.CONFIRM_DELETION);
    annotations.putAll(SyncOptions.wave(wave));
    return annotations;
  }

  private Fields inVhost() {
    return spec().with("vhost", broker.vhost());
  }

  private Fields spec() {
    return Fields.of("rabbitmqClusterReference", Fields.of("name", cluster));
  }

  /** Names of queues have dots, names of objects may not. */
  private void draw(String kind, String name, Map<String, String> annotations, Fields spec) {
    scope.custom(API_VERSION, kind, name.replace('.', '-'), annotations, spec);
  }
}
