package com.xtrading.platform.projection;

import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.objects.Kinds;
import java.util.stream.Stream;

/** The kinds of RabbitMQ's topology operator (messaging-topology-operator 1.20). */
final class RabbitmqTopology {

  private static final String GROUP = "rabbitmq.com";

  static final OperatedKind QUEUE = kind(Kinds.QUEUE, "spec.type", "spec.arguments");
  static final OperatedKind EXCHANGE = kind(new GroupKind(GROUP, "Exchange"), "spec.type");
  static final OperatedKind BINDING = kind(new GroupKind(GROUP, "Binding"), "spec");

  private RabbitmqTopology() {}

  private static OperatedKind kind(GroupKind kind, String... fixed) {
    return new FixedKind(
        kind,
        Stream.of(fixed)
            .map(path -> FixedField.same(path, "RabbitMQ's topology operator refuses to change it"))
            .toList());
  }
}
