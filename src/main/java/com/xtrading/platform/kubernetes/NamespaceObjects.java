package com.xtrading.platform.kubernetes;

import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.model.Resources;
import java.util.List;
import java.util.Map;

/** Draws namespaces and what bounds them. */
public final class NamespaceObjects {

  private static final String CORE = "v1";

  /** A Namespace with labels and annotations of its own. */
  public static void namespace(
      Scope scope, Map<String, String> labels, Map<String, String> annotations) {
    scope.labelled(labels).in("").tree(CORE, "Namespace", scope.namespace(), annotations, Map.of());
  }

  /**
   * A ResourceQuota on what all pods of the namespace ask for.
   *
   * @param requests the sum of requests that is allowed
   * @param limits the sum of limits that is allowed
   * @param pods the number of pods that is allowed
   */
  public static void quota(
      Scope scope, String name, Resources requests, Resources limits, int pods) {
    quota(
        scope,
        name,
        Fields.of(
            "hard",
            Fields.of("limits.cpu", limits.cpu().toString())
                .with("limits.memory", limits.memory().toString())
                .with("pods", Integer.toString(pods))
                .with("requests.cpu", requests.cpu().toString())
                .with("requests.memory", requests.memory().toString())));
  }

  /**
   * A ResourceQuota that admits pods of the system's own priority classes; some providers admit
   * them in kube-system only, where no quota says otherwise.
   */
  public static void criticalPods(Scope scope, String name, int pods) {
    quota(
        scope,
        name,
        Fields.of("hard", Fields.of("pods", Integer.toString(pods)))
            .with(
                "scopeSelector",
                Fields.of(
                    "matchExpressions",
                    List.of(
                        Fields.of("operator", "In")
                            .with("scopeName", "PriorityClass")
                            .with(
                                "values",
                                List.of("system-cluster-critical", "system-node-critical"))))));
  }

  private static void quota(Scope scope, String name, Map<String, ?> spec) {
    scope.tree(CORE, "ResourceQuota", name, Map.of(), Fields.of("spec", spec));
  }

  /** A LimitRange with what a container gets that asks for nothing. */
  public static void limitRange(Scope scope, String name, Resources requests, Resources limits) {
    scope.tree(
        CORE,
        "LimitRange",
        name,
        Map.of(),
        Fields.of(
            "spec",
            Fields.of(
                "limits",
                List.of(
                    Fields.of("default", Fields.of(limits))
                        .with("defaultRequest", Fields.of(requests))
                        .with("type", "Container")))));
  }

  /**
   * A PriorityClass; higher values are scheduled first.
   *
   * @param isDefault whether pods that name no class are of it
   */
  public static void priorityClass(
      Scope scope,
      String name,
      int value,
      boolean isDefault,
      boolean preempts,
      String description) {
    scope.clusterCustom(
        "scheduling.k8s.io/v1",
        "PriorityClass",
        name,
        Map.of(),
        Fields.of("value", value)
            .with("globalDefault", isDefault)
            .with("preemptionPolicy", preempts ? "PreemptLowerPriority" : "Never")
            .with("description", description));
  }

  private NamespaceObjects() {}
}
