package com.xtrading.platform.projection;

import com.xtrading.platform.manifest.GroupKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every kind of custom resource of which an operator makes something, or keeps a field fixed. */
public final class OperatedKinds {

  private static final List<OperatedKind> ALL =
      List.of(
          new AlertmanagerKind(),
          new GatewayKind(),
          new NginxProxyKind(),
          new PostgresClusterKind(),
          CloudNativePg.DATABASE,
          new PostgresPoolerKind(),
          CloudNativePg.ROLE,
          new PrometheusKind(),
          RabbitmqTopology.BINDING,
          new RabbitmqClusterKind(),
          RabbitmqTopology.EXCHANGE,
          RabbitmqTopology.PERMISSION,
          RabbitmqTopology.POLICY,
          RabbitmqTopology.QUEUE,
          new RabbitmqUserKind(),
          RabbitmqTopology.VHOST,
          new RedisClusterKind());

  private static final Map<GroupKind, OperatedKind> BY_KIND =
      ALL.stream().collect(Collectors.toUnmodifiableMap(OperatedKind::kind, Function.identity()));

  private OperatedKinds() {}

  public static List<OperatedKind> all() {
    return ALL;
  }

  /** Nothing for kinds that no operator known here looks at. */
  public static Optional<OperatedKind> of(GroupKind kind) {
    return Optional.ofNullable(BY_KIND.get(kind));
  }
}
