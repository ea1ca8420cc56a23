package com.xtrading.platform.services;

import com.xtrading.platform.component.Component;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.Priority;
import com.xtrading.platform.component.Rendering;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.component.Workload;
import com.xtrading.platform.dashboard.Dashboard;
import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.AlertRule.Condition;
import com.xtrading.platform.declaration.AlertRule.Message;
import com.xtrading.platform.declaration.AlertRule.Team;
import com.xtrading.platform.declaration.AlertRule.Urgency;
import com.xtrading.platform.declaration.AlertScenario.Given;
import com.xtrading.platform.declaration.AnnotationKeys;
import com.xtrading.platform.declaration.Deviation;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.SeriesLabels;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.environment.EnvironmentProblem;
import com.xtrading.platform.environment.ServiceSize;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.kubernetes.ConfigMaps;
import com.xtrading.platform.kubernetes.ContainerShape;
import com.xtrading.platform.kubernetes.PodShape;
import com.xtrading.platform.kubernetes.Workloads;
import com.xtrading.platform.metric.MetricSet;
import com.xtrading.platform.model.ImageRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A Python process of which there is never more than one, also while its node is lost: a
 * StatefulSet of one, whose pod Kubernetes replaces only when it knows that the old one has ended.
 * A second one would send every order twice.
 */
public final class SingleService extends Component {

  private static final Duration DRAIN = Duration.ofSeconds(60);

  private final ServiceSize size;
  private final OwnSettings own;
  private final ImageRef image;
  private final Workload workload;

  /**
   * @param name name of the service; also its entry in {@code services:} of the environment file
   *     and the argument that selects it in the image
   */
  public SingleService(Platform platform, String name, ImageRef image) {
    super(platform, Delivery.of(name, platform.namespace(Zone.APPLICATION), SyncWave.SERVICES));
    this.image = image;
    size = platform.sizeOf(name);
    own = new OwnSettings(platform, name);
    workload =
        statefulSet(name, new PodGroup.Size(1, 1, size.requests(), size.limits()))
            .exposes(Backend.METRICS, "/metrics", MetricSource.Via.POD, MetricSet.SERVICES)
            .absenceSaidBy("SingleServiceDown");
    SeriesLabels pod = SeriesLabels.ofPod(namespace().name(), name, name + "-0");
    alert(
        new AlertRule(
                "services",
                "SingleServiceDown",
                new Condition(
                    "absent(up{namespace=\"%1$s\", pod=\"%2$s-0\"} == 1)"
                        .formatted(namespace().name(), name),
                    Duration.ofMinutes(3)),
                Urgency.CRITICAL,
                new Message(
                    "%s is down".formatted(name),
                    "The one pod of %s does not answer, and nothing takes its place by itself."
                        .formatted(name)))
            .withLabel("service", name)
            .of(Team.TRADING, "xtrading-trading")
            .fires(
                "its pod does not answer",
                Given.of(pod.gauge("up", 0)),
                SeriesLabels.none().alert())
            .fires("nothing is known of it", Given.of(), SeriesLabels.none().alert())
            .quiet("its pod answers", Given.of(pod.gauge("up", 1))));
    deviates(
        Deviation.SINGLE_POD,
        "StatefulSet",
        name,
        "there is never more than one pod, and nobody calls it");
  }

  /** Declares that the service reads market data, runs strategies and sends orders. */
  public SingleService trades() {
    TradingAlerts.of(namespace().name(), name()).forEach(this::alert);
    OrderAlerts.of(namespace().name(), name()).forEach(this::alert);
    Objectives.ofTrading(namespace().name(), name()).forEach(this::slo);
    return this;
  }

  /** Declares a connection of the service. */
  public SingleService uses(Endpoint endpoint) {
    workload.uses(endpoint);
    return this;
  }

  /** Declares a page of Grafana about what the service does. */
  public SingleService shows(Dashboard page) {
    dashboard(page);
    return this;
  }

  /** Declares where spans go; nowhere, where nobody collects them. */
  public SingleService traced(Optional<Endpoint> spans) {
    Backend.traced(workload, spans);
    return this;
  }

  /**
   * Declares a setting that only this service reads; an environment file may have another value.
   *
   * @param name of the variable, such as {@code FEATURE_ORDERS}
   */
  public SingleService setting(String name, String value) {
    own.declare(name, value);
    return this;
  }

  @Override
  protected List<EnvironmentProblem> problems(Topology topology) {
    List<EnvironmentProblem> problems =
        new ArrayList<>(own.problems(Backend.names(platformSettings(), workload)));
    int max = size.replicas().max();
    if (max > 1) {
      problems.add(
          EnvironmentProblem.of(
              environment(),
              "services.%s.replicas".formatted(name()),
              "max %d: two of %s would do everything twice".formatted(max, name()),
              "{min: 1, max: 1}",
              "write {min: 1, max: 1}"));
    }
    return problems;
  }

  @Override
  protected void render(Rendering rendering) {
    ConfigMaps.draw(rendering.scope(), configName(), settings());
    Workloads.single(rendering.scope(), Map.of(), pod());
  }

  private PodShape pod() {
    ContainerShape container =
        Backend.container(workload, image, size, List.of(configName()), name())
            .withPorts(Backend.METRICS)
            .withProbes(
                ContainerShape.Probes.http(
                    Backend.METRICS, Backend.LIVE, Backend.READY, Duration.ofSeconds(60)));
    return Backend.pod(workload, Priority.SERVICE, container, settings(), Duration.ZERO, DRAIN)
        .withAnnotation(AnnotationKeys.SINGLETON, "true");
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
    return Backend.settings(environment(), 1, DRAIN);
  }
}
