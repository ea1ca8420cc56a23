package com.xtrading.platform.kubernetes;

import com.xtrading.platform.declaration.LabelKeys;
import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.model.Cidr;
import com.xtrading.platform.model.Port;
import java.util.List;
import java.util.Map;
import org.cdk8s.plus25.k8s.IpBlock;
import org.cdk8s.plus25.k8s.KubeNetworkPolicy;
import org.cdk8s.plus25.k8s.LabelSelector;
import org.cdk8s.plus25.k8s.NetworkPolicyEgressRule;
import org.cdk8s.plus25.k8s.NetworkPolicyIngressRule;
import org.cdk8s.plus25.k8s.NetworkPolicyPeer;
import org.cdk8s.plus25.k8s.NetworkPolicyPort;
import org.cdk8s.plus25.k8s.NetworkPolicySpec;

/** Draws network policies. */
public final class NetworkPolicies {

  /**
   * Some peers and the ports that are open between them and the selected pods; at least one of
   * each, since to a network policy no peer means everybody and no port means every port.
   */
  public record Opening(List<NetworkPolicyPeer> peers, List<Port> ports) {
    public Opening {
      if (peers.isEmpty() || ports.isEmpty()) {
        throw new IllegalArgumentException(
            "an opening without peers or ports is open to everybody");
      }
    }
  }

  /** Pods with one label in one namespace. */
  public static NetworkPolicyPeer pods(String namespace, Map<String, String> labels) {
    return NetworkPolicyPeer.builder()
        .namespaceSelector(
            LabelSelector.builder()
                .matchLabels(Map.of(LabelKeys.NAMESPACE_NAME, namespace))
                .build())
        .podSelector(LabelSelector.builder().matchLabels(labels).build())
        .build();
  }

  /** Whoever is on one side of a connection. */
  public static List<NetworkPolicyPeer> peers(Peer peer) {
    if (peer instanceof Peer.Pods pods) {
      return List.of(pods(pods.namespace(), Map.of(pods.labelKey(), pods.labelValue())));
    }
    return ((Peer.Addresses) peer).cidrs().stream().map(NetworkPolicies::addresses).toList();
  }

  /** A range of addresses. */
  public static NetworkPolicyPeer addresses(Cidr cidr) {
    return NetworkPolicyPeer.builder()
        .ipBlock(IpBlock.builder().cidr(cidr.value()).build())
        .build();
  }

  /**
   * A NetworkPolicy that governs both directions of the pods it selects.
   *
   * @param selector no labels selects every pod of the namespace
   */
  public static void policy(
      Scope scope,
      String name,
      Map<String, String> selector,
      List<Opening> ingress,
      List<Opening> egress) {
    NetworkPolicySpec.Builder spec =
        NetworkPolicySpec.builder()
            .podSelector(
                selector.isEmpty()
                    ? LabelSelector.builder().build()
                    : LabelSelector.builder().matchLabels(selector).build())
            .policyTypes(List.of("Ingress", "Egress"));
    if (!ingress.isEmpty()) {
      spec.ingress(
          ingress.stream()
              .map(
                  opening ->
                      NetworkPolicyIngressRule.builder()
                          .from(opening.peers())
                          .ports(ports(opening.ports()))
                          .build())
              .toList());
    }
    if (!egress.isEmpty()) {
      spec.egress(
          egress.stream()
              .map(
                  opening ->
                      NetworkPolicyEgressRule.builder()
                          .to(opening.peers())
                          .ports(ports(opening.ports()))
                          .build())
              .toList());
    }
    KubeNetworkPolicy.Builder.create(scope.chart(), scope.id("NetworkPolicy", name))
        .metadata(scope.metadata(name))
        .spec(spec.build())
        .build();
  }

  private static List<NetworkPolicyPort> ports(List<Port> ports) {
    return ports.stream()
        .sorted()
        .map(
            port -> {
              NetworkPolicyPort.Builder open =
                  NetworkPolicyPort.builder()
                      .port(ApiQuantities.number(port.number()))
                      .protocol(port.protocol().name());
              return (port.last() > port.number() ? open.endPort(port.last()) : open).build();
            })
        .toList();
  }

  private NetworkPolicies() {}
}
