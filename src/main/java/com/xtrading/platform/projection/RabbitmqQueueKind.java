package com.xtrading.platform.projection;

import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.objects.Kinds;
import java.util.List;

/** A Queue of RabbitMQ's topology operator (messaging-topology-operator 1.20). */
final class RabbitmqQueueKind implements OperatedKind {

  @Override
  public GroupKind kind() {
    return Kinds.QUEUE;
  }

  @Override
  public List<FixedField> fixed() {
    return List.of(RabbitmqTopology.same("spec.type"), RabbitmqTopology.same("spec.arguments"));
  }
}
