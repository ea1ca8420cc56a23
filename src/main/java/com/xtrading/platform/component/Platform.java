package com.xtrading.platform.component;

import com.xtrading.platform.admission.ObjectRules;
import com.xtrading.platform.declaration.CertificateNeed;
import com.xtrading.platform.declaration.Dependency;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.Namespace;
import com.xtrading.platform.declaration.Namespace.PodSecurity;
import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.Rights;
import com.xtrading.platform.declaration.SecretNeed;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.environment.Cluster;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.Problem;
import com.xtrading.platform.environment.ServiceSize;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.model.Cidr;
import com.xtrading.platform.model.InvalidValue;
import com.xtrading.platform.model.KubernetesName;
import com.xtrading.platform.model.Port;
import com.xtrading.platform.model.Suggestion;
import com.xtrading.platform.policy.Deviation;
import com.xtrading.platform.policy.Waiver;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The registry of everything that is declared for one environment. */
public final class Platform {

  private static final Cidr NODE_LOCAL_DNS = new Cidr("169.254.20.10/32");
  private static final Cidr CLOUD_DNS = new Cidr("169.254.169.254/32");

  private final Environment environment;
  private final Map<String, Component> components = new LinkedHashMap<>();
  private final SortedSet<KubernetesName> declared = new TreeSet<>();
  private final List<Waiver> waivers = new ArrayList<>();
  private final List<Workload> scrapers = new ArrayList<>();

  public Platform(Environment environment) {
    this.environment = environment;
  }

  public Environment environment() {
    return environment;
  }

  /** The namespace of a zone; only agents may look into the node. */
  public Namespace namespace(Zone zone) {
    return new Namespace(
        zone.namespace(environment.namespace()),
        zone == Zone.AGENTS ? PodSecurity.PRIVILEGED : PodSecurity.RESTRICTED,
        Namespace.Kind.PLATFORM,
        environment.mesh().isPresent() && zone.meshed());
  }

  /**
   * The size of a service, from {@code services:} of the environment file. A size that is missing
   * there is one of {@link #problems()}; the declaration goes on with the smallest one.
   */
  public ServiceSize sizeOf(String service) {
    KubernetesName key = new KubernetesName(service);
    declared.add(key);
    return environment.services().getOrDefault(key, ServiceSize.SMALLEST);
  }

  /** What is wrong with the environment file in the light of what is declared. */
  public List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    SortedSet<KubernetesName> missing = new TreeSet<>(declared);
    missing.removeAll(environment.services().keySet());
    missing.forEach(
        service ->
            problems.add(
                problem(
                    "services." + service,
                    "is declared in Java and has no size",
                    "replicas, requests and limits",
                    "add services." + service)));
    SortedSet<KubernetesName> unknown = new TreeSet<>(environment.services().keySet());
    unknown.removeAll(declared);
    unknown.forEach(
        service ->
            problems.add(
                problem(
                    "services." + service,
                    "has a size and is declared nowhere",
                    "the declared services: " + declared,
                    Suggestion.of(
                            service.value(), missing.stream().map(KubernetesName::value).toList())
                        .map(meant -> "write " + meant)
                        .orElse("remove it, or declare it in TradingPlatform"))));
    Topology topology = topology();
    components.values().forEach(component -> problems.addAll(component.problems(topology)));
    return problems;
  }

  /** A problem of the environment file, whose line only the reader of the file knows. */
  Problem problem(String path, String problem, String allowed, String change) {
    return new Problem(environmentFile(), 0, path, problem, allowed, change);
  }

  private String environmentFile() {
    return "environments/%s.yaml".formatted(environment.name());
  }

  /** Declares the workload that scrapes every metric source. */
  public void scrapedBy(Workload scraper) {
    scrapers.add(scraper);
  }

  /** Declares that a policy need not hold for one object until a day. */
  public void waive(String rule, String object, String reason, String owner, LocalDate expires) {
    waivers.add(new Waiver(rule, object, reason, owner, expires));
  }

  /** The rules about single objects as the cluster of the environment holds to them as well. */
  public ObjectRules objectRules() {
    return ObjectRules.of(environment.kubernetes().minor(), Registries.allowedIn(environment));
  }

  /** The same for everybody who speaks of a deviation: a rule of ours, and scanners of others. */
  public void waive(
      Deviation deviation, String object, String reason, String owner, LocalDate expires) {
    waivers.addAll(deviation.waivers(object, reason, owner, expires));
  }

  public List<Waiver> waivers() {
    return Collections.unmodifiableList(waivers);
  }

  /**
   * Everything that was declared, as values.
   *
   * @throws InvalidValue when two components ask for one namespace in two ways
   * @throws DeclarationException when somebody uses pods that nobody declares
   */
  public Topology topology() {
    SortedSet<Namespace> namespaces = new TreeSet<>();
    components.values().stream()
        .map(Component::namespace)
        .filter(namespace -> namespace.kind() != Namespace.Kind.HUB)
        .forEach(namespace -> addOnce(namespaces, namespace));
    List<PodGroup> groups = workloads().stream().map(Workload::group).sorted().toList();
    List<Dependency> dependencies = dependencies();
    requireDeclared(groups, dependencies);
    requireInOrder();
    List<SecretNeed> secrets =
        workloads().stream()
            .flatMap(workload -> workload.secrets().stream())
            .distinct()
            .sorted()
            .toList();
    return new Topology(
        environment.name().value(),
        List.copyOf(namespaces),
        groups,
        resolvers(),
        dependencies,
        workloads().stream().flatMap(workload -> workload.metrics().stream()).toList(),
        secrets,
        certificates(secrets),
        all(Component::backups),
        all(Component::alerts),
        all(Component::dashboards),
        rights());
  }

  /** What nobody renders must be said: whoever reads the declarations would take it for nothing. */
  private List<Rights> rights() {
    for (Component component : components.values()) {
      boolean brings =
          component.workloads().stream()
              .anyMatch(workload -> workload.group().maker() == PodGroup.Maker.ADD_ON);
      if (brings && component.rights().isEmpty()) {
        throw new DeclarationException(
            "%s brings programs, and nobody says what the roles of its chart let them do; add mayEverywhere or mayInItsNamespaces to it"
                .formatted(component.name()));
      }
    }
    return all(Component::rights);
  }

  private List<CertificateNeed> certificates(List<SecretNeed> secrets) {
    return Stream.concat(
            workloads().stream().flatMap(workload -> workload.certificates().stream()),
            components.values().stream()
                .flatMap(component -> component.certificates(secrets).stream()))
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

  /**
   * Nothing of ours waits for what Argo CD brings later, so that no two components wait for each
   * other. Controllers of add-ons try again until what they look after is there.
   */
  private void requireInOrder() {
    Map<Peer, Component> owners = new HashMap<>();
    for (Component component : components.values()) {
      component.workloads().forEach(workload -> owners.put(workload.pods(), component));
    }
    for (Workload workload : workloads()) {
      Component user = owners.get(workload.pods());
      for (Dependency dependency : workload.dependencies()) {
        Component used = owners.get(dependency.to().peer());
        if (workload.group().maker() != PodGroup.Maker.ADD_ON
            && dependency.awaited()
            && used != null
            && used.wave().number() > user.wave().number()) {
          throw new DeclarationException(
              "%s (wave %s) uses %s of %s (wave %s), which Argo CD brings later; give both one wave"
                  .formatted(
                      user.name(),
                      user.wave(),
                      dependency.to().purpose(),
                      used.name(),
                      used.wave()));
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
                  "choose another namespace in " + environmentFile());
            });
    namespaces.add(namespace);
  }

  /** Draws every component; the result is turned into plain trees by {@link Drawing#output()}. */
  public Drawing draw(Timings timings) {
    Topology topology = topology();
    List<Rendering> renderings = new ArrayList<>();
    for (Component component : components.values()) {
      Rendering rendering = new Rendering(component, topology);
      timings.measure("derive", () -> Derivations.render(rendering));
      timings.measure(component.engine(), () -> component.render(rendering));
      renderings.add(rendering);
    }
    return new Drawing(topology, renderings);
  }

  void add(Component component) {
    if (components.put(component.name(), component) != null) {
      throw new DeclarationException(
          "two components are called %s, and the name is the folder in dist/; rename one of them in TradingPlatform"
              .formatted(component.name()));
    }
  }

  List<Component> components() {
    return List.copyOf(components.values());
  }

  /**
   * The API server before and after address translation: networks differ in which of the two they
   * see.
   */
  List<Endpoint> apiServer() {
    Cluster.ApiServer server = environment.cluster().network().apiServer();
    return List.of(
        Endpoint.of(
            apiServerAddresses(),
            "kubernetes.default.svc.cluster.local",
            Port.tcp("https", server.port()),
            "Kubernetes API"),
        Endpoint.of(
            new Peer.Addresses("kube-apiserver-service", List.of(server.service())),
            "kubernetes.default.svc.cluster.local",
            Port.tcp("https", 443),
            "Kubernetes API"));
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

  Peer.Addresses apiServerAddresses() {
    return new Peer.Addresses(
        "kube-apiserver", environment.cluster().network().apiServer().endpoints());
  }

  private List<Dependency> dependencies() {
    List<Dependency> all = new ArrayList<>();
    workloads().forEach(workload -> all.addAll(workload.dependencies()));
    for (Workload scraper : scrapers) {
      for (Workload workload : workloads()) {
        for (MetricSource source : workload.metrics()) {
          // A scrape that fails is tried again.
          all.add(new Dependency(scraper.pods(), workload.offers(source.port(), "metrics"), false));
        }
      }
    }
    return all;
  }

  private List<Workload> workloads() {
    return all(Component::workloads);
  }

  private <T> List<T> all(java.util.function.Function<Component, List<T>> part) {
    return components.values().stream().map(part).flatMap(Collection::stream).toList();
  }
}
