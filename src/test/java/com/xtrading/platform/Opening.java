package com.xtrading.platform;

import com.xtrading.platform.declaration.Dependency;
import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.model.Cidr;
import com.xtrading.platform.model.Port;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One connection that a NetworkPolicy allows.
 *
 * @param pods the pods that are governed, as {@code namespace/key=value}
 * @param direction {@code ingress} or {@code egress}
 * @param peer the other side: pods, or a range of addresses
 * @param port such as {@code TCP 5432}
 */
public record Opening(String pods, String direction, String peer, String port)
    implements Comparable<Opening> {

  /** Everything that a rendered policy allows. */
  public static Set<Opening> of(Manifest policy) {
    String pods = policy.namespace() + "/" + labels(policy.at("spec", "podSelector"));
    Set<Opening> openings = new TreeSet<>();
    Map.of("ingress", "from", "egress", "to")
        .forEach(
            (direction, side) ->
                policy
                    .at("spec", direction)
                    .elements()
                    .forEach(
                        rule ->
                            values(rule, side, Opening::peer)
                                .forEach(
                                    peer ->
                                        values(rule, "ports", Opening::port)
                                            .forEach(
                                                port ->
                                                    openings.add(
                                                        new Opening(
                                                            pods, direction, peer, port))))));
    return openings;
  }

  /** What the policies of both sides must allow for a declared connection. */
  public static Stream<Opening> of(Dependency dependency) {
    Port target = dependency.to().port();
    String port = text(target.protocol().toString(), target.number(), target.last());
    return Stream.concat(
        sides(dependency.from(), "egress", dependency.to().peer(), port),
        sides(dependency.to().peer(), "ingress", dependency.from(), port));
  }

  private static Stream<Opening> sides(Peer governed, String direction, Peer other, String port) {
    // Addresses are outside the cluster and have no policy of ours.
    return governed instanceof Peer.Pods
        ? texts(other)
            .map(
                peer ->
                    new Opening(texts(governed).findFirst().orElseThrow(), direction, peer, port))
        : Stream.empty();
  }

  private static Stream<String> texts(Peer peer) {
    return peer instanceof Peer.Pods pods
        ? Stream.of("%s/%s=%s".formatted(pods.namespace(), pods.labelKey(), pods.labelValue()))
        : ((Peer.Addresses) peer).cidrs().stream().map(Cidr::value);
  }

  /** A rule without peers or ports is open to all of them: it must not read as closed. */
  private static List<String> values(Tree rule, String key, Function<Tree, String> text) {
    List<String> values = rule.at(key).elements().map(text).toList();
    return values.isEmpty() ? List.of("any") : values;
  }

  private static String peer(Tree peer) {
    return peer.at("ipBlock").exists()
        ? peer.at("ipBlock", "cidr").text("any")
        : namespace(peer.at("namespaceSelector")) + "/" + labels(peer.at("podSelector"));
  }

  private static String namespace(Tree selector) {
    return selector.at("matchLabels", "kubernetes.io/metadata.name").text("any");
  }

  private static String labels(Tree selector) {
    List<String> labels =
        selector.at("matchLabels").map().entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .toList();
    return labels.isEmpty() ? "any" : String.join(",", labels);
  }

  private static String port(Tree port) {
    return port.at("port").exists()
        ? text(
            port.at("protocol").text("TCP"),
            port.at("port").number(0),
            port.at("endPort").number(port.at("port").number(0)))
        : "any";
  }

  private static String text(String protocol, long first, long last) {
    return protocol + " " + first + (last > first ? "-" + last : "");
  }

  @Override
  public int compareTo(Opening other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return "%s %s %s %s".formatted(pods, direction, peer, port);
  }
}
