package com.xtrading.platform.policy.rules;

import com.xtrading.platform.declaration.Dependency;
import com.xtrading.platform.declaration.Namespace;
import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.model.Port;
import com.xtrading.platform.network.AddressRange;
import com.xtrading.platform.network.ConnectionList;
import com.xtrading.platform.network.Connectivity;
import com.xtrading.platform.network.Connectivity.Connection;
import com.xtrading.platform.network.Party;
import com.xtrading.platform.network.Protocol;
import com.xtrading.platform.network.Traffic;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.PodSpecs;
import com.xtrading.platform.policy.PodTemplate;
import com.xtrading.platform.policy.Rendered;
import com.xtrading.platform.policy.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The proof of isolation: what the rendered policies let through is what was declared, no less and
 * no more.
 */
public final class OnlyDeclaredConnections implements Rule {

  private static final AddressRange PROBES =
      AddressRange.parse(Topology.MESH_PROBES.value()).orElseThrow();

  private static final String CHANGE = "declare the connection, or remove what opens it";

  private final Topology topology;

  /**
   * @param topology what was declared
   */
  public OnlyDeclaredConnections(Topology topology) {
    this.topology = topology;
  }

  @Override
  public String statement() {
    return "By the rendered network policies, evaluated as Kubernetes does, every declared connection"
        + " is open on both sides and every other one is closed; every pod is governed in both"
        + " directions and reaches the name servers; every namespace is closed by default.";
  }

  @Override
  public String remedy() {
    return "Declare the connection (uses), or remove what opens it; policies follow from"
        + " declarations. The command connectivity ENV --from X --to Y --explain says which rules"
        + " decide.";
  }

  @Override
  public String goodExample() {
    return """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: nothing-runs-here, namespace: shop}
        """;
  }

  @Override
  public String badExample() {
    return """
        apiVersion: v1
        kind: Pod
        metadata: {name: no-policy-selects-it, namespace: shop}
        spec: {containers: [{name: web}]}
        """;
  }

  @Override
  public List<Finding> check(Rendered rendered) {
    return new Proof(rendered).run();
  }

  private final class Proof {

    private final Findings findings = new Findings(OnlyDeclaredConnections.this);
    private final Map<String, Manifest> sources = new HashMap<>();
    private final Map<Party, Peer.Pods> groups = new HashMap<>();
    private final Map<Peer.Pods, List<Party>> members = new HashMap<>();
    private final Map<List<Peer>, List<Dependency>> declared = new HashMap<>();
    private final Map<Party, List<Peer>> peers = new HashMap<>();

    /** Both ends of every dependency. */
    private final List<Peer> ends =
        topology.dependencies().stream()
            .flatMap(edge -> Stream.of(edge.from(), edge.to().peer()))
            .distinct()
            .toList();

    private final Rendered rendered;
    private final Connectivity connectivity;

    Proof(Rendered rendered) {
      this.rendered = rendered;
      List<PodTemplate> pods = PodSpecs.running(rendered.manifests(), rendered.made()).toList();
      List<PodTemplate> all = new ArrayList<>(pods);
      all.addAll(resolvers());
      connectivity = new Connectivity(rendered.manifests(), all, ranges());
      for (PodTemplate pod : pods) {
        connectivity
            .partiesOf(pod.owner())
            .forEach(party -> sources.putIfAbsent(party.toString(), pod.source()));
      }
      for (Party party : connectivity.parties()) {
        if (party instanceof Party.Pods own) {
          for (PodGroup group : groupsOf(own)) {
            groups.put(party, group.pods());
            members.computeIfAbsent(group.pods(), unused -> new ArrayList<>()).add(party);
          }
        }
      }
      topology
          .dependencies()
          .forEach(
              edge ->
                  declared
                      .computeIfAbsent(
                          List.of(edge.from(), edge.to().peer()), unused -> new ArrayList<>())
                      .add(edge));
    }

    /** Every range that is declared, so that it is asked about also where no policy names it. */
    private List<AddressRange> ranges() {
      return Stream.concat(
              ends.stream(),
              Stream.concat(
                  topology.resolvers().stream(),
                  topology.namespaces().stream()
                      .filter(Namespace::meshed)
                      .limit(1)
                      .map(meshed -> new Peer.Addresses("kubelet", List.of(Topology.MESH_PROBES)))))
          .distinct()
          .filter(Peer.Addresses.class::isInstance)
          .flatMap(peer -> ((Peer.Addresses) peer).cidrs().stream())
          .map(cidr -> AddressRange.parse(cidr.value()).orElseThrow())
          .toList();
    }

    /** Name servers that are pods and that nobody renders. */
    private List<PodTemplate> resolvers() {
      return topology.resolvers().stream()
          .filter(Peer.Pods.class::isInstance)
          .map(Peer.Pods.class::cast)
          .flatMap(
              pods ->
                  PodSpecs.of(
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
                                          "labels",
                                          Fields.of(pods.labelKey(), pods.labelValue())))))
                      .stream())
          .toList();
    }

    private List<PodGroup> groupsOf(Party.Pods party) {
      return topology.groups().stream()
          .filter(
              group ->
                  group.pods().namespace().equals(party.namespace())
                      && group
                          .pods()
                          .labelValue()
                          .equals(party.labels().get(group.pods().labelKey())))
          .toList();
    }

    List<Finding> run() {
      connectivity
          .problems()
          .forEach(problem -> findings.add("network policies", "", problem, "correct it"));
      membership();
      pods().forEach(this::governed);
      closedByDefault();
      if (!findings.list().isEmpty()) {
        // Whatever is open reaches everything; there is nothing to add to that.
        return findings.list();
      }
      new PeerForms(topology, rendered, findings).check();
      topology.dependencies().forEach(this::open);
      pods().forEach(this::resolves);
      pods().forEach(this::probed);
      undeclared();
      return findings.list();
    }

    /** Everything that runs, and that a policy could select. */
    private List<Party.Pods> pods() {
      return connectivity.parties().stream()
          .filter(Party.Pods.class::isInstance)
          .map(Party.Pods.class::cast)
          .filter(party -> !party.onNode() && sources.containsKey(party.toString()))
          .toList();
    }

    /** Declarations and pods are about each other: otherwise nothing would be compared. */
    private void membership() {
      for (PodGroup group : topology.groups()) {
        List<Party> own = members.getOrDefault(group.pods(), List.of());
        if (own.isEmpty() && group.max() > 0) {
          findings.add(
              group.pods().namespace() + "/" + group.pods().name(),
              "",
              "is declared, and no pod has its label %s=%s"
                  .formatted(group.pods().labelKey(), group.pods().labelValue()),
              CHANGE);
        }
        own.stream()
            .filter(party -> isOnNode(party) != (group.network() == PodGroup.Network.NODE))
            .forEach(
                party -> find(party, "%s is not on the network that is declared".formatted(party)));
      }
      for (Party party : connectivity.parties()) {
        if (party instanceof Party.Pods own && isOurs(own) && groupsOf(own).size() != 1) {
          find(
              party,
              "%s belongs to %d declared workloads and not to one"
                  .formatted(party, groupsOf(own).size()));
        }
      }
    }

    private void governed(Party.Pods party) {
      if (!connectivity.isGoverned(party)) {
        find(party, "no network policy governs %s in both directions".formatted(party));
      }
    }

    private void closedByDefault() {
      Set<String> closed =
          rendered
              .ofKind("NetworkPolicy")
              .filter(policy -> policy.id().group().equals("networking.k8s.io"))
              .filter(
                  policy ->
                      policy.at("spec", "podSelector").node().orElse("") instanceof Map<?, ?> all
                          && all.isEmpty())
              .filter(
                  policy ->
                      !policy.at("spec", "ingress").exists()
                          && !policy.at("spec", "egress").exists())
              .filter(
                  policy ->
                      policy
                          .at("spec", "policyTypes")
                          .elements()
                          .map(type -> type.text(""))
                          .collect(Collectors.toSet())
                          .equals(Set.of("Ingress", "Egress")))
              .map(Manifest::namespace)
              .collect(Collectors.toSet());
      for (Namespace namespace : topology.namespaces()) {
        if (!closed.contains(namespace.name())) {
          findings.add(
              "Namespace " + namespace.name(),
              "",
              "pods that no policy of their own selects are open",
              "render a policy that selects every pod and opens nothing");
        }
      }
    }

    /** A declared connection is open between all pods of both sides. */
    private void open(Dependency edge) {
      Traffic needed =
          topology.isMeshed(edge)
              ? traffic(edge).union(traffic(Topology.MESH_TUNNEL))
              : traffic(edge);
      List<Party> from = parties(edge.from());
      List<Party> to = parties(edge.to().peer());
      for (Party sender : from) {
        for (Party receiver : to) {
          if (!isOnNode(sender)
              && !isOnNode(receiver)
              && !between(sender, receiver).containsAll(needed)) {
            find(
                sender instanceof Party.Pods ? sender : receiver,
                "%s cannot reach %s of %s at %s"
                    .formatted(sender, edge.to().purpose(), receiver, needed));
          }
        }
      }
    }

    private Traffic between(Party sender, Party receiver) {
      return sender instanceof Party.Pods pods && sender.equals(receiver)
          ? connectivity.within(pods)
          : connectivity.between(sender, receiver);
    }

    private static boolean isOnNode(Party party) {
      return party instanceof Party.Pods pods && pods.onNode();
    }

    private List<Party> parties(Peer peer) {
      if (peer instanceof Peer.Pods pods) {
        return members.getOrDefault(pods, List.of());
      }
      return connectivity.parties().stream()
          .filter(party -> party instanceof Party.Outside outside && holds(peer, outside.range()))
          .toList();
    }

    private static boolean holds(Peer addresses, AddressRange range) {
      return addresses instanceof Peer.Addresses some
          && some.cidrs().stream()
              .anyMatch(cidr -> AddressRange.parse(cidr.value()).orElseThrow().contains(range));
    }

    private static Traffic traffic(Dependency edge) {
      return traffic(edge.to().port());
    }

    private static Traffic traffic(Port port) {
      return Traffic.of(Protocol.valueOf(port.protocol().name()), port.number(), port.last());
    }

    private void resolves(Party.Pods party) {
      for (Peer resolver : topology.resolvers()) {
        List<Party> servers =
            connectivity.parties().stream().filter(one -> isServer(resolver, one)).toList();
        for (Port port : Topology.RESOLVER_PORTS) {
          if (servers.stream()
              .noneMatch(
                  server -> connectivity.between(party, server).containsAll(traffic(port)))) {
            find(
                party,
                "%s cannot ask %s for names at %s"
                    .formatted(party, resolver.name(), traffic(port)));
          }
        }
      }
    }

    /** In the mesh, the kubelet's probes come from an address that policies must let in. */
    private void probed(Party.Pods party) {
      if (!isMeshed(party)) {
        return;
      }
      Party kubelet = new Party.Outside(PROBES);
      for (Party.NamedPort port : party.ports()) {
        if (port.protocol() == Protocol.TCP
            && !connectivity
                .between(kubelet, party)
                .containsAll(Traffic.of(Protocol.TCP, port.number()))) {
          find(
              party,
              "the kubelet cannot probe %s at TCP %d from %s"
                  .formatted(party, port.number(), kubelet));
        }
      }
    }

    /** A connection that is open was declared, and so is each half of one. */
    private void undeclared() {
      List<Connection> rest =
          Stream.of(
                  connectivity.connections().stream(),
                  connectivity.halves().stream(),
                  pods().stream()
                      .map(party -> new Connection(party, party, connectivity.within(party))))
              .flatMap(connections -> connections)
              .distinct()
              .filter(one -> isOurs(one.from()) || isOurs(one.to()))
              .filter(one -> !isOnNode(one.from()) && !isOnNode(one.to()))
              .map(
                  one ->
                      new Connection(
                          one.from(), one.to(), one.traffic().minus(allowed(one.from(), one.to()))))
              .filter(one -> !one.traffic().isEmpty())
              .toList();
      for (ConnectionList one : ConnectionList.of(rest)) {
        String problem =
            "%s reaches %s at %s by a policy, which nobody declares"
                .formatted(one.from(), one.to(), one.traffic());
        Manifest source = sources.getOrDefault(one.to(), sources.get(one.from()));
        findings.add(source, "metadata.name", problem, CHANGE);
      }
    }

    private boolean isOurs(Party party) {
      return sources.containsKey(party.toString());
    }

    private Traffic allowed(Party from, Party to) {
      Traffic traffic = Traffic.NONE;
      for (Dependency edge : edges(from, to)) {
        traffic = traffic.union(traffic(edge));
        if (topology.isMeshed(edge)) {
          traffic = traffic.union(traffic(Topology.MESH_TUNNEL));
        }
      }
      if (isMeshed(to) && from instanceof Party.Outside outside && outside.range().equals(PROBES)) {
        traffic = traffic.union(Traffic.of(Protocol.TCP, 1, 65535));
      }
      if (isResolver(to)) {
        for (Port port : Topology.RESOLVER_PORTS) {
          traffic = traffic.union(traffic(port));
        }
      }
      return traffic;
    }

    private boolean isMeshed(Party party) {
      return groups.containsKey(party) && topology.isMeshed(groups.get(party));
    }

    private boolean isResolver(Party party) {
      return topology.resolvers().stream().anyMatch(resolver -> isServer(resolver, party));
    }

    private static boolean isServer(Peer resolver, Party party) {
      return party instanceof Party.Outside outside
          ? holds(resolver, outside.range())
          : resolver instanceof Peer.Pods pods
              && party instanceof Party.Pods server
              && server.namespace().equals(pods.namespace())
              && server.name().equals(pods.name());
    }

    private List<Dependency> edges(Party from, Party to) {
      List<Dependency> edges = new ArrayList<>();
      for (Peer sender : peers(from)) {
        for (Peer receiver : peers(to)) {
          edges.addAll(declared.getOrDefault(List.of(sender, receiver), List.of()));
        }
      }
      return edges;
    }

    /** What a party is in declarations. */
    private List<Peer> peers(Party party) {
      return peers.computeIfAbsent(
          party,
          unused ->
              party instanceof Party.Outside outside
                  ? ends.stream().filter(peer -> holds(peer, outside.range())).toList()
                  : groups.containsKey(party) ? List.of(groups.get(party)) : List.of());
    }

    private void find(Party at, String problem) {
      findings.add(sources.get(at.toString()), "metadata.name", problem, CHANGE);
    }
  }
}
