package com.xtrading.platform.kubernetes;

import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Resources;
import java.util.List;
import java.util.Map;

/** Parts of pods as trees, for custom resources and for values of charts. */
public final class PodTrees {

  /** Requests and limits of a container. */
  public static Map<String, Object> resources(Resources requests, Resources limits) {
    return Fields.of("requests", Fields.of(requests)).with("limits", Fields.of(limits));
  }

  /** Requests that equal the limits. */
  public static Map<String, Object> resources(Resources both) {
    return resources(both, both);
  }

  /** The affinity of pods of which no two may share a node. */
  public static Map<String, Object> apart(String label, String value) {
    return Fields.of(
        "podAntiAffinity",
        Fields.of(
            "requiredDuringSchedulingIgnoredDuringExecution", List.of(onOneNode(label, value))));
  }

  /** The same, for pods that also keep away from others where there is room. */
  public static Map<String, Object> apart(
      String label, String value, String otherLabel, String otherValue) {
    return Fields.of(
        "podAntiAffinity",
        Fields.of(
                "requiredDuringSchedulingIgnoredDuringExecution", List.of(onOneNode(label, value)))
            .with(
                "preferredDuringSchedulingIgnoredDuringExecution",
                List.of(preferred(otherLabel, otherValue))));
  }

  /** The affinity of pods that keep away from each other where there is room. */
  public static Map<String, Object> spread(String label, String value) {
    return Fields.of(
        "podAntiAffinity",
        Fields.of(
            "preferredDuringSchedulingIgnoredDuringExecution", List.of(preferred(label, value))));
  }

  private static Map<String, Object> preferred(String label, String value) {
    return Fields.of("weight", 100).with("podAffinityTerm", onOneNode(label, value));
  }

  private static Map<String, Object> onOneNode(String label, String value) {
    return Fields.of("labelSelector", Fields.of("matchLabels", Fields.of(label, value)))
        .with("topologyKey", "kubernetes.io/hostname");
  }

  /** The security context of a pod that runs as one user, who owns its volumes. */
  public static Fields runAs(long user) {
    return nonRoot().with("runAsUser", user).with("runAsGroup", user).with("fsGroup", user);
  }

  /** The security context of a pod that runs as the user of its image. */
  public static Fields nonRoot() {
    return Fields.of("runAsNonRoot", true)
        .with("seccompProfile", Fields.of("type", "RuntimeDefault"));
  }

  /** The security context of a container that gains no privileges and writes to no image. */
  public static Map<String, Object> locked() {
    return Fields.of("allowPrivilegeEscalation", false)
        .with("readOnlyRootFilesystem", true)
        .with("capabilities", Fields.of("drop", List.of("ALL")));
  }

  private PodTrees() {}

  /** What each pod of an operator gets as its volume. */
  public static Map<String, Object> claims(String storageClass, Memory size) {
    return Fields.of(
        "volumeClaimTemplate",
        Fields.of(
            "spec",
            Fields.of("storageClassName", storageClass)
                .with("accessModes", List.of("ReadWriteOnce"))
                .with("resources", Fields.of("requests", Fields.of("storage", size.toString())))));
  }
}
