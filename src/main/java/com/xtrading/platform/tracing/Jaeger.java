package com.xtrading.platform.tracing;

import com.xtrading.platform.component.Component;
import com.xtrading.platform.component.ContentHash;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.Priority;
import com.xtrading.platform.component.Rendering;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.component.Versions;
import com.xtrading.platform.component.Workload;
import com.xtrading.platform.declaration.Deviation;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.environment.Tracing;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.kubernetes.ConfigMaps;
import com.xtrading.platform.kubernetes.ContainerShape;
import com.xtrading.platform.kubernetes.PodShape;
import com.xtrading.platform.kubernetes.ProbeHandler;
import com.xtrading.platform.kubernetes.Scope;
import com.xtrading.platform.kubernetes.Volume;
import com.xtrading.platform.kubernetes.Workloads;
import com.xtrading.platform.manifest.YamlWriter;
import com.xtrading.platform.metric.MetricSet;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Port;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Jaeger as one pod that takes spans, holds the newest traces in its memory and shows them. A
 * second pod would have other traces.
 */
final class Jaeger extends Component {

  static final String NAME = "jaeger";
  static final Port OTLP_HTTP = Port.tcp("otlp-http", 4318);
  private static final Port OTLP_GRPC = Port.tcp("otlp-grpc", 4317);
  private static final Port PAGES = Port.tcp("http", 16686);
  private static final Port HEALTH = Port.tcp("health", 13133);
  private static final Port METRICS = Port.tcp("metrics", 8888);

  /** The user of its image. */
  private static final long USER = 10001;

  private static final String FOLDER = "/etc/jaeger";
  private static final String FILE = "jaeger.yaml";
  private static final String SETTINGS = NAME + "-settings";

  /** At which the runtime of Go collects garbage all the time, in percent of the limit. */
  private static final int HEAP = 80;

  private static final JaegerConfig.MemoryLimiter LIMITER =
      new JaegerConfig.MemoryLimiter(Duration.ofSeconds(1), 85, 10);

  private static final JaegerConfig.Batch BATCH =
      new JaegerConfig.Batch(Duration.ofSeconds(1), 1024);

  private final Tracing tracing;
  private final PodGroup.Size size;
  private final Workload workload;

  Jaeger(Platform platform, Tracing tracing) {
    super(platform, Delivery.of(NAME, platform.namespace(Zone.MONITORING), SyncWave.OBSERVABILITY));
    this.tracing = tracing;
    size = PodGroup.Size.bursting(1, tracing.resources());
    workload =
        deployment(NAME, size)
            .exposes(METRICS, "/metrics", MetricSource.Via.POD, MetricSet.JAEGER)
            .absenceSaidBy("JaegerDown");
    JaegerAlerts.of(namespace().name(), NAME).forEach(this::alert);
    dashboard(TracesPage.of(namespace().name(), NAME));
    unpinned("Deployment", NAME, "Jaeger");
    allow(Deviation.SINGLE_REPLICA, "a second pod would hold other traces");
    allow(Deviation.RECREATED, "of two pods each would hold some of the traces");
  }

  private void allow(Deviation deviation, String reason) {
    deviates(deviation, "Deployment", NAME, reason);
  }

  /** Where spans are taken. */
  Endpoint spans() {
    return workload.offers(OTLP_HTTP, "spans");
  }

  /** Its pages and its API, which ask nobody who they are. */
  Endpoint pages() {
    return workload.offers(PAGES, "traces");
  }

  private JaegerConfig configuration() {
    return new JaegerConfig(
        new JaegerConfig.Receivers(OTLP_GRPC, OTLP_HTTP),
        LIMITER,
        BATCH,
        new JaegerConfig.Storage.InMemory(tracing.traces()),
        PAGES,
        HEALTH,
        METRICS);
  }

  @Override
  protected void render(Rendering rendering) {
    String file = rendering.file("config/jaeger/" + FILE, YamlWriter.write(configuration().tree()));
    SortedMap<String, String> settings = new TreeMap<>();
    settings.put("GOMEMLIMIT", size.limits().memory().toMebibytes() * HEAP / 100 + "MiB");
    Scope scope = rendering.scope();
    ConfigMaps.draw(scope, NAME + "-config", Map.of(FILE, file));
    ConfigMaps.draw(scope, SETTINGS, settings);
    Workloads.recreatedDeployment(scope, pod(ContentHash.of(file + ContentHash.of(settings))));
    Workloads.service(scope, NAME, List.of(OTLP_HTTP, PAGES));
  }

  private PodShape pod(String hash) {
    ContainerShape container =
        ContainerShape.of(NAME, Versions.JAEGER, size.requests(), size.limits())
            .withArgs("--config=%s/%s".formatted(FOLDER, FILE))
            .withConfigMaps(SETTINGS)
            .withPorts(OTLP_HTTP, PAGES, HEALTH, METRICS)
            .withProbes(
                new ContainerShape.Probes(
                    new ProbeHandler.Http(METRICS, "/metrics", false),
                    new ProbeHandler.Http(HEALTH, "/status", false),
                    Duration.ofSeconds(60)))
            .withMount("config", FOLDER, true)
            .withMount("tmp", "/tmp", false);
    return PodShape.of(NAME, USER, Priority.BATCH.className(), container)
        .withVolume(new Volume.Config("config", NAME + "-config"))
        .withVolume(new Volume.Scratch("tmp", Memory.mebibytes(16)))
        .withAnnotation("checksum/config", hash);
  }
}
