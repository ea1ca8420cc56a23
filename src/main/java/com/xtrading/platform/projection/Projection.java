package com.xtrading.platform.projection;

import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.objects.ClusterObjects;
import com.xtrading.platform.objects.Made;
import java.util.Collection;
import java.util.List;
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
    return OperatedKinds.of(resource.groupKind()).stream()
        .flatMap(kind -> kind.madeOf(resource, rendered));
  }
}
