package com.xtrading.platform.projection;

import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.objects.ClusterObjects;
import com.xtrading.platform.objects.Made;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What will be in the cluster beyond what we render: the pods, services, secrets and budgets that
 * operators make of rendered custom resources, and the pods of charts. Written as the plain
 * Kubernetes objects that they will be, so that rules and proofs treat them like any others.
 *
 * <p>Custom resources are read as they are rendered and never through our declarations: a
 * declaration that does not agree with what an operator does shows as a contradiction.
 */
public final class Projection {

  /** What an operator makes of one resource; it may read others that this one refers to. */
  private interface Operator {
    Stream<Made> make(Manifest resource, Collection<Manifest> rendered);
  }

  /** Kinds of custom resources, with what their operators make of one. */
  private static final Map<String, Operator> OPERATORS =
      Map.of(
          "postgresql.cnpg.io/Cluster", alone(PostgresPods::ofCluster),
          "postgresql.cnpg.io/Pooler", alone(PostgresPods::ofPooler),
          "redis.redis.opstreelabs.in/RedisCluster", alone(RedisPods::ofCluster),
          "rabbitmq.com/RabbitmqCluster", alone(RabbitmqPods::ofCluster),
          "monitoring.coreos.com/Prometheus", alone(PrometheusPods::of),
          "gateway.networking.k8s.io/Gateway", GatewayPods::of);

  private static Operator alone(Function<Manifest, Stream<Made>> maker) {
    return (resource, rendered) -> maker.apply(resource);
  }

  private Projection() {}

  /** Rendered objects with what operators make of them, in the order of the resources. */
  public static ClusterObjects of(List<Manifest> rendered) {
    return new ClusterObjects(rendered, operated(rendered).toList());
  }

  /** The same, and the pods of charts as add-ons declare them. */
  public static ClusterObjects of(List<Manifest> rendered, Topology topology) {
    return new ClusterObjects(
        rendered, Stream.concat(operated(rendered), AddOnPods.of(topology)).toList());
  }

  private static Stream<Made> operated(List<Manifest> rendered) {
    return rendered.stream().flatMap(resource -> madeOf(resource, rendered));
  }

  private static Stream<Made> madeOf(Manifest resource, Collection<Manifest> rendered) {
    return OPERATORS
        .getOrDefault(
            resource.id().group() + "/" + resource.kind(), (unknown, others) -> Stream.of())
        .make(resource, rendered);
  }
}
