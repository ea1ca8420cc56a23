package com.xtrading.platform.kubernetes;

import com.xtrading.platform.model.ImageRef;
import com.xtrading.platform.model.Port;
import com.xtrading.platform.model.Resources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A container as the platform runs all of them: read-only root, no privileges, requests and limits.
 *
 * @param args arguments to the entry point of the image
 * @param environment plain settings; never a secret
 * @param secretEnvironment settings whose value is a key of a secret, for programs that read
 *     nothing else
 * @param configMaps config maps whose keys become settings
 * @param probes how the kubelet watches it
 * @param preStop pause between removal from the service and SIGTERM; zero for none
 */
public record ContainerShape(
    String name,
    ImageRef image,
    List<String> args,
    SortedMap<String, String> environment,
    SortedMap<String, SecretKey> secretEnvironment,
    List<String> configMaps,
    List<Port> ports,
    Resources requests,
    Resources limits,
    List<Volume.Mount> mounts,
    Optional<Probes> probes,
    Duration preStop) {

  /** A key of a secret. */
  public record SecretKey(String secret, String key) {}

  /**
   * How the kubelet watches a container. Liveness asks only the process, so that a lost database
   * does not restart every pod.
   *
   * @param port the named port that answers
   * @param startup seconds that a start may take
   */
  public record Probes(Port port, String livenessPath, String readinessPath, Duration startup) {}

  /** A container without settings, files and probes. */
  public static ContainerShape of(
      String name, ImageRef image, Resources requests, Resources limits) {
    return new ContainerShape(
        name,
        image,
        List.of(),
        new TreeMap<>(),
        new TreeMap<>(),
        List.of(),
        List.of(),
        requests,
        limits,
        List.of(),
        Optional.empty(),
        Duration.ZERO);
  }

  public ContainerShape withArgs(String... more) {
    return new ContainerShape(
        name,
        image,
        List.of(more),
        environment,
        secretEnvironment,
        configMaps,
        ports,
        requests,
        limits,
        mounts,
        probes,
        preStop);
  }

  public ContainerShape withEnvironment(SortedMap<String, String> settings) {
    return new ContainerShape(
        name,
        image,
        args,
        settings,
        secretEnvironment,
        configMaps,
        ports,
        requests,
        limits,
        mounts,
        probes,
        preStop);
  }

  public ContainerShape withSecretEnvironment(SortedMap<String, SecretKey> settings) {
    return new ContainerShape(
        name,
        image,
        args,
        environment,
        settings,
        configMaps,
        ports,
        requests,
        limits,
        mounts,
        probes,
        preStop);
  }

  public ContainerShape withConfigMaps(String... names) {
    return new ContainerShape(
        name,
        image,
        args,
        environment,
        secretEnvironment,
        List.of(names),
        ports,
        requests,
        limits,
        mounts,
        probes,
        preStop);
  }

  public ContainerShape withPorts(Port... listening) {
    return new ContainerShape(
        name,
        image,
        args,
        environment,
        secretEnvironment,
        configMaps,
        List.of(listening),
        requests,
        limits,
        mounts,
        probes,
        preStop);
  }

  public ContainerShape withMount(String volume, String path, boolean readOnly) {
    List<Volume.Mount> more = new ArrayList<>(mounts);
    more.add(new Volume.Mount(volume, path, readOnly));
    return new ContainerShape(
        name,
        image,
        args,
        environment,
        secretEnvironment,
        configMaps,
        ports,
        requests,
        limits,
        List.copyOf(more),
        probes,
        preStop);
  }

  public ContainerShape withProbes(Probes watched) {
    return new ContainerShape(
        name,
        image,
        args,
        environment,
        secretEnvironment,
        configMaps,
        ports,
        requests,
        limits,
        mounts,
        Optional.of(watched),
        preStop);
  }

  public ContainerShape withPreStop(Duration pause) {
    return new ContainerShape(
        name,
        image,
        args,
        environment,
        secretEnvironment,
        configMaps,
        ports,
        requests,
        limits,
        mounts,
        probes,
        pause);
  }
}
