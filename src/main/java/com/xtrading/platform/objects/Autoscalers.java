package com.xtrading.platform.objects;

import com.xtrading.platform.manifest.Manifest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What scales what: HorizontalPodAutoscalers and KEDA ScaledObjects by the object they scale. */
public final class Autoscalers {

  /** The object that an autoscaler scales. */
  public record Target(String kind, String namespace, String name) {

    static Target of(Manifest manifest) {
      return new Target(manifest.kind(), manifest.namespace(), manifest.name());
    }

    @Override
    public String toString() {
      return kind + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
    }
  }

  private final Map<Target, Manifest> byTarget = new LinkedHashMap<>();

  public Autoscalers(ClusterObjects objects) {
    all(objects).forEach(autoscaler -> byTarget.putIfAbsent(targetOf(autoscaler), autoscaler));
  }

  public static List<Manifest> all(ClusterObjects objects) {
    return objects.ofKind("HorizontalPodAutoscaler", "ScaledObject").toList();
  }

  public static Target targetOf(Manifest autoscaler) {
    return new Target(
        // ScaledObject: "kind: Optional. Default: Deployment" (KEDA, ScaledObject specification)
        autoscaler.at("spec", "scaleTargetRef", "kind").text("Deployment"),
        autoscaler.namespace(),
        autoscaler.at("spec", "scaleTargetRef", "name").text(""));
  }

  public Optional<Manifest> of(Manifest workload) {
    return Optional.ofNullable(byTarget.get(Target.of(workload)));
  }

  /** The fewest pods that the autoscaler keeps while there are any. */
  public static long minimum(Manifest autoscaler) {
    long minimum =
        autoscaler.kind().equals("ScaledObject")
            ? autoscaler.at("spec", "minReplicaCount").number(0)
            : autoscaler.at("spec", "minReplicas").number(1);
    return Math.max(1, minimum);
  }
}
