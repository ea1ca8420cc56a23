package com.xtrading.platform.edge;

import com.xtrading.platform.component.Component;
import com.xtrading.platform.component.ContentHash;
import com.xtrading.platform.component.DeclarationException;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.Priority;
import com.xtrading.platform.component.Rendering;
import com.xtrading.platform.component.SecretFiles;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.component.Versions;
import com.xtrading.platform.component.Workload;
import com.xtrading.platform.declaration.Deviation;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.SecretNeed;
import com.xtrading.platform.environment.Edge;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.kubernetes.ConfigMaps;
import com.xtrading.platform.kubernetes.ContainerShape;
import com.xtrading.platform.kubernetes.PodShape;
import com.xtrading.platform.kubernetes.Scope;
import com.xtrading.platform.kubernetes.Volume;
import com.xtrading.platform.kubernetes.Workloads;
import com.xtrading.platform.manifest.YamlWriter;
import com.xtrading.platform.metric.MetricSet;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Port;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The API gateway: Kong without a database, whose whole configuration is a file that we write. Who
 * calls shows a token, unless the route is on the public list, and may call so often.
 */
public final class Kong extends Component {

  static final Port PROXY = Port.tcp("proxy", 8000);
  static final Port STATUS = Port.tcp("status", 8100);

  private static final String NAME = "kong";
  private static final String CONFIG_FOLDER = "/etc/kong/routes";
  private static final String FILE = "kong.yaml";

  /** The user of the image. */
  private static final long USER = 1000;

  /** NGINX in front goes on sending for a while after a pod is marked as leaving. */
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private static final Duration GRACE = PAUSE.plus(KongSettings.DRAIN).plusSeconds(5);

  private final Edge edge;
  private Optional<Endpoint> spans = Optional.empty();
  private final List<String> publicRoutes;
  private final List<Upstream> upstreams = new ArrayList<>();
  private final Endpoint counters;
  private final SecretNeed counterLogin;
  private final Workload workload;

  /**
   * A service behind the gateway.
   *
   * @param service where its requests go
   * @param routes which requests go there
   */
  record Upstream(Endpoint service, List<Route> routes) {}

  /**
   * @param counters the Redis in which requests are counted
   * @param publicRoutes names of the routes that ask for no token; the only ones that may
   */
  public Kong(Platform platform, Endpoint counters, List<String> publicRoutes) {
    super(platform, Delivery.of(NAME, platform.namespace(Zone.EDGE), SyncWave.GATEWAY));
    edge = environment().edge();
    this.publicRoutes = List.copyOf(publicRoutes);
    this.counters = counters;
    workload =
        deployment(NAME, PodGroup.Size.of(edge.gateway()))
            .uses(counters)
            .exposes(STATUS, "/metrics", MetricSource.Via.POD, MetricSet.KONG);
    counterLogin = workload.secrets().get(0);
    KongAlerts.in(namespace().name()).forEach(this::alert);
    slo(KongObjectives.availability(namespace().name()));
    dashboard(GatewayPage.of(namespace().name()));
    unpinned("Deployment", NAME, "Kong");
    deviates(
        Deviation.USER_OF_THE_IMAGE,
        "Deployment",
        NAME,
        "the files of the image belong to its one user, and the pods share no file with the node");
  }

  /** Declares where spans go; nowhere, where nobody collects them. */
  public Kong traced(Optional<Endpoint> place) {
    spans = place;
    place.ifPresent(workload::leadsTo);
    return this;
  }

  /**
   * Declares which requests go to a service.
   *
   * @throws DeclarationException when a route asks for no token and is not on the public list, or
   *     when another one has its name or takes its requests
   */
  public Kong routes(Endpoint service, Route... routes) {
    for (Route route : routes) {
      requireGuarded(service, route);
      for (Upstream other : upstreams) {
        other.routes().forEach(known -> requireApart(other.service(), known, service, route));
      }
    }
    for (int first = 0; first < routes.length; first++) {
      for (int second = first + 1; second < routes.length; second++) {
        requireApart(service, routes[first], service, routes[second]);
      }
    }
    List<Route> all = new ArrayList<>();
    upstreams.stream()
        .filter(known -> known.service().equals(service))
        .findFirst()
        .ifPresentOrElse(
            known -> {
              upstreams.remove(known);
              all.addAll(known.routes());
            },
            () -> workload.uses(service));
    all.addAll(List.of(routes));
    upstreams.add(new Upstream(service, List.copyOf(all)));
    return this;
  }

  private void requireGuarded(Endpoint service, Route route) {
    boolean open = route.asks() == Route.Asks.NOTHING;
    if (open && !publicRoutes.contains(route.name())) {
      throw new DeclarationException(
          "route %s of %s asks for no token and is not on the public list %s of Kong; ask for one (Route.of), or put it on the list"
              .formatted(route, name(service), publicRoutes));
    }
    if (!open && publicRoutes.contains(route.name())) {
      throw new DeclarationException(
          "route %s of %s asks for a token and is on the public list %s of Kong; take it off the list, or declare it with Route.open"
              .formatted(route, name(service), publicRoutes));
    }
  }

  private static void requireApart(
      Endpoint service, Route route, Endpoint otherService, Route other) {
    if (route.name().equals(other.name())) {
      throw new DeclarationException(
          "two routes are called %s, one of %s and one of %s; rename one of them"
              .formatted(route.name(), name(service), name(otherService)));
    }
    route
        .shadowed(other)
        .ifPresent(
            request -> {
              throw new DeclarationException(
                  "route %s of %s and route %s of %s both match %s, and Kong would give one of them everything; give them other paths, or methods to both (only)"
                      .formatted(route, name(service), other, name(otherService), request));
            });
  }

  private static String name(Endpoint service) {
    return service.peer().name();
  }

  /** The API, for whatever ends TLS. */
  public Endpoint api() {
    return workload.offers(PROXY, "API gateway");
  }

  /** How the paths of requests begin that open a WebSocket. */
  List<String> socketPaths() {
    return upstreams.stream()
        .flatMap(upstream -> upstream.routes().stream())
        .filter(route -> route.asks() == Route.Asks.TICKET)
        .flatMap(route -> route.paths().stream())
        .toList();
  }

  @Override
  protected void render(Rendering rendering) {
    requireListUsed();
    Scope scope = rendering.scope();
    String routes =
        rendering.file(
            "config/kong/" + FILE,
            YamlWriter.write(new KongFile(environment(), counters, spans, upstreams).tree()));
    SortedMap<String, String> settings =
        KongSettings.of(
            edge,
            spans.flatMap(place -> environment().tracing()),
            CONFIG_FOLDER + "/" + FILE,
            SecretFiles.AUTHORITY,
            SecretFiles.path(counterLogin, "password"));
    ConfigMaps.draw(scope, NAME + "-routes", Map.of(FILE, routes));
    ConfigMaps.draw(scope, NAME + "-config", settings);
    Workloads.scaledDeployment(scope, Map.of(), pod(routes, settings), edge.gateway().replicas());
    Workloads.service(scope, NAME, List.of(PROXY));
  }

  private void requireListUsed() {
    for (String listed : publicRoutes) {
      if (upstreams.stream()
          .flatMap(upstream -> upstream.routes().stream())
          .noneMatch(route -> route.name().equals(listed))) {
        throw new DeclarationException(
            "the public list of Kong has %s, which is no route; take it off the list"
                .formatted(listed));
      }
    }
  }

  private PodShape pod(String routes, SortedMap<String, String> settings) {
    ContainerShape container =
        ContainerShape.of(NAME, Versions.KONG, edge.gateway().requests(), edge.gateway().limits())
            .withConfigMaps(NAME + "-config")
            .withPorts(PROXY, STATUS)
            .withProbes(
                ContainerShape.Probes.http(
                    STATUS, "/status", "/status/ready", Duration.ofSeconds(60)))
            .withPreStop(PAUSE)
            .withMount("routes", CONFIG_FOLDER, true)
            .withMount("prefix", KongSettings.PREFIX, false)
            .withMount("tmp", "/tmp", false);
    return SecretFiles.volumes(
        PodShape.of(
                NAME, USER, Priority.SERVICE.className(), SecretFiles.mount(container, workload))
            .withVolume(new Volume.Config("routes", NAME + "-routes"))
            .withVolume(new Volume.Scratch("prefix", Memory.mebibytes(256)))
            .withVolume(new Volume.Scratch("tmp", Memory.mebibytes(64)))
            .withGrace(GRACE)
            .withAnnotation(
                "checksum/config",
                ContentHash.of(routes + ContentHash.of(settings, workload.connections()))),
        workload);
  }
}
