package com.xtrading.platform.component;

import com.xtrading.platform.declaration.Dependency;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.Namespace;
import com.xtrading.platform.declaration.Namespace.PodSecurity;
import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.environment.Cluster;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.ServiceSize;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.model.InvalidValue;
import com.xtrading.platform.model.KubernetesName;
import com.xtrading.platform.model.Port;
import com.xtrading.platform.policy.Waiver;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The registry of everything that is declared for one environment. */
public final class Platform {

  private final Environment environment;
  private final Map<String, Component> components = new LinkedHashMap<>();
  private final SortedSet<KubernetesName> sized = new TreeSet<>();
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
        Namespace.Kind.PLATFORM);
  }

  /**
   * The size of a service, from {@code services:} of the environment file.
   *
   * @throws InvalidValue when the file has no such entry
   */
  public ServiceSize sizeOf(String service) {
    KubernetesName key = new KubernetesName(service);
    ServiceSize size = environment.services().get(key);
    if (size == null) {
      throw new InvalidValue(
          "services.%s is declared in Java and has no size".formatted(service),
          "replicas, requests and limits",
          "add services.%s to environments/%s.yaml".formatted(service, environment.name()));
    }
    sized.add(key);
    return size;
  }

  /** Declares the workload that scrapes every metric source. */
  public void scrapedBy(Workload scraper) {
    scrapers.add(scraper);
  }

  /** Declares that a policy need not hold for one object until a day. */
  public void waive(String rule, String object, String reason, String owner, LocalDate expires) {
    waivers.add(new Waiver(rule, object, reason, owner, expires));
  }

  public List<Waiver> waivers() {
    return Collections.unmodifiableList(waivers);
  }

  /**
   * Everything that was declared, as values.
   *
   * @throws InvalidValue when the environment file sizes a service that nobody declares
   */
  public Topology topology() {
    SortedSet<KubernetesName> unknown = new TreeSet<>(environment.services().keySet());
    unknown.removeAll(sized);
    if (!unknown.isEmpty()) {
      throw new InvalidValue(
          "services.%s is sized and declared nowhere".formatted(unknown.first()),
          "the declared services: " + sized,
          "remove it from environments/%s.yaml, or declare it in TradingPlatform"
              .formatted(environment.name()));
    }
    SortedSet<Namespace> namespaces = new TreeSet<>();
    components.values().stream()
        .map(Component::namespace)
        .filter(namespace -> namespace.kind() != Namespace.Kind.HUB)
        .forEach(namespaces::add);
    return new Topology(
        environment.name().value(),
        List.copyOf(namespaces),
        workloads().stream().map(Workload::group).sorted().toList(),
        dependencies(),
        workloads().stream().flatMap(workload -> workload.metrics().stream()).toList(),
        workloads().stream()
            .flatMap(workload -> workload.secrets().stream())
            .distinct()
            .sorted()
            .toList(),
        all(Component::backups),
        all(Component::alerts),
        all(Component::dashboards));
  }

  /** Draws every component; the result is turned into plain trees by {@link Drawing#output()}. */
  public Drawing draw(Timings timings) {
    Topology topology = topology();
    List<Rendering> renderings = new ArrayList<>();
    Set<String> drawn = new TreeSet<>();
    for (Component component : hubLast()) {
      Rendering rendering = new Rendering(component, topology, drawn);
      timings.measure("derive", () -> Derivations.render(rendering));
      timings.measure(component.engine(), () -> component.render(rendering));
      renderings.add(rendering);
      if (rendering.charts().containsKey(Area.MANIFESTS)) {
        drawn.add(component.name());
      }
    }
    return new Drawing(topology, renderings);
  }

  /** The hub delivers what the others have drawn, wherever it is declared. */
  private List<Component> hubLast() {
    return components.values().stream()
        .sorted(
            Comparator.comparing(component -> component.namespace().kind() == Namespace.Kind.HUB))
        .toList();
  }

  void add(Component component) {
    if (components.put(component.name(), component) != null) {
      throw new IllegalStateException(
          "two components are called %s; a component's name is its folder in dist/"
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
          all.add(new Dependency(scraper.pods(), workload.offers(source.port(), "metrics")));
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
