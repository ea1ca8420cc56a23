package com.xtrading.platform.policy.rules.isolation;

import com.xtrading.platform.declaration.Dependency;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.network.ConnectionList;
import com.xtrading.platform.network.Connectivity;
import com.xtrading.platform.network.Connectivity.Connection;
import com.xtrading.platform.network.Party;
import com.xtrading.platform.network.Traffic;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.objects.LabelSelector;
import com.xtrading.platform.objects.ObjectIndex;
import com.xtrading.platform.objects.PodTemplate;
import com.xtrading.platform.policy.DeclaredParties;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Findings;
import com.xtrading.platform.policy.Rule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who breaks into the edge or the web application is still not at a store. */
public final class StoresAreKeptFromTheEdge implements Rule {

  private static final GroupKind[] ROUTES = {
    Kinds.HTTP_ROUTE, Kinds.GRPC_ROUTE, Kinds.TLS_ROUTE, Kinds.TCP_ROUTE, Kinds.UDP_ROUTE
  };

  @Override
  public String statement() {
    return "By the rendered network policies nothing outside of the cluster, no pod beside a Gateway and none"
        + " that a route of a Gateway leads to, which the web application is, reaches any port of a pod in a"
        + " namespace of the zone \"data\", whether somebody declares the connection or not. Pods beside a"
        + " Gateway may use the endpoints that a store opens to them (Endpoint.openToTheEdge), which says why.";
  }

  @Override
  public String remedy() {
    return "Let a service ask the store, and be asked.";
  }

  @Override
  public List<Finding> check(Evidence evidence) {
    return new Check(evidence).run();
  }

  private final class Check {

    private final Findings findings = new Findings(StoresAreKeptFromTheEdge.this);
    private final DeclaredParties parties;
    private final Connectivity connectivity;
    private final Set<String> storeNamespaces;
    private final Set<String> edgeNamespaces;
    private final Set<Party> routed;

    Check(Evidence evidence) {
      parties = evidence.parties();
      connectivity = evidence.connectivity();
      storeNamespaces =
          evidence
              .objects()
              .ofKind(Kinds.NAMESPACE)
              .filter(
                  one ->
                      one.at("metadata", "labels", Zone.LABEL).text("").equals(Zone.DATA.label()))
              .map(Manifest::name)
              .collect(Collectors.toSet());
      edgeNamespaces =
          evidence
              .objects()
              .ofKind(Kinds.GATEWAY)
              .map(Manifest::namespace)
              .collect(Collectors.toSet());
      ObjectIndex index = evidence.index();
      routed =
          evidence
              .objects()
              .ofKind(ROUTES)
              .flatMap(route -> behind(route, index))
              .flatMap(pod -> connectivity.partiesOf(pod.owner()).stream())
              .collect(Collectors.toSet());
    }

    /** Pods that a route leads to. */
    private static Stream<PodTemplate> behind(Manifest route, ObjectIndex index) {
      return route
          .at("spec", "rules")
          .elements()
          .flatMap(rule -> rule.at("backendRefs").elements())
          .flatMap(
              backend ->
                  index
                      .find(
                          GroupKind.namedBy(backend, Kinds.SERVICE),
                          backend.at("namespace").text(route.namespace()),
                          backend.at("name").text(""))
                      .stream())
          .filter(service -> !service.at("spec", "selector").map().isEmpty())
          .flatMap(
              service ->
                  index
                      .pods(
                          service.namespace(),
                          LabelSelector.ofLabels(service.at("spec", "selector")))
                      .stream());
    }

    List<Finding> run() {
      List<Party> senders = connectivity.parties().stream().filter(this::isInFront).toList();
      List<Connection> reached =
          parties.ours().stream()
              .filter(store -> storeNamespaces.contains(store.namespace()))
              .flatMap(store -> senders.stream().map(sender -> reached(sender, store)))
              .filter(connection -> !connection.traffic().isEmpty())
              .toList();
      for (ConnectionList one : ConnectionList.of(reached)) {
        findings.add(
            parties.source(one.to()).orElseThrow(),
            "metadata.name",
            "%s reaches the store %s at %s".formatted(one.from(), one.to(), one.traffic()),
            "let a service ask the store, and be asked");
      }
      return findings.list();
    }

    private Connection reached(Party sender, Party.Pods store) {
      return new Connection(
          sender, store, connectivity.between(sender, store).minus(excepted(sender, store)));
    }

    private boolean isInFront(Party party) {
      return party instanceof Party.Outside || isEdge(party) || routed.contains(party);
    }

    private boolean isEdge(Party party) {
      return party instanceof Party.Pods pods && edgeNamespaces.contains(pods.namespace());
    }

    private Traffic excepted(Party sender, Party.Pods store) {
      Traffic excepted = Traffic.NONE;
      if (isEdge(sender)) {
        for (Dependency edge : parties.edges(sender, store)) {
          if (edge.to().forTheEdge().isPresent()) {
            excepted = excepted.union(parties.traffic(edge));
          }
        }
      }
      return excepted;
    }
  }
}
