package com.xtrading.platform.policy;

import com.xtrading.platform.declaration.Dependency;
import com.xtrading.platform.declaration.Namespace;
import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.model.Port;
import com.xtrading.platform.network.AddressRange;
import com.xtrading.platform.network.Connectivity;
import com.xtrading.platform.network.Party;
import com.xtrading.platform.network.Protocol;
import com.xtrading.platform.network.Traffic;
import com.xtrading.platform.objects.ClusterObjects;
import com.xtrading.platform.objects.PodTemplate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Who runs by the rendered result, and what that is in declarations. */
public final class DeclaredParties {

  private final Topology topology;
  private final Connectivity connectivity;
  private final Map<String, Manifest> sources = new HashMap<>();
  private final Map<Party, List<PodGroup>> groups = new HashMap<>();
  private final Map<Peer.Pods, List<Party>> members = new HashMap<>();
  private final Map<Party, List<Peer>> peers = new HashMap<>();
  private final Map<List<Peer>, List<Dependency>> declared = new HashMap<>();

  /** The ranges of every declared peer that is addresses. */
  private final Map<Peer, List<AddressRange>> ranges = new HashMap<>();

  public DeclaredParties(Topology topology, ClusterObjects objects) {
    this.topology = topology;
    List<Peer> ends = ends(topology);
    ends.forEach(this::know);
    topology.resolvers().forEach(this::know);
    if (topology.namespaces().stream().anyMatch(Namespace::meshed)) {
      know(new Peer.Addresses("kubelet", List.of(Topology.MESH_PROBES)));
    }
    List<PodTemplate> pods = objects.runningPods().toList();
    List<PodTemplate> all = new ArrayList<>(pods);
    all.addAll(resolvers());
    connectivity =
        new Connectivity(
            objects.manifests(),
            all,
            ranges.values().stream().flatMap(List::stream).distinct().toList());
    for (PodTemplate pod : pods) {
      connectivity
          .partiesOf(pod.owner())
          .forEach(party -> sources.putIfAbsent(party.toString(), pod.source()));
    }
    for (Party party : connectivity.parties()) {
      if (party instanceof Party.Pods own) {
        groups.put(
            party,
            topology.groups().stream()
                .filter(group -> group.pods().select(own.namespace(), own.labels()))
                .toList());
        groups
            .get(party)
            .forEach(
                group ->
                    members.computeIfAbsent(group.pods(), unused -> new ArrayList<>()).add(party));
      }
    }
    connectivity.parties().forEach(party -> peers.put(party, peersOf(party, ends)));
    for (Dependency edge : topology.dependencies()) {
      declared
          .computeIfAbsent(List.of(edge.from(), edge.to().peer()), unused -> new ArrayList<>())
          .add(edge);
    }
  }

  /** Both ends of every dependency. */
  private static List<Peer> ends(Topology topology) {
    return topology.dependencies().stream()
        .flatMap(edge -> Stream.of(edge.from(), edge.to().peer()))
        .distinct()
        .toList();
  }

  /** Every range is asked about, also where no policy names it. */
  private void know(Peer peer) {
    if (peer instanceof Peer.Addresses addresses) {
      ranges.computeIfAbsent(
          peer,
          unused ->
              addresses.cidrs().stream()
                  .map(cidr -> AddressRange.parse(cidr.value()).orElseThrow())
                  .toList());
    }
  }

  /** Name servers that are pods and that nobody renders. */
  private List<PodTemplate> resolvers() {
    return topology.resolvers().stream()
        .filter(Peer.Pods.class::isInstance)
        .map(Peer.Pods.class::cast)
        .flatMap(
            pods ->
                PodTemplate.of(
                    new Manifest(
                        "",
                        "",
                        Fields.of("apiVersion", "v1")
                            .with("kind", "Pod")
                            .with(
                                "metadata",
                                Fields.of("name", pods.name())
                                    .with("namespace", pods.namespace())
                                    .with(
                                        "labels", Fields.of(pods.labelKey(), pods.labelValue())))))
                    .stream())
        .toList();
  }

  private List<Peer> peersOf(Party party, List<Peer> ends) {
    if (party instanceof Party.Outside outside) {
      return ends.stream().filter(peer -> holds(peer, outside.range())).toList();
    }
    return groups.get(party).stream().map(PodGroup::pods).map(Peer.class::cast).toList();
  }

  public Connectivity connectivity() {
    return connectivity;
  }

  /** Pods that we render, or that something that we render makes. */
  public List<Party.Pods> ours() {
    return connectivity.parties().stream()
        .filter(this::isOurs)
        .map(Party.Pods.class::cast)
        .toList();
  }

  public boolean isOurs(Party party) {
    return sources.containsKey(party.toString());
  }

  /** The object in which a person changes something about pods of ours, by the party's name. */
  public Optional<Manifest> source(String party) {
    return Optional.ofNullable(sources.get(party));
  }

  /** Reports something about a party of ours where a person changes it. */
  public void report(Findings findings, Party at, String problem, String change) {
    findings.add(source(at.toString()).orElseThrow(), "metadata.name", problem, change);
  }

  /** Declared workloads whose label some pods have. */
  public List<PodGroup> groupsOf(Party party) {
    return groups.getOrDefault(party, List.of());
  }

  /** Every declared connection from one party to another. */
  public List<Dependency> edges(Party from, Party to) {
    List<Dependency> edges = new ArrayList<>();
    for (Peer sender : peers.get(from)) {
      for (Peer receiver : peers.get(to)) {
        edges.addAll(declared.getOrDefault(List.of(sender, receiver), List.of()));
      }
    }
    return edges;
  }

  /** What must be open for a declared connection. */
  public Traffic traffic(Dependency edge) {
    Traffic traffic = traffic(edge.to().port());
    return topology.isMeshed(edge) ? traffic.union(traffic(Topology.MESH_TUNNEL)) : traffic;
  }

  public static Traffic traffic(Port port) {
    return Traffic.of(Protocol.valueOf(port.protocol().name()), port.number(), port.last());
  }

  /** Every party that a declared peer stands for. */
  public List<Party> parties(Peer peer) {
    if (peer instanceof Peer.Pods pods) {
      return members.getOrDefault(pods, List.of());
    }
    return connectivity.parties().stream()
        .filter(party -> party instanceof Party.Outside outside && holds(peer, outside.range()))
        .toList();
  }

  /** Whether a party answers for a declared name server. */
  public boolean isServer(Peer resolver, Party party) {
    return party instanceof Party.Outside outside
        ? holds(resolver, outside.range())
        : resolver instanceof Peer.Pods pods
            && party instanceof Party.Pods server
            && server.namespace().equals(pods.namespace())
            && server.name().equals(pods.name());
  }

  private boolean holds(Peer addresses, AddressRange range) {
    return ranges.getOrDefault(addresses, List.of()).stream().anyMatch(one -> one.contains(range));
  }

  public boolean isMeshed(Party party) {
    return groupsOf(party).stream().anyMatch(group -> topology.isMeshed(group.pods()));
  }

  public static boolean isOnNode(Party party) {
    return party instanceof Party.Pods pods && pods.onNode();
  }
}
