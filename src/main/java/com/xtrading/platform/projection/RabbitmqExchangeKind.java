package com.xtrading.platform.projection;

import com.xtrading.platform.manifest.GroupKind;
import java.util.List;

/** An Exchange of RabbitMQ's topology operator (messaging-topology-operator 1.20). */
final class RabbitmqExchangeKind implements OperatedKind {

  @Override
  public GroupKind kind() {
    return new GroupKind(RabbitmqTopology.GROUP, "Exchange");
  }

  @Override
  public List<FixedField> fixed() {
    return List.of(RabbitmqTopology.same("spec.type"));
  }
}
