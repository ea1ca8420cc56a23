package com.xtrading.platform.monitoring;

import com.xtrading.platform.component.Component;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.Priority;
import com.xtrading.platform.component.Rendering;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.component.Versions;
import com.xtrading.platform.declaration.Deviation;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.environment.ServiceSize.Replicas;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.kubernetes.ContainerShape;
import com.xtrading.platform.kubernetes.PodShape;
import com.xtrading.platform.kubernetes.RbacObjects;
import com.xtrading.platform.kubernetes.RbacObjects.Allowing;
import com.xtrading.platform.kubernetes.Workloads;
import com.xtrading.platform.metric.MetricSet;
import com.xtrading.platform.model.Port;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * kube-state-metrics: what the API server knows of objects, as numbers. It reads no secret and no
 * config map.
 */
public final class KubeStateMetrics extends Component {

  /** As monitors and rules call it. */
  public static final String NAME = "kube-state-metrics";

  private static final Port OBJECTS = Port.tcp("metrics", 8080);
  private static final Port ITSELF = Port.tcp("telemetry", 8081);
  private static final long NOBODY = 65_534;

  /** What it counts, by API group. */
  private static final SortedMap<String, List<String>> READ =
      new TreeMap<>(
          Map.of(
              "",
              List.of(
                  "limitranges",
                  "namespaces",
                  "nodes",
                  "persistentvolumeclaims",
                  "persistentvolumes",
                  "pods",
                  "resourcequotas",
                  "services"),
              "apps",
              List.of("daemonsets", "deployments", "replicasets", "statefulsets"),
              "autoscaling",
              List.of("horizontalpodautoscalers"),
              "batch",
              List.of("cronjobs", "jobs"),
              "policy",
              List.of("poddisruptionbudgets"),
              "storage.k8s.io",
              List.of("storageclasses")));

  private final PodGroup.Size size;

  public KubeStateMetrics(Platform platform) {
    super(platform, Delivery.of(NAME, platform.namespace(Zone.MONITORING), SyncWave.OBSERVABILITY));
    size = PodGroup.Size.bursting(1, environment().monitoring().kubeStateMetrics());
    deployment(NAME, size)
        .usesApiServer()
        .exposes(
            OBJECTS,
            "/metrics",
            MetricSource.Via.SERVICE,
            MetricSource.Labelling.OF_OTHERS,
            MetricSet.KUBE_STATE_METRICS)
        .exposes(
            ITSELF, "/metrics", MetricSource.Via.SERVICE, MetricSet.KUBE_STATE_METRICS_TELEMETRY);
    WorkloadAlerts.all().forEach(this::alert);
    ResourceAlerts.all().forEach(this::alert);
    allow(Deviation.API_TOKEN, "counts objects, of which it hears from the API server");
    allow(Deviation.SINGLE_REPLICA, "a second one would count every object twice");
    unpinned("Deployment", NAME, "kube-state-metrics");
  }

  private void allow(Deviation deviation, String reason) {
    deviates(deviation, "Deployment", NAME, reason);
  }

  @Override
  protected void render(Rendering rendering) {
    RbacObjects.clusterReader(
        rendering.scope(),
        "xtrading-" + NAME,
        READ.entrySet().stream()
            .map(entry -> new Allowing(entry.getKey(), entry.getValue(), List.of("list", "watch")))
            .toList(),
        NAME);
    String resources =
        READ.values().stream().flatMap(List::stream).sorted().collect(Collectors.joining(","));
    ContainerShape container =
        ContainerShape.of(NAME, Versions.KUBE_STATE_METRICS, size.requests(), size.limits())
            .withArgs(
                "--port=" + OBJECTS.number(),
                "--telemetry-port=" + ITSELF.number(),
                "--resources=" + resources)
            .withPorts(OBJECTS, ITSELF)
            .withProbes(
                ContainerShape.Probes.http(OBJECTS, "/livez", "/healthz", Duration.ofSeconds(30)));
    Workloads.service(rendering.scope(), NAME, List.of(OBJECTS, ITSELF));
    Workloads.scaledDeployment(
        rendering.scope(),
        Map.of(),
        PodShape.of(NAME, NOBODY, Priority.OBSERVABILITY.className(), container).withApiToken(),
        new Replicas(1, 1));
  }
}
