package com.xtrading.platform.projection;

import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.objects.Kinds;
import java.util.List;
import java.util.stream.Stream;

/**
 * The kinds of RabbitMQ's topology operator (messaging-topology-operator 1.20.1, {@code
 * ValidateUpdate} in internal/webhook/v1beta1).
 */
final class RabbitmqTopology {

  static final String GROUP = "rabbitmq.com";

  private static final String CLUSTER = "spec.rabbitmqClusterReference";

  static final OperatedKind BINDING = kind("Binding", "spec");
  static final OperatedKind EXCHANGE =
      kind(
          "Exchange",
          "spec.name",
          "spec.vhost",
          CLUSTER,
          "spec.type",
          "spec.autoDelete",
          "spec.durable");
  static final OperatedKind PERMISSION =
      kind("Permission", "spec.user", "spec.userReference", "spec.vhost", CLUSTER);
  static final OperatedKind POLICY = kind("Policy", "spec.name", "spec.vhost", CLUSTER);
  static final OperatedKind QUEUE =
      new FixedKind(
          Kinds.QUEUE,
          refused(
              "spec.name",
              "spec.vhost",
              CLUSTER,
              "spec.type",
              "spec.autoDelete",
              "spec.durable",
              "spec.arguments"));
  static final OperatedKind VHOST = kind("Vhost", "spec.name", CLUSTER);

  private RabbitmqTopology() {}

  /** Fields whose change the operator's webhook refuses. */
  static List<FixedField> refused(String... paths) {
    return Stream.of(paths)
        .map(path -> FixedField.same(path, "RabbitMQ's topology operator refuses to change it"))
        .toList();
  }

  private static OperatedKind kind(String kind, String... fixed) {
    return new FixedKind(new GroupKind(GROUP, kind), refused(fixed));
  }
}
