package com.xtrading.platform.kubernetes;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A pod as the platform runs all of them: no API token unless asked for, the restricted security
 * profile, spread over nodes.
 *
 * @param name the workload; also its service account and the value of its one selector label
 * @param identity as whom it runs
 * @param contents what is in it
 * @param leaving when it goes, and how
 * @param annotations of the pod, such as a hash of its configuration
 */
public record PodShape(
    String name,
    Identity identity,
    Contents contents,
    Leaving leaving,
    SortedMap<String, String> annotations) {

  /**
   * As whom a pod runs.
   *
   * @param user numeric user and group that every container runs as; 0 only where files of the node
   *     are read
   * @param apiToken whether containers may talk to the API server
   */
  public record Identity(long user, boolean apiToken) {}

  /** What is in a pod. */
  public record Contents(List<ContainerShape> containers, List<Volume> volumes) {
    public Contents {
      containers = List.copyOf(containers);
      volumes = List.copyOf(volumes);
    }
  }

  /**
   * When a pod goes, and how.
   *
   * @param priorityClass who goes first when a node is full
   * @param grace time between SIGTERM and SIGKILL, longer than preStop and drain together
   */
  public record Leaving(String priorityClass, Duration grace) {}

  public static PodShape of(
      String name, long user, String priorityClass, ContainerShape container) {
    return new PodShape(
        name,
        new Identity(user, false),
        new Contents(List.of(container), List.of()),
        new Leaving(priorityClass, Duration.ofSeconds(30)),
        new TreeMap<>());
  }

  /** The pod with one more container beside the first. */
  public PodShape withContainer(ContainerShape container) {
    List<ContainerShape> more = new ArrayList<>(contents.containers);
    more.add(container);
    return with(new Contents(more, contents.volumes));
  }

  public PodShape withVolume(Volume volume) {
    return withVolumes(List.of(volume));
  }

  public PodShape withVolumes(List<? extends Volume> added) {
    List<Volume> more = new ArrayList<>(contents.volumes);
    more.addAll(added);
    return with(new Contents(contents.containers, more));
  }

  private PodShape with(Contents other) {
    return new PodShape(name, identity, other, leaving, annotations);
  }

  public PodShape withGrace(Duration longer) {
    return new PodShape(
        name, identity, contents, new Leaving(leaving.priorityClass, longer), annotations);
  }

  public PodShape withApiToken() {
    return new PodShape(name, new Identity(identity.user, true), contents, leaving, annotations);
  }

  public PodShape withAnnotation(String key, String value) {
    SortedMap<String, String> more = new TreeMap<>(annotations);
    more.put(key, value);
    return new PodShape(name, identity, contents, leaving, more);
  }
}
