package com.xtrading.platform.component;

import com.xtrading.platform.declaration.AllowedDifference;
import com.xtrading.platform.declaration.Deviation;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.Namespace;
import com.xtrading.platform.declaration.Namespace.PodSecurity;
import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.declaration.Slo;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.declaration.Waiver;
import com.xtrading.platform.environment.Cluster;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.EnvironmentProblem;
import com.xtrading.platform.environment.Service;
import com.xtrading.platform.environment.ServiceSize;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.kubernetes.Canvas;
import com.xtrading.platform.kubernetes.DrawnKind;
import com.xtrading.platform.model.Days;
import com.xtrading.platform.model.InvalidValue;
import com.xtrading.platform.model.KubernetesName;
import com.xtrading.platform.model.Port;
import com.xtrading.platform.model.Suggestion;
import com.xtrading.platform.objects.RenderedEnvironment;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The registry of everything that is declared for one environment. */
public final class Platform {

  private final Environment environment;
  private final Map<String, Component> components = new LinkedHashMap<>();
  private final SortedSet<KubernetesName> declared = new TreeSet<>();
  private final List<Waiver> waivers = new ArrayList<>();
  private final List<AllowedDifference> allowances = new ArrayList<>();
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
        environment.mesh().isPresent() && zone.meshed(),
        Optional.of(zone));
  }

  /**
   * The size of a service, from {@code services:} of the environment file. A size that is missing
   * there is one of {@link #problems()}; the declaration goes on with the smallest one.
   */
  public ServiceSize sizeOf(String service) {
    KubernetesName key = new KubernetesName(service);
    declared.add(key);
    return Optional.ofNullable(environment.services().get(key))
        .map(Service::size)
        .orElse(ServiceSize.SMALLEST);
  }

  /** The settings of a service's own that its environment file has. */
  public SortedMap<String, String> settingsOf(String service) {
    SortedMap<String, String> settings = new TreeMap<>();
    Optional.ofNullable(environment.services().get(new KubernetesName(service)))
        .flatMap(Service::settings)
        .ifPresent(given -> given.forEach((name, value) -> settings.put(name.value(), value)));
    return settings;
  }

  /** What is wrong with the environment file in the light of what is declared. */
  public List<EnvironmentProblem> problems() {
    List<EnvironmentProblem> problems = new ArrayList<>();
    SortedSet<KubernetesName> missing = new TreeSet<>(declared);
    missing.removeAll(environment.services().keySet());
    missing.forEach(
        service ->
            problems.add(
                EnvironmentProblem.of(
                    environment,
                    "services." + service,
                    "is declared in Java and has no size",
                    "replicas, requests and limits",
                    "add services." + service)));
    SortedSet<KubernetesName> unknown = new TreeSet<>(environment.services().keySet());
    unknown.removeAll(declared);
    unknown.forEach(
        service ->
            problems.add(
                EnvironmentProblem.of(
                    environment,
                    "services." + service,
                    "has a size and is declared nowhere",
                    "the declared services: " + declared,
                    Suggestion.of(
                            service.value(), missing.stream().map(KubernetesName::value).toList())
                        .map(meant -> "write " + meant)
                        .orElse("remove it, or declare it in TradingPlatform"))));
    Topology topology = topology();
    components.values().forEach(component -> problems.addAll(component.problems(topology)));
    topology.slos().stream().flatMap(slo -> tooLong(slo).stream()).forEach(problems::add);
    return problems;
  }

  /** A budget over a time for which no samples are kept, though somebody asks for it. */
  private Optional<EnvironmentProblem> tooLong(Slo slo) {
    Days kept = environment.monitoring().retention();
    return slo.period()
        .filter(period -> period.compareTo(kept) > 0)
        .map(
            period ->
                EnvironmentProblem.of(
                    environment,
                    "monitoring.retention",
                    "%s is less than %s, over which the error budget of %s is counted"
                        .formatted(kept, period, slo),
                    "at least " + period,
                    "raise it, or ask for a shorter time where the objective is declared (over)"));
  }

  /** Declares the workload that scrapes every metric source. */
  public void scrapedBy(Workload scraper) {
    scrapers.add(scraper);
  }

  /** Declares that a policy need not hold for one object until a day. */
  public void waive(String rule, String object, String reason, String owner, LocalDate expires) {
    waivers.add(new Waiver(rule, object, reason, owner, expires));
  }

  /** The same for everybody who speaks of a deviation: a rule of ours, and scanners of others. */
  public void deviates(Deviation deviation, String object, String reason) {
    waivers.addAll(deviation.waivers(object, reason, "platform", deviation.due()));
  }

  /** Declares in what environments may differ. */
  public void mayDiffer(AllowedDifference allowance) {
    allowances.add(allowance);
  }

  /** In what environments may differ. */
  public List<AllowedDifference> allowances() {
    return Collections.unmodifiableList(allowances);
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
    return new Declarations(environment, List.copyOf(components.values()), scrapers).topology();
  }

  /** Draws every component, and adds what will be made of what is drawn. */
  public RenderedEnvironment render(Timings timings) {
    Topology topology = topology();
    Canvas canvas = new Canvas();
    List<Rendering> renderings = new ArrayList<>();
    for (Component component : components.values()) {
      Rendering rendering = new Rendering(component, topology, canvas);
      timings.measure("derive", () -> Derivations.render(rendering));
      timings.measure(component.delivery().by().part(), () -> component.render(rendering));
      renderings.add(rendering);
    }
    Map<Component, SortedSet<DrawnKind>> drawn = new LinkedHashMap<>();
    renderings.forEach(rendering -> drawn.put(rendering.component(), rendering.kinds()));
    renderings.forEach(rendering -> rendering.component().complete(rendering, drawn));
    return new Drawing(topology, canvas, renderings).rendered(environment, waivers, timings);
  }

  void add(Component component) {
    if (components.put(component.name(), component) != null) {
      throw new DeclarationException(
          "two components are called %s, and the name is the folder in dist/; rename one of them in TradingPlatform"
              .formatted(component.name()));
    }
  }

  /** Everything that was declared, in the order of its declaration. */
  public List<Component> components() {
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
}
