package com.xtrading.platform.kubernetes;

import com.xtrading.platform.environment.ServiceSize.Replicas;
import com.xtrading.platform.manifest.Fields;
import java.util.List;
import java.util.Map;
import org.cdk8s.plus25.k8s.CrossVersionObjectReferenceV2;
import org.cdk8s.plus25.k8s.HorizontalPodAutoscalerBehaviorV2;
import org.cdk8s.plus25.k8s.HorizontalPodAutoscalerSpecV2;
import org.cdk8s.plus25.k8s.HpaScalingPolicyV2;
import org.cdk8s.plus25.k8s.HpaScalingRulesV2;
import org.cdk8s.plus25.k8s.KubeHorizontalPodAutoscalerV2Props;
import org.cdk8s.plus25.k8s.KubePodDisruptionBudgetProps;
import org.cdk8s.plus25.k8s.LabelSelector;
import org.cdk8s.plus25.k8s.MetricSpecV2;
import org.cdk8s.plus25.k8s.MetricTargetV2;
import org.cdk8s.plus25.k8s.PodDisruptionBudgetSpec;
import org.cdk8s.plus25.k8s.ResourceMetricSourceV2;

/** Draws what says how many pods there are, how many may leave, and how large they should be. */
public final class Scaling {

  /** The shares of requests at which another pod is started; from the operations overview. */
  public static final int TARGET_CPU_PERCENT = 70;

  public static final int TARGET_MEMORY_PERCENT = 80;

  /**
   * A HorizontalPodAutoscaler for a Deployment of the same name, on the shares of the requested CPU
   * and memory in use: whichever asks for more pods.
   */
  static void autoscaler(
      Scope scope, Map<String, String> annotations, String name, Replicas replicas) {
    Scope own = scope.named(name);
    own.typed(
        ObjectType.HORIZONTAL_POD_AUTOSCALER,
        name,
        KubeHorizontalPodAutoscalerV2Props.builder()
            .metadata(own.metadata(name, annotations))
            .spec(
                HorizontalPodAutoscalerSpecV2.builder()
                    .scaleTargetRef(
                        CrossVersionObjectReferenceV2.builder()
                            .apiVersion("apps/v1")
                            .kind("Deployment")
                            .name(name)
                            .build())
                    .minReplicas(replicas.min())
                    .maxReplicas(replicas.max())
                    .metrics(
                        List.of(
                            utilization("cpu", TARGET_CPU_PERCENT),
                            utilization("memory", TARGET_MEMORY_PERCENT)))
                    .behavior(
                        HorizontalPodAutoscalerBehaviorV2.builder()
                            .scaleDown(
                                HpaScalingRulesV2.builder()
                                    .stabilizationWindowSeconds(300)
                                    .policies(
                                        List.of(
                                            HpaScalingPolicyV2.builder()
                                                .type("Pods")
                                                .value(1)
                                                .periodSeconds(120)
                                                .build()))
                                    .build())
                            .build())
                    .build())
            .build());
  }

  /** Asks what requests of the pods would have been right; nothing changes them. */
  public static void recommendation(Scope scope, String kind, String name) {
    scope
        .named(name)
        .custom(
            "autoscaling.k8s.io/v1",
            "VerticalPodAutoscaler",
            name,
            Fields.of(
                    "targetRef",
                    Fields.of("apiVersion", "apps/v1").with("kind", kind).with("name", name))
                .with("updatePolicy", Fields.of("updateMode", "Off")));
  }

  private static MetricSpecV2 utilization(String resource, int percent) {
    return MetricSpecV2.builder()
        .type("Resource")
        .resource(
            ResourceMetricSourceV2.builder()
                .name(resource)
                .target(
                    MetricTargetV2.builder()
                        .type("Utilization")
                        .averageUtilization(percent)
                        .build())
                .build())
        .build();
  }

  /** A PodDisruptionBudget that lets drains take one pod at a time, and broken pods always. */
  public static void disruptionBudget(Scope scope, String name, Map<String, String> selector) {
    Scope own = scope.named(name);
    DrawnObject budget =
        own.typed(
            ObjectType.POD_DISRUPTION_BUDGET,
            name,
            KubePodDisruptionBudgetProps.builder()
                .metadata(own.metadata(name))
                .spec(
                    PodDisruptionBudgetSpec.builder()
                        .maxUnavailable(ApiQuantities.number(1))
                        .selector(LabelSelector.builder().matchLabels(selector).build())
                        .build())
                .build());
    budget.with(List.of("spec", "unhealthyPodEvictionPolicy"), "AlwaysAllow");
  }

  private Scaling() {}
}
