package com.xtrading.platform.kubernetes;

import com.xtrading.platform.model.Resources;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cdk8s.plus25.k8s.KubeLimitRange;
import org.cdk8s.plus25.k8s.KubeNamespace;
import org.cdk8s.plus25.k8s.KubePriorityClass;
import org.cdk8s.plus25.k8s.KubeResourceQuota;
import org.cdk8s.plus25.k8s.LimitRangeItem;
import org.cdk8s.plus25.k8s.LimitRangeSpec;
import org.cdk8s.plus25.k8s.ObjectMeta;
import org.cdk8s.plus25.k8s.Quantity;
import org.cdk8s.plus25.k8s.ResourceQuotaSpec;
import org.cdk8s.plus25.k8s.ScopeSelector;
import org.cdk8s.plus25.k8s.ScopedResourceSelectorRequirement;

/** Draws namespaces and what bounds them. */
public final class NamespaceObjects {

  /** A Namespace with labels and annotations of its own. */
  public static void namespace(
      Scope scope, Map<String, String> labels, Map<String, String> annotations) {
    Map<String, String> all = new TreeMap<>(scope.labels());
    all.putAll(labels);
    KubeNamespace.Builder.create(scope.chart(), scope.id("Namespace", scope.namespace()))
        .metadata(
            ObjectMeta.builder()
                .name(scope.namespace())
                .labels(all)
                .annotations(annotations)
                .build())
        .build();
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
    Map<String, Quantity> hard = new TreeMap<>();
    hard.put("requests.cpu", ApiQuantities.quantity(requests.cpu().toString()));
    hard.put("requests.memory", ApiQuantities.of(requests.memory()));
    hard.put("limits.cpu", ApiQuantities.quantity(limits.cpu().toString()));
    hard.put("limits.memory", ApiQuantities.of(limits.memory()));
    hard.put("pods", ApiQuantities.quantity(Integer.toString(pods)));
    KubeResourceQuota.Builder.create(scope.chart(), scope.id("ResourceQuota", name))
        .metadata(scope.metadata(name))
        .spec(ResourceQuotaSpec.builder().hard(hard).build())
        .build();
  }

  /**
   * A ResourceQuota that admits pods of the system's own priority classes; some providers admit
   * them in kube-system only, where no quota says otherwise.
   */
  public static void criticalPods(Scope scope, String name, int pods) {
    KubeResourceQuota.Builder.create(scope.chart(), scope.id("ResourceQuota", name))
        .metadata(scope.metadata(name))
        .spec(
            ResourceQuotaSpec.builder()
                .hard(Map.of("pods", ApiQuantities.quantity(Integer.toString(pods))))
                .scopeSelector(
                    ScopeSelector.builder()
                        .matchExpressions(
                            List.of(
                                ScopedResourceSelectorRequirement.builder()
                                    .scopeName("PriorityClass")
                                    .operator("In")
                                    .values(
                                        List.of("system-cluster-critical", "system-node-critical"))
                                    .build()))
                        .build())
                .build())
        .build();
  }

  /** A LimitRange with what a container gets that asks for nothing. */
  public static void limitRange(Scope scope, String name, Resources requests, Resources limits) {
    KubeLimitRange.Builder.create(scope.chart(), scope.id("LimitRange", name))
        .metadata(scope.metadata(name))
        .spec(
            LimitRangeSpec.builder()
                .limits(
                    List.of(
                        LimitRangeItem.builder()
                            .type("Container")
                            .defaultRequest(ApiQuantities.of(requests))
                            .defaultValue(ApiQuantities.of(limits))
                            .build()))
                .build())
        .build();
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
    KubePriorityClass.Builder.create(scope.chart(), scope.id("PriorityClass", name))
        .metadata(scope.clusterMetadata(name))
        .value(value)
        .globalDefault(isDefault)
        .preemptionPolicy(preempts ? "PreemptLowerPriority" : "Never")
        .description(description)
        .build();
  }

  private NamespaceObjects() {}
}
