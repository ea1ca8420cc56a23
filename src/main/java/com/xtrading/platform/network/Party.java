package com.xtrading.platform.network;

import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Somebody who connects or is connected to. */
public sealed interface Party {

  /**
   * Pods that are alike.
   *
   * @param namespace where they run
   * @param name the object that makes them
   * @param kind of that object
   * @param labels of the pods, with {@link AddedLabels#UNKNOWN} where the cluster chooses the value
   * @param ports that their containers declare
   * @param onNode whether they use the network of their node, where no policy selects them
   */
  record Pods(
      String namespace,
      String name,
      GroupKind kind,
      Map<String, Object> labels,
      List<NamedPort> ports,
      boolean onNode)
      implements Party {

    /** The same pods by the name of the object that makes them at last. */
    Pods called(String otherNamespace, String otherName, GroupKind otherKind) {
      return new Pods(otherNamespace, otherName, otherKind, labels, ports, onNode);
    }

    // By the name alone: labels are many, and this is asked for each pair.
    @Override
    public int hashCode() {
      return Objects.hash(namespace, name, kind);
    }

    /** {@code shop/web[Deployment]}. */
    @Override
    public String toString() {
      return "%s/%s[%s]".formatted(namespace, name, kind.kind());
    }
  }

  /**
   * A port of a container.
   *
   * @param name empty where it has none
   */
  record NamedPort(String name, int number, Protocol protocol) {}

  /** Addresses outside of the pods' network. */
  record Outside(AddressRange range) implements Party {
    @Override
    public String toString() {
      return range.toString();
    }
  }

  /**
   * Pods of an object.
   *
   * @param object which makes them, or is one
   * @param pod metadata and spec
   * @param ports of the containers of the running pod
   */
  static Pods of(Manifest object, Tree pod, List<Tree> ports) {
    return new Pods(
        object.namespace().isEmpty() ? "default" : object.namespace(),
        object.name(),
        object.groupKind(),
        pod.at("metadata", "labels").map(),
        ports.stream()
            .filter(port -> PortSet.ALL.contains((int) port.at("containerPort").number(0)))
            .flatMap(
                port ->
                    protocol(port.at("protocol").text("TCP")).stream()
                        .map(
                            protocol ->
                                new NamedPort(
                                    port.at("name").text(""),
                                    (int) port.at("containerPort").number(0),
                                    protocol)))
            .toList(),
        pod.at("spec", "hostNetwork").isTrue());
  }

  private static Optional<Protocol> protocol(String text) {
    return Stream.of(Protocol.values()).filter(known -> known.name().equals(text)).findFirst();
  }
}
