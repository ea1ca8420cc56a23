package com.xtrading.platform.projection;

import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.objects.Made;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A User of RabbitMQ (messaging-topology-operator 1.20.1, internal/controller/user_controller.go).
 * One that brings no credentials gets some that are made up, in a Secret.
 */
final class RabbitmqUserKind implements OperatedKind {

  private static final String TOLD = "what RabbitMQ is told";

  @Override
  public GroupKind kind() {
    return new GroupKind(RabbitmqTopology.GROUP, "User");
  }

  @Override
  public Set<String> versions() {
    return Set.of("v1beta1");
  }

  @Override
  public List<FixedField> fixed() {
    return RabbitmqTopology.refused("spec.rabbitmqClusterReference");
  }

  @Override
  public List<HarmlessField> harmless() {
    return List.of(
        new HarmlessField("spec.importCredentialsSecret.name", "the Secret is read, none is made"),
        new HarmlessField("spec.limits.channels", TOLD),
        new HarmlessField("spec.limits.connections", TOLD),
        new HarmlessField("spec.rabbitmqClusterReference.connectionSecret.name", "whom it tells"),
        new HarmlessField("spec.rabbitmqClusterReference.name", "whom it tells"),
        new HarmlessField("spec.rabbitmqClusterReference.namespace", "whom it tells"),
        new HarmlessField("spec.tags[]", TOLD));
  }

  @Override
  public Stream<Made> madeOf(Manifest user, Collection<Manifest> rendered) {
    ProjectedObjects draft = new ProjectedObjects(user);
    if (!user.at("spec", "importCredentialsSecret").exists()) {
      draft.secret(
          user.name() + "-user-credentials",
          Map.of("rabbitmq.com/topology-operator", "true"),
          "password",
          "username");
    }
    return draft.made();
  }
}
