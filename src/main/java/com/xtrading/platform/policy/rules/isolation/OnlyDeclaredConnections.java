package com.xtrading.platform.policy.rules.isolation;

import com.xtrading.platform.declaration.Dependency;
import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.model.Port;
import com.xtrading.platform.network.AddressRange;
import com.xtrading.platform.network.ConnectionList;
import com.xtrading.platform.network.Connectivity;
import com.xtrading.platform.network.Connectivity.Connection;
import com.xtrading.platform.network.Party;
import com.xtrading.platform.network.Protocol;
import com.xtrading.platform.network.Traffic;
import com.xtrading.platform.policy.DeclaredParties;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Findings;
import com.xtrading.platform.policy.Rule;
import java.util.List;
import java.util.stream.Stream;

/**
 * The proof of isolation: what the rendered policies let through is what was declared, no less and
 * no more.
 */
public final class OnlyDeclaredConnections implements Rule {

  private static final Party KUBELET =
      new Party.Outside(AddressRange.parse(Topology.MESH_PROBES.value()).orElseThrow());

  private static final String CHANGE = "declare the connection, or remove what opens it";

  @Override
  public String statement() {
    return "By the rendered network policies, evaluated as Kubernetes does, every declared connection"
        + " is open on both sides and every other one is closed; every pod is governed in both"
        + " directions and reaches the name servers. A finding names who connects to whom.";
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
  public List<Finding> check(Evidence evidence) {
    return new Proof(evidence).run();
  }

  private final class Proof {

    private final Findings findings = new Findings(OnlyDeclaredConnections.this);
    private final Topology topology;
    private final PeerForms forms;
    private final DeclaredParties parties;
    private final Connectivity connectivity;

    Proof(Evidence evidence) {
      topology = evidence.topology();
      forms = new PeerForms(evidence, findings);
      parties = evidence.parties();
      connectivity = evidence.connectivity();
    }

    List<Finding> run() {
      connectivity
          .problems()
          .forEach(problem -> findings.add("network policies", "", problem, "correct it"));
      pods().forEach(this::governed);
      if (!findings.list().isEmpty()) {
        // Whatever is open reaches everything; there is nothing to add to that.
        return findings.list();
      }
      forms.check();
      topology.dependencies().forEach(this::open);
      pods().forEach(this::resolves);
      undeclared();
      return findings.list();
    }

    /** Everything that runs, and that a policy could select. */
    private List<Party.Pods> pods() {
      return parties.ours().stream().filter(party -> !party.onNode()).toList();
    }

    private void governed(Party.Pods party) {
      if (!connectivity.isGoverned(party)) {
        find(party, "no network policy governs %s in both directions".formatted(party));
      }
    }

    /** A declared connection is open between all pods of both sides. */
    private void open(Dependency edge) {
      Traffic needed = parties.traffic(edge);
      List<Party> from = parties.parties(edge.from());
      List<Party> to = parties.parties(edge.to().peer());
      for (Party sender : from) {
        for (Party receiver : to) {
          if (!DeclaredParties.isOnNode(sender)
              && !DeclaredParties.isOnNode(receiver)
              && !between(sender, receiver).containsAll(needed)) {
            find(
                sender instanceof Party.Pods ? sender : receiver,
                "%s cannot reach %s of %s at %s"
                    .formatted(
                        named(edge.from(), sender),
                        edge.to().purpose(),
                        named(edge.to().peer(), receiver),
                        needed));
          }
        }
      }
    }

    /** Addresses say little without the name that they are declared by. */
    private static String named(Peer peer, Party party) {
      return party instanceof Party.Outside
          ? "%s (%s)".formatted(peer.name(), party)
          : party.toString();
    }

    private Traffic between(Party sender, Party receiver) {
      return sender instanceof Party.Pods pods && sender.equals(receiver)
          ? connectivity.within(pods)
          : connectivity.between(sender, receiver);
    }

    private void resolves(Party.Pods party) {
      for (Peer resolver : topology.resolvers()) {
        List<Party> servers =
            connectivity.parties().stream().filter(one -> parties.isServer(resolver, one)).toList();
        for (Port port : Topology.RESOLVER_PORTS) {
          if (servers.stream()
              .noneMatch(
                  server ->
                      connectivity
                          .between(party, server)
                          .containsAll(DeclaredParties.traffic(port)))) {
            find(
                party,
                "%s cannot ask %s for names at %s"
                    .formatted(party, resolver.name(), DeclaredParties.traffic(port)));
          }
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
              .filter(one -> parties.isOurs(one.from()) || parties.isOurs(one.to()))
              .filter(
                  one ->
                      !DeclaredParties.isOnNode(one.from()) && !DeclaredParties.isOnNode(one.to()))
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
        Manifest source =
            parties.source(one.to()).or(() -> parties.source(one.from())).orElseThrow();
        findings.add(source, "metadata.name", problem, CHANGE);
      }
    }

    private Traffic allowed(Party from, Party to) {
      Traffic traffic = Traffic.NONE;
      for (Dependency edge : parties.edges(from, to)) {
        traffic = traffic.union(parties.traffic(edge));
      }
      if (parties.isMeshed(to) && from.equals(KUBELET)) {
        traffic = traffic.union(Traffic.of(Protocol.TCP, 1, 65535));
      }
      if (isResolver(to)) {
        for (Port port : Topology.RESOLVER_PORTS) {
          traffic = traffic.union(DeclaredParties.traffic(port));
        }
      }
      return traffic;
    }

    private boolean isResolver(Party party) {
      return topology.resolvers().stream().anyMatch(resolver -> parties.isServer(resolver, party));
    }

    private void find(Party at, String problem) {
      parties.report(findings, at, problem, CHANGE);
    }
  }
}
