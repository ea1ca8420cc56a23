package com.xtrading.platform.kubernetes;

import com.xtrading.platform.declaration.LabelKeys;
import java.util.List;
import java.util.Map;
import org.cdk8s.plus25.k8s.Affinity;
import org.cdk8s.plus25.k8s.ConfigMapVolumeSource;
import org.cdk8s.plus25.k8s.EmptyDirVolumeSource;
import org.cdk8s.plus25.k8s.HostPathVolumeSource;
import org.cdk8s.plus25.k8s.KeyToPath;
import org.cdk8s.plus25.k8s.LabelSelector;
import org.cdk8s.plus25.k8s.ObjectMeta;
import org.cdk8s.plus25.k8s.PersistentVolumeClaimVolumeSource;
import org.cdk8s.plus25.k8s.PodAffinityTerm;
import org.cdk8s.plus25.k8s.PodAntiAffinity;
import org.cdk8s.plus25.k8s.PodSecurityContext;
import org.cdk8s.plus25.k8s.PodSpec;
import org.cdk8s.plus25.k8s.PodTemplateSpec;
import org.cdk8s.plus25.k8s.SeccompProfile;
import org.cdk8s.plus25.k8s.SecretVolumeSource;
import org.cdk8s.plus25.k8s.Toleration;
import org.cdk8s.plus25.k8s.TopologySpreadConstraint;
import org.cdk8s.plus25.k8s.WeightedPodAffinityTerm;

/** Draws pod templates from {@link PodShape}. */
final class Pods {

  static Map<String, String> selectorLabels(String workload) {
    return Map.of(LabelKeys.NAME, workload);
  }

  static LabelSelector selector(String workload) {
    return LabelSelector.builder().matchLabels(selectorLabels(workload)).build();
  }

  /** A pod that may run on any node, away from its twins where possible. */
  static PodTemplateSpec spread(Scope scope, PodShape pod) {
    return template(
        scope,
        pod,
        spec(pod)
            .affinity(
                Affinity.builder()
                    .podAntiAffinity(
                        PodAntiAffinity.builder()
                            .preferredDuringSchedulingIgnoredDuringExecution(
                                List.of(
                                    WeightedPodAffinityTerm.builder()
                                        .weight(100)
                                        .podAffinityTerm(
                                            PodAffinityTerm.builder()
                                                .labelSelector(selector(pod.name()))
                                                .topologyKey("kubernetes.io/hostname")
                                                .build())
                                        .build()))
                            .build())
                    .build())
            .topologySpreadConstraints(
                List.of(
                    TopologySpreadConstraint.builder()
                        .maxSkew(1)
                        .topologyKey("kubernetes.io/hostname")
                        .whenUnsatisfiable("ScheduleAnyway")
                        .labelSelector(selector(pod.name()))
                        .build()))
            .build());
  }

  /** A pod that has no twin to keep away from. */
  static PodTemplateSpec single(Scope scope, PodShape pod) {
    return template(scope, pod, spec(pod).build());
  }

  /** A pod that ends, and is not started again in its place. */
  static PodTemplateSpec once(Scope scope, PodShape pod) {
    return template(scope, pod, spec(pod).restartPolicy("Never").build());
  }

  /** A pod that runs on every node, tainted or not. */
  static PodTemplateSpec everywhere(Scope scope, PodShape pod) {
    return template(
        scope,
        pod,
        spec(pod).tolerations(List.of(Toleration.builder().operator("Exists").build())).build());
  }

  private static PodTemplateSpec template(Scope scope, PodShape pod, PodSpec spec) {
    ObjectMeta.Builder metadata = ObjectMeta.builder().labels(scope.labels());
    if (!pod.annotations().isEmpty()) {
      metadata.annotations(pod.annotations());
    }
    return PodTemplateSpec.builder().metadata(metadata.build()).spec(spec).build();
  }

  private static PodSpec.Builder spec(PodShape pod) {
    return PodSpec.builder()
        .serviceAccountName(pod.name())
        .automountServiceAccountToken(pod.identity().apiToken())
        .priorityClassName(pod.leaving().priorityClass())
        .terminationGracePeriodSeconds(pod.leaving().grace().toSeconds())
        .enableServiceLinks(false)
        .securityContext(securityContext(pod))
        .containers(
            pod.contents().containers().stream()
                .map(container -> Containers.of(container, pod))
                .toList())
        .volumes(pod.contents().volumes().stream().map(Pods::volume).toList());
  }

  private static PodSecurityContext securityContext(PodShape pod) {
    PodSecurityContext.Builder context =
        PodSecurityContext.builder()
            .runAsUser(pod.identity().user())
            .runAsGroup(pod.identity().user())
            .seccompProfile(SeccompProfile.builder().type("RuntimeDefault").build());
    return pod.identity().user() == 0
        ? context.runAsNonRoot(false).build()
        : context.runAsNonRoot(true).fsGroup(pod.identity().user()).build();
  }

  private static org.cdk8s.plus25.k8s.Volume volume(Volume volume) {
    org.cdk8s.plus25.k8s.Volume.Builder drawn =
        org.cdk8s.plus25.k8s.Volume.builder().name(volume.name());
    if (volume instanceof Volume.Scratch scratch) {
      drawn.emptyDir(
          EmptyDirVolumeSource.builder().sizeLimit(ApiQuantities.of(scratch.limit())).build());
    } else if (volume instanceof Volume.Config config) {
      drawn.configMap(ConfigMapVolumeSource.builder().name(config.configMap()).build());
    } else if (volume instanceof Volume.Secret secret) {
      drawn.secret(source(secret));
    } else if (volume instanceof Volume.Claimed claimed) {
      drawn.persistentVolumeClaim(
          PersistentVolumeClaimVolumeSource.builder().claimName(claimed.claim()).build());
    } else if (volume instanceof Volume.Host host) {
      drawn.hostPath(HostPathVolumeSource.builder().path(host.path()).type(host.type()).build());
    }
    return drawn.build();
  }

  private static SecretVolumeSource source(Volume.Secret secret) {
    // 0440: the group of the pod reads it, nobody writes it.
    SecretVolumeSource.Builder source =
        SecretVolumeSource.builder().secretName(secret.secret()).defaultMode(0440);
    if (!secret.keys().isEmpty()) {
      source.items(
          secret.keys().stream()
              .map(key -> KeyToPath.builder().key(key).path(key).build())
              .toList());
    }
    return source.build();
  }

  private Pods() {}
}
