package com.xtrading.platform.projection;

/** What the kinds of RabbitMQ's topology operator have in common. */
final class RabbitmqTopology {

  static final String GROUP = "rabbitmq.com";

  static FixedField same(String path) {
    return FixedField.same(path, "RabbitMQ's topology operator refuses to change it");
  }

  private RabbitmqTopology() {}
}
