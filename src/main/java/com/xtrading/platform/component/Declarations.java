package com.xtrading.platform.component;

import com.xtrading.platform.dashboard.DashboardProblem;
import com.xtrading.platform.dashboard.DashboardProblems;
import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.CertificateNeed;
import com.xtrading.platform.declaration.Dependency;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.Namespace;
import com.xtrading.platform.declaration.NodeMetrics;
import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.Rights;
import com.xtrading.platform.declaration.SecretNeed;
import com.xtrading.platform.declaration.Slo;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.environment.Cluster;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.Monitoring;
import com.xtrading.platform.model.Cidr;
import com.xtrading.platform.model.InvalidValue;
import com.xtrading.platform.slo.SloRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was declared for one environment, put together and held against itself: every connection
 * leads to somebody, nobody waits for what comes later, and what no one renders is said.
 */
final class Declarations {

  private static final Cidr NODE_LOCAL_DNS = new Cidr("169.254.20.10/32");
  private static final Cidr CLOUD_DNS = new Cidr("169.254.169.254/32");

  private final Environment environment;
  private final List<Component> components;
  private final List<Workload> scrapers;

  /**
   * @param components in the order of their declaration
   * @param scrapers who scrapes every metric source
   */
  Declarations(Environment environment, List<Component> components, List<Workload> scrapers) {
    this.environment = environment;
    this.components = components;
    this.scrapers = scrapers;
  }

  /**
   * Everything as values.
   *
   * @throws InvalidValue when two components ask for one namespace in two ways
   * @throws DeclarationException when somebody uses pods that nobody declares
   */
  Topology topology() {
    SortedSet<Namespace> namespaces = new TreeSet<>();
    components.stream()
        .map(Component::namespace)
        .filter(namespace -> namespace.kind() != Namespace.Kind.HUB)
        .forEach(namespace -> addOnce(namespaces, namespace));
    List<PodGroup> groups = workloads().stream().map(Workload::group).sorted().toList();
    List<Dependency> dependencies = dependencies();
    requireDeclared(groups, dependencies);
    requireInOrder();
    components.forEach(Declarations::requireAlerts);
    requireSoundPages();
    List<SecretNeed> secrets =
        workloads().stream()
            .flatMap(workload -> workload.secrets().stream())
            .distinct()
            .sorted()
            .toList();
    List<Slo> slos = slos();
    return new Topology(
        environment.name().value(),
        new Topology.Running(List.copyOf(namespaces), groups, rights()),
        new Topology.Connections(dependencies, resolvers()),
        new Topology.Needs(secrets, certificates(secrets), all(declared -> declared.backups)),
        new Topology.Watched(
            workloads().stream().flatMap(workload -> workload.metrics().stream()).toList(),
            all(declared -> declared.nodes),
            with(all(declared -> declared.recordings), slos, SloRules::recordings),
            evaluated(with(all(Declared::alerts), slos, SloRules::alerts)),
            all(declared -> declared.dashboards),
            slos),
        all(declared -> declared.pages));
  }

  /** What nobody renders must be said: whoever reads the declarations would take it for nothing. */
  private List<Rights> rights() {
    for (Component component : components) {
      boolean brings =
          component.declared().workloads.stream()
              .anyMatch(workload -> workload.group().maker().isAddOn());
      if (brings && component.declared().rights.isEmpty()) {
        throw new DeclarationException(
            "%s brings programs, and nobody says what the roles of its chart let them do; add mayEverywhere or mayInItsNamespaces to it"
                .formatted(component.name()));
      }
    }
    return all(declared -> declared.rights);
  }

  private List<CertificateNeed> certificates(List<SecretNeed> secrets) {
    return Stream.concat(
            workloads().stream().flatMap(workload -> workload.certificates().stream()),
            components.stream().flatMap(component -> component.certificates(secrets).stream()))
        .distinct()
        .sorted()
        .toList();
  }

  private static void requireDeclared(List<PodGroup> groups, List<Dependency> dependencies) {
    Set<Peer> declared = groups.stream().map(PodGroup::pods).collect(Collectors.toSet());
    for (Dependency dependency : dependencies) {
      Peer peer = dependency.to().peer();
      if (peer instanceof Peer.Pods pods && !declared.contains(pods)) {
        throw new DeclarationException(
            "%s uses %s of %s in %s, which no component declares; declare it in TradingPlatform"
                .formatted(
                    dependency.from().name(),
                    dependency.to().purpose(),
                    pods.name(),
                    pods.namespace()));
      }
    }
  }

  /** A workload that says which alert speaks of its absence leads nobody astray. */
  private static void requireAlerts(Component component) {
    Set<String> alerts =
        component.declared().alerts().stream().map(AlertRule::name).collect(Collectors.toSet());
    for (Workload workload : component.declared().workloads) {
      workload
          .absenceSaidBy()
          .filter(alert -> !alerts.contains(alert))
          .ifPresent(
              alert -> {
                throw new DeclarationException(
                    "%s says that the alert %s speaks when it is absent, and %s declares none of that name; correct the name, or leave it out"
                        .formatted(workload.name(), alert, component.name()));
              });
    }
  }

  /** Grafana shows what it is given; what nobody could read there is said here. */
  private void requireSoundPages() {
    List<DashboardProblem> problems = DashboardProblems.of(all(declared -> declared.dashboards));
    if (!problems.isEmpty()) {
      throw new DeclarationException(
          problems.stream().map(DashboardProblem::toString).collect(Collectors.joining("\n")));
    }
  }

  /**
   * Nothing of ours waits for what Argo CD brings later, so that no two components wait for each
   * other. Controllers of add-ons try again until what they look after is there.
   */
  private void requireInOrder() {
    Map<Peer, Component> owners = new HashMap<>();
    for (Component component : components) {
      component.declared().workloads.forEach(workload -> owners.put(workload.pods(), component));
    }
    for (Workload workload : workloads()) {
      Component user = owners.get(workload.pods());
      for (Dependency dependency : workload.dependencies()) {
        Component used = owners.get(dependency.to().peer());
        if (!workload.group().maker().isAddOn()
            && dependency.awaited()
            && used != null
            && used.delivery().wave().number() > user.delivery().wave().number()) {
          throw new DeclarationException(
              "%s (wave %s) uses %s of %s (wave %s), which Argo CD brings later; give both one wave"
                  .formatted(
                      user.name(),
                      user.delivery().wave(),
                      dependency.to().purpose(),
                      used.name(),
                      used.delivery().wave()));
        }
      }
    }
  }

  private void addOnce(SortedSet<Namespace> namespaces, Namespace namespace) {
    namespaces.stream()
        .filter(other -> other.name().equals(namespace.name()) && !other.equals(namespace))
        .forEach(
            other -> {
              throw new InvalidValue(
                  "namespace %s is asked for as %s %s and as %s %s"
                      .formatted(
                          namespace.name(),
                          other.kind(),
                          other.podSecurity(),
                          namespace.kind(),
                          namespace.podSecurity()),
                  "one kind and level for each namespace",
                  "choose another namespace in environments/%s.yaml".formatted(environment.name()));
            });
    namespaces.add(namespace);
  }

  /** Where queries of pods arrive in this cluster; see {@link Cluster.Dns}. */
  private List<Peer> resolvers() {
    Peer coreDns = new Peer.Pods("kube-dns", "kube-system", "k8s-app", "kube-dns");
    return switch (environment.cluster().network().dns()) {
      case COREDNS -> List.of(coreDns);
      case NODELOCAL ->
          List.of(coreDns, new Peer.Addresses("node-local-dns", List.of(NODE_LOCAL_DNS)));
      case CLOUDDNS -> List.of(new Peer.Addresses("cloud-dns", List.of(CLOUD_DNS)));
    };
  }

  private List<Dependency> dependencies() {
    List<Dependency> all = new ArrayList<>();
    workloads().forEach(workload -> all.addAll(workload.dependencies()));
    for (Workload scraper : scrapers) {
      // A scrape that fails is tried again.
      for (NodeMetrics nodes : this.<NodeMetrics>all(declared -> declared.nodes)) {
        all.add(new Dependency(scraper.pods(), nodes.endpoint(), false));
      }
      for (Workload workload : workloads()) {
        for (MetricSource source : workload.metrics()) {
          all.add(new Dependency(scraper.pods(), workload.offers(source.port(), "metrics"), false));
        }
      }
    }
    return all;
  }

  private List<Workload> workloads() {
    return all(declared -> declared.workloads);
  }

  /** The one place that leaves alerts out where little is watched. */
  private List<AlertRule> evaluated(List<AlertRule> alerts) {
    boolean all = environment.monitoring().level() != Monitoring.Level.BASIC;
    return alerts.stream().filter(alert -> all || alert.isBasic()).toList();
  }

  /** None where little is watched; each of them once. */
  private List<Slo> slos() {
    if (environment.monitoring().level() == Monitoring.Level.BASIC) {
      return List.of();
    }
    List<Slo> slos = all(declared -> declared.slos);
    Set<String> known = new HashSet<>();
    for (Slo slo : slos) {
      if (!known.add(slo.toString())) {
        throw new DeclarationException(
            "the objective %s is declared twice, and its samples would be mixed; give one of them another name"
                .formatted(slo));
      }
    }
    return slos;
  }

  /** What is declared, and what follows from objectives. */
  private <T> List<T> with(List<T> declared, List<Slo> slos, Function<SloRules, List<T>> derived) {
    return Stream.concat(
            declared.stream(),
            slos.stream()
                .map(slo -> SloRules.of(slo, environment.monitoring().retention()))
                .flatMap(rules -> derived.apply(rules).stream()))
        .toList();
  }

  private <T> List<T> all(Function<Declared, List<T>> part) {
    return components.stream()
        .map(Component::declared)
        .map(part)
        .flatMap(Collection::stream)
        .toList();
  }
}
