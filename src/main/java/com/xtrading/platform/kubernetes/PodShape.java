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
 * @param user numeric user and group that every container runs as; 0 only where files of the node
 *     are read
 * @param priorityClass who goes first when a node is full
 * @param grace time between SIGTERM and SIGKILL, longer than preStop and drain together
 * @param apiToken whether containers may talk to the API server
 * @param annotations of the pod, such as a hash of its configuration
 */
public record PodShape(
    String name,
    long user,
    String priorityClass,
    List<ContainerShape> containers,
    List<Volume> volumes,
    Duration grace,
    boolean apiToken,
    SortedMap<String, String> annotations) {

  public PodShape {
    containers = List.copyOf(containers);
    volumes = List.copyOf(volumes);
  }

  public static PodShape of(
      String name, long user, String priorityClass, ContainerShape container) {
    return new PodShape(
        name,
        user,
        priorityClass,
        List.of(container),
        List.of(),
        Duration.ofSeconds(30),
        false,
        new TreeMap<>());
  }

  /** The pod with one more container beside the first. */
  public PodShape withContainer(ContainerShape container) {
    List<ContainerShape> more = new ArrayList<>(containers);
    more.add(container);
    return new PodShape(name, user, priorityClass, more, volumes, grace, apiToken, annotations);
  }

  public PodShape withVolume(Volume volume) {
    List<Volume> more = new ArrayList<>(volumes);
    more.add(volume);
    return new PodShape(name, user, priorityClass, containers, more, grace, apiToken, annotations);
  }

  public PodShape withVolumes(List<? extends Volume> added) {
    List<Volume> more = new ArrayList<>(volumes);
    more.addAll(added);
    return new PodShape(name, user, priorityClass, containers, more, grace, apiToken, annotations);
  }

  public PodShape withGrace(Duration longer) {
    return new PodShape(
        name, user, priorityClass, containers, volumes, longer, apiToken, annotations);
  }

  public PodShape withApiToken() {
    return new PodShape(name, user, priorityClass, containers, volumes, grace, true, annotations);
  }

  public PodShape withAnnotation(String key, String value) {
    SortedMap<String, String> more = new TreeMap<>(annotations);
    more.put(key, value);
    return new PodShape(name, user, priorityClass, containers, volumes, grace, apiToken, more);
  }
}
