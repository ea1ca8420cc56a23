package com.xtrading.platform.component;

import com.xtrading.platform.declaration.Dependency;
import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.kubernetes.NetworkPolicies;
import com.xtrading.platform.kubernetes.NetworkPolicies.Opening;
import com.xtrading.platform.kubernetes.Scope;
import com.xtrading.platform.model.Cidr;
import com.xtrading.platform.model.Port;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The one NetworkPolicy of a workload: open exactly for its declared edges, in the direction that
 * concerns it. Name resolution is opened for the whole namespace.
 */
final class WorkloadNetworkPolicy {

  static void render(Scope scope, Peer.Pods pods, Topology topology) {
    List<Opening> ingress =
        new ArrayList<>(openings(topology, topology.to(pods), Dependency::from));
    // Pods to which nobody connects have no port that could be probed.
    if (topology.isMeshed(pods) && !ingress.isEmpty()) {
      ingress.add(WorkloadMeshPolicy.PROBES);
    }
    NetworkPolicies.policy(
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
                .thenComparing(WorkloadNetworkPolicy::place));
    dependencies.forEach(
        dependency -> {
          SortedSet<Port> ports =
              portsByPeer.computeIfAbsent(side.apply(dependency), peer -> new TreeSet<>());
          ports.add(dependency.to().port());
          if (topology.isMeshed(dependency)) {
            ports.add(Topology.MESH_TUNNEL);
          }
        });
    return portsByPeer.entrySet().stream()
        .flatMap(
            entry ->
                withoutCovered(entry.getKey(), portsByPeer).stream()
                    .map(
                        peer ->
                            new Opening(
                                NetworkPolicies.peers(peer), List.copyOf(entry.getValue()))))
        .toList();
  }

  /**
   * The peer without addresses that another one opens as well: a policy says everything once, so
   * that nothing stays open when one line of it goes.
   */
  private static Optional<Peer> withoutCovered(Peer peer, Map<Peer, SortedSet<Port>> portsByPeer) {
    if (!(peer instanceof Peer.Addresses addresses)) {
      return Optional.of(peer);
    }
    List<Cidr> own =
        addresses.cidrs().stream()
            .filter(
                cidr ->
                    portsByPeer.keySet().stream()
                        .noneMatch(other -> covers(other, peer, cidr, portsByPeer)))
            .toList();
    return own.isEmpty() ? Optional.empty() : Optional.of(new Peer.Addresses(peer.name(), own));
  }

  private static boolean covers(
      Peer other, Peer peer, Cidr cidr, Map<Peer, SortedSet<Port>> portsByPeer) {
    return other instanceof Peer.Addresses wider
        && !other.equals(peer)
        && portsByPeer.get(other).containsAll(portsByPeer.get(peer))
        && wider.cidrs().stream()
            .anyMatch(
                range ->
                    range.contains(cidr)
                        // Of two that say the same, the first one stays.
                        && (!range.equals(cidr)
                            || !portsByPeer.get(peer).containsAll(portsByPeer.get(other))
                            || place(other).compareTo(place(peer)) < 0));
  }

  private static String place(Peer peer) {
    return peer instanceof Peer.Pods pods ? pods.namespace() + "/" + pods.name() : peer.toString();
  }

  private WorkloadNetworkPolicy() {}
}
