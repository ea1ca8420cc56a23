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
 * @param size what it asks for and what it gets at most
 * @param configuration what it reads from its environment
 * @param mounts where it sees the volumes of its pod
 * @param network what it listens on, how the kubelet watches it and how it leaves
 */
public record ContainerShape(
    String name,
    ImageRef image,
    Size size,
    Configuration configuration,
    List<Volume.Mount> mounts,
    Network network) {

  /** What the scheduler sets aside, and what the container can use at most. */
  public record Size(Resources requests, Resources limits) {}

  /**
   * What a container is told.
   *
   * @param command what runs instead of the entry point of the image; empty for that entry point
   * @param args arguments to it
   * @param configMaps config maps whose keys become settings
   * @param secrets settings whose value is a key of a secret, for programs that read nothing else
   */
  public record Configuration(
      List<String> command,
      List<String> args,
      List<String> configMaps,
      SortedMap<String, SecretKey> secrets) {

    private static final Configuration NONE =
        new Configuration(List.of(), List.of(), List.of(), new TreeMap<>());
  }

  /** A key of a secret. */
  public record SecretKey(String secret, String key) {}

  /**
   * How a container is reached.
   *
   * @param preStop pause between removal from the service and SIGTERM; zero for none
   */
  public record Network(List<Port> ports, Optional<Probes> probes, Duration preStop) {

    private static final Network NONE = new Network(List.of(), Optional.empty(), Duration.ZERO);
  }

  /**
   * How the kubelet watches a container. Liveness asks only the process, so that a lost database
   * does not restart every pod.
   *
   * @param alive fails where a restart would help
   * @param ready fails while the container cannot answer clients
   * @param startup time that a start may take
   */
  public record Probes(ProbeHandler alive, ProbeHandler ready, Duration startup) {

    /** Two paths of one port in plain HTTP. */
    public static Probes http(Port port, String alive, String ready, Duration startup) {
      return new Probes(
          new ProbeHandler.Http(port, alive, false),
          new ProbeHandler.Http(port, ready, false),
          startup);
    }
  }

  /** A container without settings, files and ports. */
  public static ContainerShape of(
      String name, ImageRef image, Resources requests, Resources limits) {
    return new ContainerShape(
        name, image, new Size(requests, limits), Configuration.NONE, List.of(), Network.NONE);
  }

  public ContainerShape withCommand(String... command) {
    return with(
        new Configuration(
            List.of(command), configuration.args, configuration.configMaps, configuration.secrets));
  }

  public ContainerShape withArgs(String... args) {
    return with(
        new Configuration(
            configuration.command, List.of(args), configuration.configMaps, configuration.secrets));
  }

  public ContainerShape withConfigMaps(String... names) {
    return with(
        new Configuration(
            configuration.command, configuration.args, List.of(names), configuration.secrets));
  }

  public ContainerShape withSecretEnvironment(SortedMap<String, SecretKey> settings) {
    return with(
        new Configuration(
            configuration.command, configuration.args, configuration.configMaps, settings));
  }

  public ContainerShape withMount(String volume, String path, boolean readOnly) {
    List<Volume.Mount> more = new ArrayList<>(mounts);
    more.add(new Volume.Mount(volume, path, readOnly));
    return new ContainerShape(name, image, size, configuration, List.copyOf(more), network);
  }

  public ContainerShape withPorts(Port... ports) {
    return with(new Network(List.of(ports), network.probes, network.preStop));
  }

  public ContainerShape withProbes(Probes probes) {
    return with(new Network(network.ports, Optional.of(probes), network.preStop));
  }

  public ContainerShape withPreStop(Duration pause) {
    return with(new Network(network.ports, network.probes, pause));
  }

  private ContainerShape with(Configuration other) {
    return new ContainerShape(name, image, size, other, mounts, network);
  }

  private ContainerShape with(Network other) {
    return new ContainerShape(name, image, size, configuration, mounts, other);
  }
}
