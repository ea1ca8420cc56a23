package com.xtrading.platform.kubernetes;

import com.xtrading.platform.environment.ServiceSize.Replicas;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.model.Cidr;
import com.xtrading.platform.model.Port;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cdk8s.plus25.k8s.DaemonSetSpec;
import org.cdk8s.plus25.k8s.DaemonSetUpdateStrategy;
import org.cdk8s.plus25.k8s.DeploymentSpec;
import org.cdk8s.plus25.k8s.DeploymentStrategy;
import org.cdk8s.plus25.k8s.KubeDaemonSetProps;
import org.cdk8s.plus25.k8s.KubeDeploymentProps;
import org.cdk8s.plus25.k8s.KubeServiceProps;
import org.cdk8s.plus25.k8s.KubeStatefulSetProps;
import org.cdk8s.plus25.k8s.RollingUpdateDaemonSet;
import org.cdk8s.plus25.k8s.RollingUpdateDeployment;
import org.cdk8s.plus25.k8s.ServicePort;
import org.cdk8s.plus25.k8s.ServiceSpec;
import org.cdk8s.plus25.k8s.StatefulSetSpec;
import org.cdk8s.plus25.k8s.StatefulSetUpdateStrategy;

/** Draws the kinds that run pods and keep them running. */
public final class Workloads {

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
      Scaling.autoscaler(scope, annotations, pod.name(), replicas);
    }
  }

  /**
   * A Deployment that never has fewer ready pods than before while it rolls.
   *
   * @param replicas the number of pods; empty where an autoscaler chooses it
   */
  private static void deployment(
      Scope scope, Map<String, String> annotations, PodShape pod, Optional<Integer> replicas) {
    DeploymentStrategy rolling =
        DeploymentStrategy.builder()
            .type("RollingUpdate")
            .rollingUpdate(
                RollingUpdateDeployment.builder()
                    .maxSurge(ApiQuantities.number(1))
                    .maxUnavailable(ApiQuantities.number(0))
                    .build())
            .build();
    deployment(scope, annotations, pod, replicas, rolling);
  }

  /**
   * A Deployment of one whose pod ends before the next one starts, so that nobody is told two
   * things. A pod on a lost node is replaced, unlike that of {@link #single}.
   */
  public static void recreatedDeployment(Scope scope, PodShape pod) {
    deployment(
        scope,
        Map.of(),
        pod,
        Optional.of(1),
        DeploymentStrategy.builder().type("Recreate").build());
  }

  private static void deployment(
      Scope scope,
      Map<String, String> annotations,
      PodShape pod,
      Optional<Integer> replicas,
      DeploymentStrategy strategy) {
    Scope own = scope.named(pod.name());
    DeploymentSpec.Builder spec =
        DeploymentSpec.builder()
            .revisionHistoryLimit(5)
            .selector(Pods.selector(pod.name()))
            .strategy(strategy)
            .template(Pods.spread(own, pod));
    replicas.ifPresent(spec::replicas);
    DrawnObject drawn =
        own.typed(
            ObjectType.DEPLOYMENT,
            pod.name(),
            KubeDeploymentProps.builder()
                .metadata(own.metadata(pod.name(), annotations))
                .spec(spec.build())
                .build());
    pauseBeforeStop(drawn, pod);
  }

  /** A DaemonSet: one pod on every node, replaced one node at a time. */
  public static void daemonSet(Scope scope, PodShape pod) {
    Scope own = scope.named(pod.name());
    own.typed(
        ObjectType.DAEMON_SET,
        pod.name(),
        KubeDaemonSetProps.builder()
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
                                    .maxUnavailable(ApiQuantities.number(1))
                                    .build())
                            .build())
                    .template(Pods.everywhere(own, pod))
                    .build())
            .build());
  }

  /**
   * A StatefulSet of one: never two pods at a time, also while a node is lost. Volumes are claims
   * of their own, which can grow; templates of claims cannot.
   */
  public static void single(Scope scope, Map<String, String> annotations, PodShape pod) {
    Scope own = scope.named(pod.name());
    DrawnObject drawn =
        own.typed(
            ObjectType.STATEFUL_SET,
            pod.name(),
            KubeStatefulSetProps.builder()
                .metadata(own.metadata(pod.name(), annotations))
                .spec(
                    StatefulSetSpec.builder()
                        .replicas(1)
                        // In order, a pod that never gets ready keeps the next release from
                        // replacing it.
                        .podManagementPolicy("Parallel")
                        .revisionHistoryLimit(5)
                        .updateStrategy(
                            StatefulSetUpdateStrategy.builder().type("RollingUpdate").build())
                        .serviceName(pod.name())
                        .selector(Pods.selector(pod.name()))
                        .template(Pods.single(own, pod))
                        .build())
                .build());
    pauseBeforeStop(drawn, pod);
  }

  /** A Service inside the cluster; ports are the same number at service and pod. */
  public static void service(Scope scope, String name, List<Port> ports) {
    service(scope, name, Map.of(), ports(name, ports).type("ClusterIP"));
  }

  /**
   * A Service with an address outside of the cluster, for callers in the given ranges alone. Who
   * calls is seen by the pods, and not the address of a node.
   *
   * @param annotations that the provider of the address reads
   */
  public static void loadBalancer(
      Scope scope,
      String name,
      List<Port> ports,
      List<Cidr> callers,
      Map<String, String> annotations) {
    service(
        scope,
        name,
        annotations,
        ports(name, ports)
            .type("LoadBalancer")
            .externalTrafficPolicy("Local")
            .loadBalancerSourceRanges(callers.stream().map(Cidr::value).toList()));
  }

  private static void service(
      Scope scope, String name, Map<String, String> annotations, ServiceSpec.Builder spec) {
    Scope own = scope.named(name);
    own.typed(
        ObjectType.SERVICE,
        name,
        KubeServiceProps.builder()
            .metadata(own.metadata(name, annotations))
            .spec(spec.build())
            .build());
  }

  private static ServiceSpec.Builder ports(String name, List<Port> ports) {
    return ServiceSpec.builder()
        .selector(Pods.selectorLabels(name))
        .ports(
            ports.stream()
                .sorted()
                .map(
                    port ->
                        ServicePort.builder()
                            .name(port.name())
                            .port(port.number())
                            .targetPort(ApiQuantities.number(port.number()))
                            .protocol(port.protocol().name())
                            .build())
                .toList());
  }

  /** The kubelet's own sleep (Kubernetes 1.30 and later) needs no shell in the image. */
  private static void pauseBeforeStop(DrawnObject workload, PodShape pod) {
    for (int index = 0; index < pod.contents().containers().size(); index++) {
      long pause = pod.contents().containers().get(index).network().preStop().toSeconds();
      if (pause > 0) {
        workload.with(
            List.of("spec", "template", "spec", "containers", index, "lifecycle"),
            Fields.of("preStop", Fields.of("sleep", Fields.of("seconds", pause))));
      }
    }
  }

  private Workloads() {}
}
