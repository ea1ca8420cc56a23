package com.xtrading.platform.kubernetes;

import com.xtrading.platform.environment.ServiceSize.Replicas;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.model.Port;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cdk8s.plus25.k8s.CrossVersionObjectReferenceV2;
import org.cdk8s.plus25.k8s.DaemonSetSpec;
import org.cdk8s.plus25.k8s.DaemonSetUpdateStrategy;
import org.cdk8s.plus25.k8s.DeploymentSpec;
import org.cdk8s.plus25.k8s.DeploymentStrategy;
import org.cdk8s.plus25.k8s.HorizontalPodAutoscalerBehaviorV2;
import org.cdk8s.plus25.k8s.HorizontalPodAutoscalerSpecV2;
import org.cdk8s.plus25.k8s.HpaScalingPolicyV2;
import org.cdk8s.plus25.k8s.HpaScalingRulesV2;
import org.cdk8s.plus25.k8s.JobSpec;
import org.cdk8s.plus25.k8s.KubeDaemonSet;
import org.cdk8s.plus25.k8s.KubeDeployment;
import org.cdk8s.plus25.k8s.KubeHorizontalPodAutoscalerV2;
import org.cdk8s.plus25.k8s.KubeJob;
import org.cdk8s.plus25.k8s.KubePodDisruptionBudget;
import org.cdk8s.plus25.k8s.KubeService;
import org.cdk8s.plus25.k8s.KubeStatefulSet;
import org.cdk8s.plus25.k8s.LabelSelector;
import org.cdk8s.plus25.k8s.MetricSpecV2;
import org.cdk8s.plus25.k8s.MetricTargetV2;
import org.cdk8s.plus25.k8s.PodDisruptionBudgetSpec;
import org.cdk8s.plus25.k8s.ResourceMetricSourceV2;
import org.cdk8s.plus25.k8s.RollingUpdateDaemonSet;
import org.cdk8s.plus25.k8s.RollingUpdateDeployment;
import org.cdk8s.plus25.k8s.ServicePort;
import org.cdk8s.plus25.k8s.ServiceSpec;
import org.cdk8s.plus25.k8s.StatefulSetSpec;

/** Draws the kinds that run pods and keep them running. */
public final class Workloads {

  /** The shares of requests at which another pod is started; from the operations overview. */
  private static final int TARGET_CPU_PERCENT = 70;

  private static final int TARGET_MEMORY_PERCENT = 80;

  /**
   * A Deployment with a fixed number of pods, or with an autoscaler that alone chooses the number.
   */
  public static void scaledDeployment(
      Scope scope, Map<String, String> annotations, PodShape pod, Replicas replicas) {
    deployment(
        scope,
        annotations,
        pod,
        replicas.scaled() ? Optional.empty() : Optional.of(replicas.min()));
    if (replicas.scaled()) {
      autoscaler(scope, annotations, pod.name(), replicas);
    }
  }

  /**
   * A Deployment that never has fewer ready pods than before while it rolls.
   *
   * @param replicas the number of pods; empty where an autoscaler chooses it
   */
  private static void deployment(
      Scope scope, Map<String, String> annotations, PodShape pod, Optional<Integer> replicas) {
    Scope own = scope.named(pod.name());
    DeploymentSpec.Builder spec =
        DeploymentSpec.builder()
            .revisionHistoryLimit(5)
            .selector(Pods.selector(pod.name()))
            .strategy(
                DeploymentStrategy.builder()
                    .type("RollingUpdate")
                    .rollingUpdate(
                        RollingUpdateDeployment.builder()
                            .maxSurge(Amounts.number(1))
                            .maxUnavailable(Amounts.number(0))
                            .build())
                    .build())
            .template(Pods.spread(own, pod));
    replicas.ifPresent(spec::replicas);
    KubeDeployment.Builder.create(own.chart(), own.id("Deployment", pod.name()))
        .metadata(own.metadata(pod.name(), annotations))
        .spec(spec.build())
        .build();
    pauseBeforeStop(own, "Deployment", pod);
  }

  /** A DaemonSet: one pod on every node, replaced one node at a time. */
  public static void daemonSet(Scope scope, PodShape pod) {
    Scope own = scope.named(pod.name());
    KubeDaemonSet.Builder.create(own.chart(), own.id("DaemonSet", pod.name()))
        .metadata(own.metadata(pod.name()))
        .spec(
            DaemonSetSpec.builder()
                .revisionHistoryLimit(5)
                .selector(Pods.selector(pod.name()))
                .updateStrategy(
                    DaemonSetUpdateStrategy.builder()
                        .type("RollingUpdate")
                        .rollingUpdate(
                            RollingUpdateDaemonSet.builder()
                                .maxUnavailable(Amounts.number(1))
                                .build())
                        .build())
                .template(Pods.everywhere(own, pod))
                .build())
        .build();
  }

  /**
   * A StatefulSet of one: never two pods at a time, also while a node is lost. Volumes are claims
   * of their own, which can grow; templates of claims cannot.
   */
  public static void single(Scope scope, Map<String, String> annotations, PodShape pod) {
    Scope own = scope.named(pod.name());
    KubeStatefulSet.Builder.create(own.chart(), own.id("StatefulSet", pod.name()))
        .metadata(own.metadata(pod.name(), annotations))
        .spec(
            StatefulSetSpec.builder()
                .replicas(1)
                // In order, a pod that never gets ready keeps the next release from replacing it.
                .podManagementPolicy("Parallel")
                .revisionHistoryLimit(5)
                .serviceName(pod.name())
                .selector(Pods.selector(pod.name()))
                .template(Pods.single(own, pod))
                .build())
        .build();
    pauseBeforeStop(own, "StatefulSet", pod);
  }

  /** When Argo CD runs a Job in a sync. */
  public enum Moment {
    /** In wave 1, when the objects of wave 0 are healthy. */
    SYNC("Sync"),
    /** When everything of the component is healthy. */
    POST_SYNC("PostSync");

    private final String hook;

    Moment(String hook) {
      this.hook = hook;
    }
  }

  /**
   * A Job that Argo CD runs anew in every sync of the whole component.
   *
   * @param attempts pods that may fail before the sync does
   * @param deadline all attempts together
   */
  public static void hook(
      Scope scope, Moment moment, PodShape pod, int attempts, Duration deadline) {
    Scope own = scope.named(pod.name());
    KubeJob.Builder.create(own.chart(), own.id("Job", pod.name()))
        .metadata(
            own.metadata(
                pod.name(),
                Map.of(
                    "argocd.argoproj.io/hook", moment.hook,
                    "argocd.argoproj.io/hook-delete-policy", "BeforeHookCreation",
                    "argocd.argoproj.io/sync-wave", "1")))
        .spec(
            JobSpec.builder()
                .backoffLimit(attempts)
                .activeDeadlineSeconds(deadline.toSeconds())
                .template(Pods.once(own, pod))
                .build())
        .build();
  }

  /**
   * Jobs that KEDA starts when there is work: a ScaledJob around what is drawn as a Job.
   *
   * @param deadline of one Job, all its pods together
   * @param scaling the spec of the ScaledJob, beside what it starts
   */
  public static void scaledJob(
      Scope scope, PodShape pod, Duration deadline, Map<String, Object> scaling) {
    Scope own = scope.named(pod.name());
    KubeJob.Builder.create(own.chart(), own.id("Job", pod.name()))
        .metadata(own.metadata(pod.name()))
        .spec(
            JobSpec.builder()
                .parallelism(1)
                .completions(1)
                // What fails is in the queue again, and KEDA starts another Job for it.
                .backoffLimit(0)
                .activeDeadlineSeconds(deadline.toSeconds())
                .template(Pods.once(own, pod))
                .build())
        .build();
    own.reshape(
        "Job",
        pod.name(),
        job -> {
          Fields spec = Fields.of("jobTargetRef", job.get("spec"));
          spec.putAll(scaling);
          return Fields.of("apiVersion", "keda.sh/v1alpha1")
              .with("kind", "ScaledJob")
              .with("metadata", job.get("metadata"))
              .with("spec", spec);
        });
  }

  /** A Service inside the cluster; ports are the same number at service and pod. */
  public static void service(Scope scope, String name, List<Port> ports) {
    Scope own = scope.named(name);
    KubeService.Builder.create(own.chart(), own.id("Service", name))
        .metadata(own.metadata(name))
        .spec(
            ServiceSpec.builder()
                .type("ClusterIP")
                .selector(Pods.selectorLabels(name))
                .ports(
                    ports.stream()
                        .sorted()
                        .map(
                            port ->
                                ServicePort.builder()
                                    .name(port.name())
                                    .port(port.number())
                                    .targetPort(Amounts.number(port.number()))
                                    .protocol(port.protocol().name())
                                    .build())
                        .toList())
                .build())
        .build();
  }

  /**
   * A HorizontalPodAutoscaler for a Deployment of the same name, on the shares of the requested CPU
   * and memory in use: whichever asks for more pods.
   */
  private static void autoscaler(
      Scope scope, Map<String, String> annotations, String name, Replicas replicas) {
    Scope own = scope.named(name);
    KubeHorizontalPodAutoscalerV2.Builder.create(
            own.chart(), own.id("HorizontalPodAutoscaler", name))
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
        .build();
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
    KubePodDisruptionBudget.Builder.create(own.chart(), own.id("PodDisruptionBudget", name))
        .metadata(own.metadata(name))
        .spec(
            PodDisruptionBudgetSpec.builder()
                .maxUnavailable(Amounts.number(1))
                .selector(LabelSelector.builder().matchLabels(selector).build())
                .build())
        .build();
    own.overlay(
        "PodDisruptionBudget", name, List.of("spec", "unhealthyPodEvictionPolicy"), "AlwaysAllow");
  }

  /** The kubelet's own sleep (Kubernetes 1.30 and later) needs no shell in the image. */
  private static void pauseBeforeStop(Scope scope, String kind, PodShape pod) {
    for (int index = 0; index < pod.containers().size(); index++) {
      long pause = pod.containers().get(index).network().preStop().toSeconds();
      if (pause > 0) {
        scope.overlay(
            kind,
            pod.name(),
            List.of("spec", "template", "spec", "containers", index, "lifecycle"),
            Fields.of("preStop", Fields.of("sleep", Fields.of("seconds", pause))));
      }
    }
  }

  private Workloads() {}
}
