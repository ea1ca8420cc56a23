package com.xtrading.platform.projection;

import com.xtrading.platform.manifest.GroupKind;
import java.util.List;

/** A Binding of RabbitMQ's topology operator (messaging-topology-operator 1.20): all of it. */
final class RabbitmqBindingKind implements OperatedKind {

  @Override
  public GroupKind kind() {
    return new GroupKind(RabbitmqTopology.GROUP, "Binding");
  }

  @Override
  public List<FixedField> fixed() {
    return List.of(RabbitmqTopology.same("spec"));
  }
}
