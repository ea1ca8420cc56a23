package com.xtrading.platform.kubernetes;

import com.xtrading.platform.model.Memory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.cdk8s.plus25.k8s.Capabilities;
import org.cdk8s.plus25.k8s.ConfigMapEnvSource;
import org.cdk8s.plus25.k8s.Container;
import org.cdk8s.plus25.k8s.ContainerPort;
import org.cdk8s.plus25.k8s.EnvFromSource;
import org.cdk8s.plus25.k8s.EnvVar;
import org.cdk8s.plus25.k8s.EnvVarSource;
import org.cdk8s.plus25.k8s.ExecAction;
import org.cdk8s.plus25.k8s.HttpGetAction;
import org.cdk8s.plus25.k8s.Probe;
import org.cdk8s.plus25.k8s.ResourceRequirements;
import org.cdk8s.plus25.k8s.SecretKeySelector;
import org.cdk8s.plus25.k8s.SecurityContext;
import org.cdk8s.plus25.k8s.TcpSocketAction;
import org.cdk8s.plus25.k8s.VolumeMount;

/** Draws containers from {@link ContainerShape}. */
final class Containers {

  private static final Duration PROBE_PERIOD = Duration.ofSeconds(10);
  private static final Duration STARTUP_PERIOD = Duration.ofSeconds(2);

  /** The kubelet keeps five files of 10 MiB of what a container prints. */
  private static final Memory KEPT_LOGS = Memory.mebibytes(64);

  /** The kubelet looks at the size of logs every ten seconds; until then they may grow. */
  private static final Memory LOG_BURST = Memory.mebibytes(256);

  /**
   * @param pod whose container it is, with its volumes
   */
  static Container of(ContainerShape shape, PodShape pod) {
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

  private Containers() {}
}
