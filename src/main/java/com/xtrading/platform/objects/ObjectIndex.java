package com.xtrading.platform.objects;

import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The objects of an environment, rendered or made of what is rendered, by kind, namespace and name;
 * its pods and services by label.
 */
public final class ObjectIndex {

  private record Key(GroupKind kind, String namespace, String name) {}

  private record Label(String namespace, String key, String value) {}

  private final Map<Key, Manifest> objects = new HashMap<>();
  private final Map<GroupKind, List<Manifest>> byKind = new HashMap<>();
  private final Map<String, List<PodTemplate>> podsByNamespace = new HashMap<>();
  private final Map<Label, List<PodTemplate>> podsByLabel = new HashMap<>();
  private final Map<String, List<Manifest>> servicesByNamespace = new HashMap<>();
  private final Map<Label, List<Manifest>> servicesByLabel = new HashMap<>();

  public ObjectIndex(ClusterObjects all) {
    all.manifests().forEach(manifest -> add(manifest, PodTemplate.of(manifest)));
    all.made().forEach(made -> add(made.object(), PodTemplate.of(made)));
  }

  private void add(Manifest manifest, Optional<PodTemplate> pods) {
    String namespace = manifest.namespace();
    objects.putIfAbsent(new Key(manifest.groupKind(), namespace, manifest.name()), manifest);
    append(byKind, manifest.groupKind(), manifest);
    pods.ifPresent(
        pod -> {
          append(podsByNamespace, namespace, pod);
          pod.labels()
              .forEach((key, value) -> append(podsByLabel, label(namespace, key, value), pod));
        });
    if (manifest.is(Kinds.SERVICE)) {
      append(servicesByNamespace, namespace, manifest);
      manifest
          .at("metadata", "labels")
          .map()
          .forEach((key, value) -> append(servicesByLabel, label(namespace, key, value), manifest));
    }
  }

  public Optional<Manifest> find(GroupKind kind, String namespace, String name) {
    return Optional.ofNullable(objects.get(new Key(kind, namespace, name)));
  }

  public boolean has(GroupKind kind, String namespace, String name) {
    return objects.containsKey(new Key(kind, namespace, name));
  }

  /** How far a reference to an object leads, of which nothing more is named. */
  public ObjectReference refer(GroupKind kind, String namespace, String name) {
    Optional<Manifest> object = find(kind, namespace, name);
    return new ObjectReference(
        kind,
        namespace,
        name,
        object,
        object.stream().map(found -> Tree.of(found.tree())).toList());
  }

  /** How far a reference to an object and something in it leads. */
  public ObjectReference refer(
      GroupKind kind, String namespace, String name, String parts, Predicate<Tree> isMeant) {
    Optional<Manifest> object = find(kind, namespace, name);
    return new ObjectReference(
        kind,
        namespace,
        name,
        object,
        object.stream()
            .flatMap(found -> found.at("spec", parts).elements())
            .filter(isMeant)
            .toList());
  }

  /**
   * How far a reference to a port of a Service by its number leads; any port where none is given.
   */
  public ObjectReference service(String namespace, String name, String port) {
    return refer(
        Kinds.SERVICE,
        namespace,
        name,
        "ports",
        one -> port.isEmpty() || one.at("port").text("").equals(port));
  }

  public List<Manifest> ofKind(GroupKind kind) {
    return byKind.getOrDefault(kind, List.of());
  }

  /** Every pod template that a selector matches in a namespace. */
  public List<PodTemplate> pods(String namespace, LabelSelector selector) {
    return candidates(namespace, selector, podsByNamespace, podsByLabel).stream()
        .filter(pod -> selector.matches(pod.labels()))
        .toList();
  }

  /** Every pod template that a selector matches in any namespace. */
  public List<PodTemplate> pods(LabelSelector selector) {
    return podsByNamespace.keySet().stream()
        .flatMap(namespace -> pods(namespace, selector).stream())
        .toList();
  }

  /** Every Service that a selector matches in a namespace. */
  public List<Manifest> services(String namespace, LabelSelector selector) {
    return candidates(namespace, selector, servicesByNamespace, servicesByLabel).stream()
        .filter(service -> selector.matches(service.at("metadata", "labels").map()))
        .toList();
  }

  /** Every Service that a selector matches in any namespace. */
  public List<Manifest> services(LabelSelector selector) {
    return servicesByNamespace.keySet().stream()
        .flatMap(namespace -> services(namespace, selector).stream())
        .toList();
  }

  // The rarest label decides, so that a set of many equal workloads is not scanned for each one.
  private static <T> List<T> candidates(
      String namespace,
      LabelSelector selector,
      Map<String, List<T>> byNamespace,
      Map<Label, List<T>> byLabel) {
    return selector.matchLabels().entrySet().stream()
        .map(
            wanted ->
                byLabel.getOrDefault(
                    label(namespace, wanted.getKey(), wanted.getValue()), List.<T>of()))
        .min(Comparator.comparingInt(List::size))
        .orElseGet(() -> byNamespace.getOrDefault(namespace, List.of()));
  }

  private static Label label(String namespace, String key, Object value) {
    return new Label(namespace, key, String.valueOf(value));
  }

  private static <K, T> void append(Map<K, List<T>> lists, K key, T value) {
    lists.computeIfAbsent(key, unused -> new ArrayList<>()).add(value);
  }
}
