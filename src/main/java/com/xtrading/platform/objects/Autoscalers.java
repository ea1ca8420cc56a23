package com.xtrading.platform.objects;

import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What scales what: HorizontalPodAutoscalers and KEDA ScaledObjects by the object they scale. */
public final class Autoscalers {

  /** The object that an autoscaler scales. */
  public record Target(GroupKind kind, String namespace, String name) {

    /** An object, as what is scaled. */
    public static Target of(Manifest manifest) {
      return new Target(manifest.groupKind(), manifest.namespace(), manifest.name());
    }

    @Override
    public String toString() {
      return kind.kind() + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
    }
  }

  private final Map<Target, Manifest> byTarget = new LinkedHashMap<>();

  public Autoscalers(ClusterObjects objects) {
    all(objects).forEach(autoscaler -> byTarget.putIfAbsent(targetOf(autoscaler), autoscaler));
  }

  public static List<Manifest> all(ClusterObjects objects) {
    return objects.ofKind(Kinds.HORIZONTAL_POD_AUTOSCALER, Kinds.SCALED_OBJECT).toList();
  }

  public static Target targetOf(Manifest autoscaler) {
    Tree target = autoscaler.at("spec", "scaleTargetRef");
    return new Target(
        // ScaledObject: "apiVersion: Optional. Default: apps/v1", "kind: Optional. Default:
        // Deployment" (KEDA, ScaledObject specification)
        GroupKind.namedBy(target, Kinds.DEPLOYMENT),
        autoscaler.namespace(),
        target.at("name").text(""));
  }

  public Optional<Manifest> of(Manifest workload) {
    return Optional.ofNullable(byTarget.get(Target.of(workload)));
  }

  /** The fewest pods that the autoscaler keeps while there are any. */
  public static long minimum(Manifest autoscaler) {
    long minimum =
        autoscaler.is(Kinds.SCALED_OBJECT)
            ? autoscaler.at("spec", "minReplicaCount").number(0)
            : autoscaler.at("spec", "minReplicas").number(1);
    return Math.max(1, minimum);
  }

  /**
   * The most pods that the autoscaler starts.
   *
   * @param otherwise where a HorizontalPodAutoscaler does not say, which the API server refuses
   */
  public static long maximum(Manifest autoscaler, long otherwise) {
    // "maxReplicaCount: Optional. Default: 100" (KEDA, ScaledObject specification)
    return autoscaler.is(Kinds.SCALED_OBJECT)
        ? autoscaler.at("spec", "maxReplicaCount").number(100)
        : autoscaler.at("spec", "maxReplicas").number(otherwise);
  }
}
