package com.xtrading.platform.services;

import com.xtrading.platform.component.Component;
import com.xtrading.platform.component.ContentHash;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.Priority;
import com.xtrading.platform.component.Rendering;
import com.xtrading.platform.component.SecretFiles;
import com.xtrading.platform.component.Wave;
import com.xtrading.platform.component.Workload;
import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.AlertRule.Urgency;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.environment.ServiceSize;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.kubernetes.ConfigMaps;
import com.xtrading.platform.kubernetes.ContainerShape;
import com.xtrading.platform.kubernetes.PodShape;
import com.xtrading.platform.kubernetes.Volume;
import com.xtrading.platform.kubernetes.Workloads;
import com.xtrading.platform.model.ImageRef;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Port;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A Python service that answers HTTP: a Deployment, its Service and configuration, scaled on CPU.
 */
public final class WebService extends Component {

  private static final Port HTTP = Port.tcp("http", 8000);

  /** Metrics have a port of their own, so that no route of the gateway leads to them. */
  private static final Port METRICS = Port.tcp("metrics", 9000);

  private static final long USER = 10001;

  /** Load balancers go on sending for a while after a pod is marked as leaving. */
  private static final Duration PRE_STOP = Duration.ofSeconds(10);

  /** The time that requests in flight get after SIGTERM. */
  private static final Duration DRAIN = Duration.ofSeconds(30);

  private static final Duration MARGIN = Duration.ofSeconds(5);

  private final ServiceSize size;
  private final ImageRef image;
  private final Workload workload;

  /**
   * @param name name of the service; also its entry in {@code services:} of the environment file
   *     and the argument that selects it in the image
   */
  public WebService(Platform platform, String name, ImageRef image) {
    super(platform, name, platform.namespace(Zone.APPLICATION), Wave.SERVICES);
    this.image = image;
    size = platform.sizeOf(name);
    workload =
        workload(name, Workload.Size.of(size))
            .exposes(METRICS, "/metrics", MetricSource.Via.SERVICE);
    alert(
        new AlertRule(
                "services",
                "ServiceAbsent",
                "absent(up{namespace=\"%s\", job=\"%s\"})".formatted(namespace().name(), name),
                Duration.ofMinutes(5),
                Urgency.CRITICAL,
                "%s is not watched".formatted(name),
                "Prometheus knows no pod of %s: it is not deployed, or nothing leads to it."
                    .formatted(name))
            .withLabel("service", name));
  }

  /** Declares a connection of the service. */
  public WebService uses(Endpoint endpoint) {
    workload.uses(endpoint);
    return this;
  }

  /** The HTTP interface of the service. */
  public Endpoint http() {
    return workload.offers(HTTP, "HTTP API of " + name());
  }

  @Override
  protected void render(Rendering rendering) {
    ConfigMaps.draw(rendering.scope(), configName(), settings());
    Workloads.scaledDeployment(rendering.scope(), pod(), size.replicas());
    Workloads.service(rendering.scope(), name(), List.of(HTTP, METRICS));
  }

  private PodShape pod() {
    PodShape pod =
        PodShape.of(name(), USER, Priority.SERVICE.className(), container())
            .withVolume(new Volume.Scratch("tmp", Memory.mebibytes(64)))
            .withGrace(PRE_STOP.plus(DRAIN).plus(MARGIN))
            // A change of configuration starts new pods; config maps alone do not.
            .withAnnotation("checksum/config", ContentHash.of(settings(), workload.connections()));
    return SecretFiles.volumes(pod, workload);
  }

  private ContainerShape container() {
    ContainerShape container =
        ContainerShape.of(name(), image, size.requests(), size.limits())
            .withArgs(name())
            .withPorts(HTTP, METRICS)
            .withConfigMaps(configMaps())
            .withProbes(
                ContainerShape.Probes.http(
                    HTTP, "/health/live", "/health/ready", Duration.ofSeconds(60)))
            .withPreStop(PRE_STOP)
            .withMount("tmp", "/tmp", false);
    return SecretFiles.mount(container, workload);
  }

  private String[] configMaps() {
    return workload.connections().isEmpty()
        ? new String[] {configName()}
        : new String[] {configName(), workload.connectionsName()};
  }

  private String configName() {
    return name() + "-config";
  }

  private SortedMap<String, String> settings() {
    SortedMap<String, String> settings = new TreeMap<>();
    settings.put("LOG_LEVEL", "INFO");
    settings.put("MAX_WORKERS", Long.toString(workers()));
    // Requests per user and hour, from the operations overview.
    settings.put("API_RATE_LIMIT", "1000");
    settings.put("HTTP_PORT", Integer.toString(HTTP.number()));
    settings.put("METRICS_PORT", Integer.toString(METRICS.number()));
    settings.put("GRACEFUL_SHUTDOWN_SECONDS", Long.toString(DRAIN.toSeconds()));
    settings.put("PUBLIC_URL", "https://" + environment().apiHost());
    return settings;
  }

  /** One worker process for each core that the limit allows, begun cores included. */
  private long workers() {
    return (size.limits().cpu().millicores() + 999) / 1000;
  }
}
