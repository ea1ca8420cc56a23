package com.xtrading.platform.logging;

import com.xtrading.platform.component.Component;
import com.xtrading.platform.component.ContentHash;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.Priority;
import com.xtrading.platform.component.Rendering;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.component.Versions;
import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.AlertRule.Condition;
import com.xtrading.platform.declaration.AlertRule.Message;
import com.xtrading.platform.declaration.AlertRule.Team;
import com.xtrading.platform.declaration.AlertRule.Urgency;
import com.xtrading.platform.declaration.AlertScenario.Given;
import com.xtrading.platform.declaration.Deviation;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.SecretNeed;
import com.xtrading.platform.declaration.SeriesLabels;
import com.xtrading.platform.environment.Logging;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.kubernetes.ConfigMaps;
import com.xtrading.platform.kubernetes.ContainerShape;
import com.xtrading.platform.kubernetes.ContainerShape.SecretKey;
import com.xtrading.platform.kubernetes.PodShape;
import com.xtrading.platform.kubernetes.RbacObjects;
import com.xtrading.platform.kubernetes.RbacObjects.Allowing;
import com.xtrading.platform.kubernetes.Volume;
import com.xtrading.platform.kubernetes.Workloads;
import com.xtrading.platform.manifest.YamlWriter;
import com.xtrading.platform.metric.MetricSet;
import com.xtrading.platform.model.Port;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Fluent Bit on every node: reads what containers print, adds their metadata and sends it on. */
public final class FluentBit extends Component {

  private static final String NAME = "fluent-bit";
  private static final Port HTTP = Port.tcp("http", 2020);
  private static final String CONFIG_FOLDER = "/fluent-bit/etc/conf";

  /** Container logs belong to root. */
  private static final long ROOT = 0;

  private final Logging logging;
  private final SecretNeed login;
  private final PodGroup.Size size;

  public FluentBit(Platform platform) {
    super(platform, Delivery.of(NAME, platform.namespace(Zone.AGENTS), SyncWave.OBSERVABILITY));
    logging = environment().logging();
    login =
        SecretNeed.basicAuth(
            namespace().name(),
            "log-destination",
            "%s/fluent-bit/log-destination".formatted(environment().name()));
    int nodes = environment().cluster().nodes().autoscaleTo();
    size = PodGroup.Size.bursting(nodes, logging.resources());
    daemonSet(NAME, size)
        .usesApiServer()
        .uses(destination())
        .needs(login)
        .exposes(HTTP, "/api/v2/metrics/prometheus", MetricSource.Via.POD, MetricSet.FLUENT_BIT);
    SeriesLabels output =
        SeriesLabels.ofPod(namespace().name(), NAME, NAME + "-x7k2p").with("name", "logs");
    alert(
        new AlertRule(
                "logging",
                "FluentBitRecordsDropped",
                new Condition(
                    "sum by (pod) (increase(fluentbit_output_dropped_records_total[10m])) > 0",
                    Duration.ZERO),
                Urgency.CRITICAL,
                new Message(
                    "Logs are lost on {{ $labels.pod }}",
                    "{{ $labels.pod }} has given up {{ $value | printf \"%.0f\" }} records within ten minutes."))
            .of(Team.PLATFORM, "xtrading-monitoring")
            .fires(
                "an output gives up records",
                Given.of(output.counter("fluentbit_output_dropped_records_total", 0.01))
                    .since(Duration.ofMinutes(10)),
                output.by("pod").alert("6"))
            .quiet(
                "no output gives up records",
                Given.of(output.counter("fluentbit_output_dropped_records_total", 0))
                    .since(Duration.ofMinutes(10))));
    allow(
        Deviation.FILES_OF_THE_NODE,
        "reads the log files of the node, and keeps its position there");
    allow(Deviation.ROOT, "the log files of the node belong to root");
    allow(Deviation.API_TOKEN, "asks the API server for the labels of pods and namespaces");
    allow(Deviation.SECRET_IN_ENVIRONMENT, "reads credentials from its environment only");
    allow(Deviation.POD_ON_EACH_NODE, "one pod on each node, wherever the nodes are");
    unpinned("DaemonSet", NAME, "Fluent Bit");
  }

  private void allow(Deviation deviation, String reason) {
    deviates(deviation, "DaemonSet", NAME, reason);
  }

  private Endpoint destination() {
    return Endpoint.outside(
        "log-destination",
        logging.destination().cidrs(),
        logging.destination().url(),
        "log records");
  }

  @Override
  protected void render(Rendering rendering) {
    String configuration =
        rendering.file(
            "config/fluent-bit/fluent-bit.yaml",
            YamlWriter.write(FluentBitConfiguration.of(logging, HTTP)));
    ConfigMaps.draw(
        rendering.scope(), "fluent-bit-config", Map.of("fluent-bit.yaml", configuration));
    RbacObjects.clusterReader(
        rendering.scope(),
        "xtrading-fluent-bit",
        List.of(Allowing.toRead("", List.of("namespaces", "pods"))),
        NAME);
    Workloads.daemonSet(rendering.scope(), pod(configuration));
  }

  private PodShape pod(String configuration) {
    SortedMap<String, SecretKey> credentials = new TreeMap<>();
    // Fluent Bit reads credentials from its environment only.
    credentials.put("LOG_DESTINATION_USER", new SecretKey(login.name(), "username"));
    credentials.put("LOG_DESTINATION_PASSWORD", new SecretKey(login.name(), "password"));
    ContainerShape container =
        ContainerShape.of(NAME, Versions.FLUENT_BIT, size.requests(), size.limits())
            .withArgs("--config=" + CONFIG_FOLDER + "/fluent-bit.yaml")
            .withSecretEnvironment(credentials)
            .withPorts(HTTP)
            .withProbes(
                ContainerShape.Probes.http(HTTP, "/", "/api/v2/health", Duration.ofSeconds(30)))
            .withMount("config", CONFIG_FOLDER, true)
            .withMount("logs", "/var/log", true)
            .withMount("state", FluentBitConfiguration.STATE, false);
    return PodShape.of(NAME, ROOT, Priority.OBSERVABILITY.className(), container)
        .withApiToken()
        .withVolume(new Volume.Config("config", "fluent-bit-config"))
        .withVolume(new Volume.Host("logs", "/var/log", "Directory"))
        .withVolume(new Volume.Host("state", "/var/lib/fluent-bit", "DirectoryOrCreate"))
        // Longer than Fluent Bit's own grace of 15 s, in which it sends what it holds.
        .withGrace(Duration.ofSeconds(30))
        .withAnnotation("checksum/config", ContentHash.of(configuration));
  }
}
