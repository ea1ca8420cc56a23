package com.xtrading.platform.monitoring;

import com.xtrading.platform.component.Component;
import com.xtrading.platform.component.ContentHash;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.Priority;
import com.xtrading.platform.component.Rendering;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.component.Versions;
import com.xtrading.platform.component.Workload;
import com.xtrading.platform.dashboard.Dashboard;
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
import com.xtrading.platform.declaration.SeriesLabels;
import com.xtrading.platform.environment.ServiceSize;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.kubernetes.ConfigMaps;
import com.xtrading.platform.kubernetes.ContainerShape;
import com.xtrading.platform.kubernetes.PodShape;
import com.xtrading.platform.kubernetes.Scope;
import com.xtrading.platform.kubernetes.Volume;
import com.xtrading.platform.kubernetes.Workloads;
import com.xtrading.platform.metric.MetricSet;
import com.xtrading.platform.model.KubernetesName;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Port;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Grafana: shows the declared dashboards to people who have signed in before. It keeps nothing, so
 * that any pod can be replaced by another one; all that it knows stands in config maps.
 */
public final class Grafana extends Component {

  private static final String NAME = "grafana";
  private static final Port HTTP = Port.tcp("http", 3000);

  /** The user of its image. */
  private static final long USER = 472;

  private static final String SETTINGS = NAME + "-settings";
  private static final String CONFIG_FOLDER = "/etc/grafana/config";
  private static final String PROVISIONING = "/etc/grafana/provisioning";

  /** Its database, which is made anew by each pod. */
  private static final String DATA = "/var/lib/grafana";

  /** A first start makes all tables of the database. */
  private static final Duration STARTUP = Duration.ofMinutes(3);

  /** The proxy in front goes on sending for a while after a pod is marked as leaving. */
  private static final Duration PAUSE = Duration.ofSeconds(5);

  /** What the runtime of Go keeps to, in percent of the limit; plugins need the rest. */
  private static final int HEAP = 60;

  private final ServiceSize size;
  private final Workload workload;
  private final GrafanaFiles files;

  /**
   * @param prometheus has the samples that dashboards show
   */
  public Grafana(Platform platform, Endpoint prometheus) {
    super(platform, Delivery.of(NAME, platform.namespace(Zone.MONITORING), SyncWave.OBSERVABILITY));
    size = environment().monitoring().grafana();
    files = new GrafanaFiles(prometheus);
    workload =
        deployment(NAME, PodGroup.Size.of(size))
            .leadsTo(prometheus)
            .exposes(HTTP, "/metrics", MetricSource.Via.POD, MetricSet.GRAFANA)
            .absenceSaidBy("GrafanaDown");
    SeriesLabels pod = SeriesLabels.ofPod(namespace().name(), NAME, NAME + "-6d8f7");
    alert(
        new AlertRule(
                "platform",
                "GrafanaDown",
                new Condition(
                    "absent(up{namespace=\"%1$s\", job=\"%1$s/%2$s\"} == 1)"
                        .formatted(namespace().name(), NAME),
                    Duration.ofMinutes(15)),
                // Samples, alerts and whoever is told of them need no dashboard.
                Urgency.WARNING,
                new Message("Dashboards cannot be seen", "No pod of Grafana answers Prometheus."))
            .of(Team.PLATFORM, "xtrading-monitoring")
            .fires("it does not answer", Given.of(pod.gauge("up", 0)), SeriesLabels.none().alert())
            .quiet("it answers", Given.of(pod.gauge("up", 1))));
    unpinned("Deployment", NAME, "Grafana");
    allow(
        Deviation.USER_OF_THE_IMAGE,
        "the files of the image belong to its one user, and the pods share no file with the node");
    if (size.replicas().max() == 1) {
      allow(Deviation.SINGLE_REPLICA, "nobody is told later while dashboards are away");
    }
  }

  private void allow(Deviation deviation, String reason) {
    deviates(deviation, "Deployment", NAME, reason);
  }

  /** Shows who is told of alerts, and silences, where there is an Alertmanager. */
  public Grafana alerts(Optional<Endpoint> alertmanager) {
    alertmanager.ifPresent(
        endpoint -> {
          workload.leadsTo(endpoint);
          files.alerts(endpoint);
        });
    return this;
  }

  /** Shows traces too, where they are collected. */
  public Grafana traces(Optional<Endpoint> jaeger) {
    jaeger.ifPresent(
        endpoint -> {
          workload.leadsTo(endpoint);
          files.traces(endpoint);
        });
    return this;
  }

  /** Its pages, which ask nobody who they are. */
  public Endpoint http() {
    return workload.offers(HTTP, "dashboards");
  }

  @Override
  protected void render(Rendering rendering) {
    List<Dashboard> dashboards = rendering.topology().dashboards();
    String ini =
        rendering.file("config/grafana/grafana.ini", files.settings(HTTP, url(), dashboards));
    String sources = rendering.file("config/grafana/datasources.yaml", files.dataSources());
    String provider = rendering.file("config/grafana/dashboards.yaml", GrafanaFiles.dashboards());
    SortedMap<String, String> settings = settings();
    Scope scope = rendering.scope();
    ConfigMaps.draw(scope, SETTINGS, settings);
    ConfigMaps.draw(scope, NAME + "-config", Map.of("grafana.ini", ini));
    ConfigMaps.draw(scope, NAME + "-datasources", Map.of("datasources.yaml", sources));
    ConfigMaps.draw(scope, NAME + "-dashboards", Map.of("dashboards.yaml", provider));
    Workloads.scaledDeployment(
        scope,
        Map.of(),
        pod(dashboards)
            .withAnnotation(
                "checksum/config",
                ContentHash.of(ini + sources + provider + ContentHash.of(settings))),
        size.replicas());
    Workloads.service(scope, NAME, List.of(HTTP));
  }

  /** By which browsers know it; where nobody signs in, somebody forwards the port. */
  private String url() {
    KubernetesName ui = new KubernetesName(NAME);
    return environment().uiHosts().containsKey(ui)
        ? "https://%s/".formatted(environment().uiHosts().get(ui))
        : "http://localhost:%d/".formatted(HTTP.number());
  }

  /** What it reads from its environment. */
  private SortedMap<String, String> settings() {
    SortedMap<String, String> settings = new TreeMap<>();
    settings.put("GF_PATHS_CONFIG", CONFIG_FOLDER + "/grafana.ini");
    settings.put("GOMEMLIMIT", size.limits().memory().toMebibytes() * HEAP / 100 + "MiB");
    return settings;
  }

  private PodShape pod(List<Dashboard> dashboards) {
    ContainerShape container =
        ContainerShape.of(NAME, Versions.GRAFANA, size.requests(), size.limits())
            .withConfigMaps(SETTINGS)
            .withPorts(HTTP)
            .withProbes(ContainerShape.Probes.http(HTTP, "/healthz", "/api/health", STARTUP))
            .withPreStop(PAUSE)
            .withMount("config", CONFIG_FOLDER, true)
            .withMount("datasources", PROVISIONING + "/datasources", true)
            .withMount("dashboards", PROVISIONING + "/dashboards", true)
            .withMount("data", DATA, false)
            // Where the programs of plugins listen.
            .withMount("tmp", "/tmp", false);
    for (Dashboard dashboard : dashboards) {
      container =
          container.withMount(
              volume(dashboard), GrafanaFiles.DASHBOARDS + "/" + dashboard.uid(), true);
    }
    return PodShape.of(NAME, USER, Priority.OBSERVABILITY.className(), container)
        .withVolume(new Volume.Config("config", NAME + "-config"))
        .withVolume(new Volume.Config("datasources", NAME + "-datasources"))
        .withVolume(new Volume.Config("dashboards", NAME + "-dashboards"))
        .withVolume(new Volume.Scratch("data", Memory.mebibytes(256)))
        .withVolume(new Volume.Scratch("tmp", Memory.mebibytes(64)))
        .withVolumes(
            dashboards.stream()
                .map(dashboard -> new Volume.Config(volume(dashboard), volume(dashboard)))
                .toList());
  }

  /** The config map that carries a dashboard, and the volume that shows it. */
  private static String volume(Dashboard dashboard) {
    return "dashboard-" + dashboard.uid();
  }
}
