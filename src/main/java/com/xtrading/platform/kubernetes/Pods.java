package com.xtrading.platform.kubernetes;

import com.xtrading.platform.declaration.LabelKeys;
import com.xtrading.platform.model.Memory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cdk8s.plus25.k8s.Affinity;
import org.cdk8s.plus25.k8s.Capabilities;
import org.cdk8s.plus25.k8s.ConfigMapEnvSource;
import org.cdk8s.plus25.k8s.ConfigMapVolumeSource;
import org.cdk8s.plus25.k8s.Container;
import org.cdk8s.plus25.k8s.ContainerPort;
import org.cdk8s.plus25.k8s.EmptyDirVolumeSource;
import org.cdk8s.plus25.k8s.EnvFromSource;
import org.cdk8s.plus25.k8s.EnvVar;
import org.cdk8s.plus25.k8s.EnvVarSource;
import org.cdk8s.plus25.k8s.ExecAction;
import org.cdk8s.plus25.k8s.HostPathVolumeSource;
import org.cdk8s.plus25.k8s.HttpGetAction;
import org.cdk8s.plus25.k8s.KeyToPath;
import org.cdk8s.plus25.k8s.LabelSelector;
import org.cdk8s.plus25.k8s.ObjectMeta;
import org.cdk8s.plus25.k8s.PersistentVolumeClaimVolumeSource;
import org.cdk8s.plus25.k8s.PodAffinityTerm;
import org.cdk8s.plus25.k8s.PodAntiAffinity;
import org.cdk8s.plus25.k8s.PodSecurityContext;
import org.cdk8s.plus25.k8s.PodSpec;
import org.cdk8s.plus25.k8s.PodTemplateSpec;
import org.cdk8s.plus25.k8s.Probe;
import org.cdk8s.plus25.k8s.ResourceRequirements;
import org.cdk8s.plus25.k8s.SeccompProfile;
import org.cdk8s.plus25.k8s.SecretKeySelector;
import org.cdk8s.plus25.k8s.SecretVolumeSource;
import org.cdk8s.plus25.k8s.SecurityContext;
import org.cdk8s.plus25.k8s.TcpSocketAction;
import org.cdk8s.plus25.k8s.Toleration;
import org.cdk8s.plus25.k8s.TopologySpreadConstraint;
import org.cdk8s.plus25.k8s.VolumeMount;
import org.cdk8s.plus25.k8s.WeightedPodAffinityTerm;

/** Draws pod templates from {@link PodShape}. */
final class Pods {

  private static final Duration PROBE_PERIOD = Duration.ofSeconds(10);
  private static final Duration STARTUP_PERIOD = Duration.ofSeconds(2);

  /** The kubelet keeps five files of 10 MiB of what a container prints. */
  private static final Memory KEPT_LOGS = Memory.mebibytes(64);

  /** The kubelet looks at the size of logs every ten seconds; until then they may grow. */
  private static final Memory LOG_BURST = Memory.mebibytes(256);

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
                .map(container -> container(container, pod))
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

  private static Container container(ContainerShape shape, PodShape pod) {
    Container.Builder container =
        Container.builder()
            .name(shape.name())
            .image(shape.image().toString())
            .imagePullPolicy(shape.image().pullPolicy())
            .securityContext(
                SecurityContext.builder()
                    .allowPrivilegeEscalation(false)
                    .readOnlyRootFilesystem(true)
                    .capabilities(Capabilities.builder().drop(List.of("ALL")).build())
                    .build())
            .resources(
                ResourceRequirements.builder()
                    .requests(
                        ApiQuantities.of(shape.size().requests(), disk(KEPT_LOGS, shape, pod)))
                    .limits(ApiQuantities.of(shape.size().limits(), disk(LOG_BURST, shape, pod)))
                    .build());
    if (!shape.configuration().command().isEmpty()) {
      container.command(shape.configuration().command());
    }
    if (!shape.configuration().args().isEmpty()) {
      container.args(shape.configuration().args());
    }
    if (!shape.network().ports().isEmpty()) {
      container.ports(
          shape.network().ports().stream()
              .map(
                  port ->
                      ContainerPort.builder()
                          .name(port.name())
                          .containerPort(port.number())
                          .protocol(port.protocol().name())
                          .build())
              .toList());
    }
    if (!shape.configuration().secrets().isEmpty()) {
      container.env(environment(shape));
    }
    if (!shape.configuration().configMaps().isEmpty()) {
      container.envFrom(
          shape.configuration().configMaps().stream()
              .map(
                  name ->
                      EnvFromSource.builder()
                          .configMapRef(ConfigMapEnvSource.builder().name(name).build())
                          .build())
              .toList());
    }
    if (!shape.mounts().isEmpty()) {
      container.volumeMounts(
          shape.mounts().stream()
              .map(
                  mount ->
                      VolumeMount.builder()
                          .name(mount.volume())
                          .mountPath(mount.path())
                          .readOnly(mount.readOnly())
                          .build())
              .toList());
    }
    shape.network().probes().ifPresent(probes -> watch(container, probes));
    return container.build();
  }

  /** Disk of the node: logs, and the scratch volumes that the container sees. */
  private static Memory disk(Memory logs, ContainerShape shape, PodShape pod) {
    Memory disk = logs;
    for (Volume volume : pod.contents().volumes()) {
      if (volume instanceof Volume.Scratch scratch
          && shape.mounts().stream().anyMatch(mount -> mount.volume().equals(scratch.name()))) {
        disk = disk.plus(scratch.limit());
      }
    }
    return disk;
  }

  private static List<EnvVar> environment(ContainerShape shape) {
    List<EnvVar> variables = new ArrayList<>();
    shape
        .configuration()
        .secrets()
        .forEach(
            (name, from) ->
                variables.add(
                    EnvVar.builder()
                        .name(name)
                        .valueFrom(
                            EnvVarSource.builder()
                                .secretKeyRef(
                                    SecretKeySelector.builder()
                                        .name(from.secret())
                                        .key(from.key())
                                        .build())
                                .build())
                        .build()));
    return variables;
  }

  private static void watch(Container.Builder container, ContainerShape.Probes probes) {
    container
        .startupProbe(
            probe(probes.alive())
                .periodSeconds(STARTUP_PERIOD.toSeconds())
                .failureThreshold(Math.max(1, probes.startup().dividedBy(STARTUP_PERIOD)))
                .build())
        .livenessProbe(
            probe(probes.alive())
                .periodSeconds(PROBE_PERIOD.toSeconds())
                .timeoutSeconds(3)
                .failureThreshold(3)
                .build())
        .readinessProbe(
            probe(probes.ready())
                .periodSeconds(PROBE_PERIOD.toSeconds())
                .timeoutSeconds(3)
                .failureThreshold(2)
                .build());
  }

  private static Probe.Builder probe(ProbeHandler check) {
    Probe.Builder probe = Probe.builder();
    if (check instanceof ProbeHandler.Http http) {
      HttpGetAction.Builder get =
          HttpGetAction.builder()
              .path(http.path())
              .port(ApiQuantities.number(http.port().number()));
      return probe.httpGet((http.tls() ? get.scheme("HTTPS") : get).build());
    }
    if (check instanceof ProbeHandler.Connection connection) {
      return probe.tcpSocket(
          TcpSocketAction.builder().port(ApiQuantities.number(connection.port().number())).build());
    }
    return probe.exec(ExecAction.builder().command(((ProbeHandler.Command) check).words()).build());
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
