package com.xtrading.platform.component;

import com.xtrading.platform.declaration.Dependency;
import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.kubernetes.Isolation;
import com.xtrading.platform.kubernetes.Isolation.Opening;
import com.xtrading.platform.kubernetes.Scope;
import com.xtrading.platform.model.Port;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.cdk8s.plus25.k8s.NetworkPolicyPeer;

/**
 * The one NetworkPolicy of a workload: open exactly for its declared edges, in the direction that
 * concerns it. Name resolution is opened for the whole namespace.
 */
final class EdgePolicy {

  static void render(Scope scope, Peer.Pods pods, Topology topology) {
    List<Opening> ingress =
        new ArrayList<>(openings(topology, topology.to(pods), Dependency::from));
    if (topology.isMeshed(pods)) {
      ingress.add(MeshPolicy.PROBES);
    }
    Isolation.policy(
        scope,
        pods.name(),
        Map.of(pods.labelKey(), pods.labelValue()),
        ingress,
        openings(topology, topology.from(pods), dependency -> dependency.to().peer()));
  }

  /**
   * One opening for each peer, with all its ports, in an order that does not depend on that of the
   * declarations.
   */
  private static List<Opening> openings(
      Topology topology, Stream<Dependency> dependencies, Function<Dependency, Peer> side) {
    Map<Peer, SortedSet<Port>> portsByPeer =
        new TreeMap<>(
            Comparator.comparing((Peer peer) -> peer.getClass().getSimpleName())
                .thenComparing(EdgePolicy::place));
    dependencies.forEach(
        dependency -> {
          SortedSet<Port> ports =
              portsByPeer.computeIfAbsent(side.apply(dependency), peer -> new TreeSet<>());
          ports.add(dependency.to().port());
          if (MeshPolicy.carries(topology, dependency)) {
            ports.add(MeshPolicy.TUNNEL);
          }
        });
    return portsByPeer.entrySet().stream()
        .map(entry -> new Opening(peers(entry.getKey()), List.copyOf(entry.getValue())))
        .toList();
  }

  private static String place(Peer peer) {
    return peer instanceof Peer.Pods pods ? pods.namespace() + "/" + pods.name() : peer.toString();
  }

  private static List<NetworkPolicyPeer> peers(Peer peer) {
    if (peer instanceof Peer.Pods pods) {
      return List.of(Isolation.pods(pods.namespace(), Map.of(pods.labelKey(), pods.labelValue())));
    }
    Peer.Addresses addresses = (Peer.Addresses) peer;
    return addresses.cidrs().stream().map(Isolation::addresses).toList();
  }

  private EdgePolicy() {}
}
