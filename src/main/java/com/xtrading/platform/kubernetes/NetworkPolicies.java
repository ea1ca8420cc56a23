package com.xtrading.platform.kubernetes;

import com.xtrading.platform.declaration.LabelKeys;
import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.model.Cidr;
import com.xtrading.platform.model.Port;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Draws network policies, with fields in the order of the alphabet, as comparisons tell of them.
 */
public final class NetworkPolicies {

  /**
   * Some peers and the ports that are open between them and the selected pods; at least one of
   * each, since to a network policy no peer means everybody and no port means every port.
   *
   * @param peers NetworkPolicyPeers, as this class makes them
   */
  public record Opening(List<Map<String, Object>> peers, List<Port> ports) {
    public Opening {
      if (peers.isEmpty() || ports.isEmpty()) {
        throw new IllegalArgumentException(
            "an opening without peers or ports is open to everybody");
      }
    }

    /**
     * The rule of a policy.
     *
     * @param side {@code from} or {@code to}
     */
    private Map<String, Object> rule(String side) {
      return new TreeMap<>(
          Map.of(
              side, peers, "ports", ports.stream().sorted().map(NetworkPolicies::port).toList()));
    }
  }

  /** Pods with one label in one namespace. */
  public static Map<String, Object> pods(String namespace, Map<String, String> labels) {
    return Fields.of(
            "namespaceSelector",
            Fields.of("matchLabels", Fields.of(LabelKeys.NAMESPACE_NAME, namespace)))
        .with("podSelector", Fields.of("matchLabels", labels));
  }

  /** Whoever is on one side of a connection. */
  public static List<Map<String, Object>> peers(Peer peer) {
    if (peer instanceof Peer.Pods pods) {
      return List.of(pods(pods.namespace(), Map.of(pods.labelKey(), pods.labelValue())));
    }
    return ((Peer.Addresses) peer).cidrs().stream().map(NetworkPolicies::addresses).toList();
  }

  /** A range of addresses. */
  public static Map<String, Object> addresses(Cidr cidr) {
    return Fields.of("ipBlock", Fields.of("cidr", cidr.value()));
  }

  /**
   * A NetworkPolicy that governs both directions of the pods it selects. There are more of them
   * than of any other kind, so that what a policy says is laid over the object as a tree, and does
   * not go through the kernel and back.
   *
   * @param selector no labels selects every pod of the namespace
   */
  public static void policy(
      Scope scope,
      String name,
      Map<String, String> selector,
      List<Opening> ingress,
      List<Opening> egress) {
    Map<String, Object> spec = new TreeMap<>();
    spec.put("podSelector", selector.isEmpty() ? Map.of() : Fields.of("matchLabels", selector));
    spec.put("policyTypes", List.of("Ingress", "Egress"));
    if (!ingress.isEmpty()) {
      spec.put("ingress", ingress.stream().map(opening -> opening.rule("from")).toList());
    }
    if (!egress.isEmpty()) {
      spec.put("egress", egress.stream().map(opening -> opening.rule("to")).toList());
    }
    scope.custom("networking.k8s.io/v1", "NetworkPolicy", name, spec);
  }

  private static Map<String, Object> port(Port port) {
    Fields open = Fields.of("port", port.number()).with("protocol", port.protocol().name());
    return port.last() > port.number() ? open.with("endPort", port.last()) : open;
  }

  private NetworkPolicies() {}
}
