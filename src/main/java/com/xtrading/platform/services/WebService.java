package com.xtrading.platform.services;

import com.xtrading.platform.component.Component;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.Priority;
import com.xtrading.platform.component.Rendering;
import com.xtrading.platform.component.SyncOptions;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.component.TextTemplate;
import com.xtrading.platform.component.Workload;
import com.xtrading.platform.declaration.Database;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.environment.EnvironmentProblem;
import com.xtrading.platform.environment.ServiceSize;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.kubernetes.ConfigMaps;
import com.xtrading.platform.kubernetes.ContainerShape;
import com.xtrading.platform.kubernetes.Jobs;
import com.xtrading.platform.kubernetes.Jobs.Moment;
import com.xtrading.platform.kubernetes.PodShape;
import com.xtrading.platform.kubernetes.Scope;
import com.xtrading.platform.kubernetes.Workloads;
import com.xtrading.platform.metric.MetricSet;
import com.xtrading.platform.model.Cpu;
import com.xtrading.platform.model.ImageRef;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Port;
import com.xtrading.platform.model.Resources;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A Python service that answers HTTP: a Deployment, its Service and configuration, scaled on CPU
 * and memory. Where it owns a database, a Job brings that to the newest form before new pods start;
 * a second one asks in the end whether the service answers.
 */
public final class WebService extends Component {

  private static final Port HTTP = Port.tcp("http", 8000);

  /** Load balancers go on sending for a while after a pod is marked as leaving. */
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private static final Duration DRAIN = Duration.ofSeconds(30);

  /** Clients of a WebSocket are told to connect anew, which takes each of them a moment. */
  private static final Duration DRAIN_OF_SOCKETS = Duration.ofSeconds(60);

  /** After the Job that migrates, which runs in wave 1. */
  private static final int AFTER_MIGRATION = 2;

  private static final ServiceSize SMOKE =
      new ServiceSize(
          new ServiceSize.Replicas(1, 1),
          new Resources(Cpu.millis(10), Memory.mebibytes(32)),
          new Resources(Cpu.millis(200), Memory.mebibytes(64)));

  private final ServiceSize size;
  private final OwnSettings own;
  private final ImageRef image;
  private final Workload workload;
  private final Workload smoke;
  private Optional<Workload> migration = Optional.empty();
  private Duration drain = DRAIN;

  /**
   * @param name name of the service; also its entry in {@code services:} of the environment file
   *     and the argument that selects it in the image
   */
  public WebService(Platform platform, String name, ImageRef image) {
    super(platform, Delivery.of(name, platform.namespace(Zone.APPLICATION), SyncWave.SERVICES));
    this.image = image;
    size = platform.sizeOf(name);
    own = new OwnSettings(platform, name);
    workload =
        deployment(name, PodGroup.Size.of(size))
            .exposes(Backend.METRICS, "/metrics", MetricSource.Via.SERVICE, MetricSet.SERVICES);
    Objectives.ofWeb(namespace().name(), name).forEach(this::slo);
    smoke = batch(name + "-smoke", PodGroup.Size.of(SMOKE)).uses(http());
  }

  /** Declares a connection of the service. */
  public WebService uses(Endpoint endpoint) {
    workload.uses(endpoint);
    return this;
  }

  /** Declares where spans go; nowhere, where nobody collects them. */
  public WebService traced(Optional<Endpoint> spans) {
    Backend.traced(workload, spans);
    return this;
  }

  /** Declares that the service keeps its data in a database and migrates it. */
  public WebService owns(Database database) {
    workload.uses(database.shared());
    migration =
        Optional.of(
            batch(name() + "-migrate", new PodGroup.Size(1, 1, size.requests(), size.limits()))
                .uses(database.direct()));
    return this;
  }

  /** Declares that clients keep connections open, which take longer to end. */
  public WebService withSockets() {
    drain = DRAIN_OF_SOCKETS;
    return this;
  }

  /**
   * Declares a setting that only this service reads; an environment file may have another value.
   *
   * @param name of the variable, such as {@code FEATURE_ORDERS}
   */
  public WebService setting(String name, String value) {
    own.declare(name, value);
    return this;
  }

  /** The HTTP interface of the service. */
  public Endpoint http() {
    return workload.offers(HTTP, "HTTP API of " + name());
  }

  @Override
  protected void render(Rendering rendering) {
    Scope scope = rendering.scope();
    ConfigMaps.draw(scope, configName(), settings());
    migration.ifPresent(
        job -> Jobs.hook(scope, Moment.SYNC, migrationPod(job), 2, Duration.ofMinutes(15)));
    Workloads.scaledDeployment(
        scope,
        migration.isPresent() ? SyncOptions.wave(AFTER_MIGRATION) : Map.of(),
        pod(),
        size.replicas());
    Workloads.service(scope, name(), List.of(HTTP, Backend.METRICS));
    Jobs.hook(scope, Moment.POST_SYNC, smokePod(), 1, Duration.ofMinutes(15));
  }

  private PodShape pod() {
    ContainerShape container =
        Backend.container(workload, image, size, List.of(configName()), name())
            .withPorts(HTTP, Backend.METRICS)
            .withProbes(
                ContainerShape.Probes.http(
                    HTTP, Backend.LIVE, Backend.READY, Duration.ofSeconds(60)))
            .withPreStop(PAUSE);
    return Backend.pod(workload, Priority.SERVICE, container, settings(), PAUSE, drain);
  }

  private PodShape migrationPod(Workload job) {
    return Backend.pod(
        job,
        Priority.SERVICE,
        Backend.container(job, image, size, List.of(configName()), name(), "migrate"),
        settings(),
        Duration.ZERO,
        drain);
  }

  /** Asks through the Service, as a client would. */
  private PodShape smokePod() {
    ContainerShape container =
        Backend.container(
                smoke,
                image,
                SMOKE,
                List.of(),
                TextTemplate.of(WebService.class, "smoke.py").text(),
                "http://%s:%d%s".formatted(http().host(), HTTP.number(), Backend.READY))
            .withCommand("python", "-c");
    return Backend.pod(
        smoke, Priority.SERVICE, container, new TreeMap<>(), Duration.ZERO, Duration.ZERO);
  }

  private String configName() {
    return name() + "-config";
  }

  private SortedMap<String, String> settings() {
    SortedMap<String, String> settings = own.all();
    settings.putAll(platformSettings());
    return settings;
  }

  private SortedMap<String, String> platformSettings() {
    SortedMap<String, String> settings =
        Backend.settings(environment(), Backend.workers(size), drain);
    settings.put("HTTP_PORT", Integer.toString(HTTP.number()));
    return settings;
  }

  @Override
  protected List<EnvironmentProblem> problems(Topology topology) {
    return own.problems(Backend.names(platformSettings(), workload));
  }
}
