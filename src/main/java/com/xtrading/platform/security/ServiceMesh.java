package com.xtrading.platform.security;

import com.xtrading.platform.component.AddOn;
import com.xtrading.platform.component.Component;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.HelmChart;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.Rendering;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.component.Versions;
import com.xtrading.platform.component.Workload;
import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.AlertRule.Condition;
import com.xtrading.platform.declaration.AlertRule.Message;
import com.xtrading.platform.declaration.AlertRule.Team;
import com.xtrading.platform.declaration.AlertRule.Urgency;
import com.xtrading.platform.declaration.AlertScenario.Given;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.Namespace;
import com.xtrading.platform.declaration.Namespace.PodSecurity;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.Rights.Power;
import com.xtrading.platform.declaration.SeriesLabels;
import com.xtrading.platform.environment.Cluster.Reservation;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.kubernetes.PodTrees;
import com.xtrading.platform.kubernetes.Scope;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.metric.MetricSet;
import com.xtrading.platform.model.Cpu;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Port;
import com.xtrading.platform.model.Resources;
import java.time.Duration;
import java.util.Map;

/**
 * Istio in ambient mode, where the environment wants it: connections between pods of the services,
 * the edge and monitoring are encrypted, and who calls is known by service account. What may call
 * whom follows from the same edges as network policies, in the folder of each component.
 */
public final class ServiceMesh {

  private static final String NAMESPACE = "istio-system";
  private static final Port CONFIGURATION = Port.tcp("tls-xds", 15012);
  private static final Port WEBHOOK = Port.tcp("https-webhooks", 15017);
  private static final Port METRICS = Port.tcp("http-monitoring", 15014);
  private static final Port PROXY_METRICS = Port.tcp("ztunnel-stats", 15020);
  private static final Port NODE_METRICS = Port.tcp("metrics", 15014);

  /** Where nodes of GKE look for network plugins. */
  private static final String GKE_PLUGINS = "/home/kubernetes/bin";

  private static final Resources CONTROLLER = new Resources(Cpu.millis(100), Memory.mebibytes(256));
  private static final Resources CONTROLLER_LIMITS =
      new Resources(Cpu.millis(1000), Memory.mebibytes(512));
  private static final Resources NODE = new Resources(Cpu.millis(50), Memory.mebibytes(96));
  private static final Resources NODE_LIMITS =
      new Resources(Cpu.millis(500), Memory.mebibytes(256));

  /** Objects are refused that Istio would not understand, and not let through while it is away. */
  private static final Map<String, Object> STRICT_VALIDATION =
      Fields.of("validationFailurePolicy", "Fail");

  private final Platform platform;

  /** Where the environment has a mesh. */
  public ServiceMesh(Platform platform) {
    this.platform = platform;
    if (platform.environment().mesh().isPresent()) {
      addOn("istio-base", SyncWave.FIRST_ADD_ONS, base());
      Endpoint configuration = controller();
      node(configuration);
      new Defaults(platform);
    }
  }

  private AddOn addOn(String name, SyncWave wave, HelmChart chart) {
    return new AddOn(
        platform, Delivery.addOn(name, NAMESPACE, PodSecurity.PRIVILEGED, wave, chart));
  }

  private static HelmChart base() {
    return Versions.ISTIO_BASE.with(
        Fields.of("defaultRevision", "default").with("base", STRICT_VALIDATION));
  }

  private Endpoint controller() {
    Workload istiod =
        addOn(
                "istiod",
                SyncWave.ADD_ONS,
                Versions.ISTIOD.with(
                    Fields.of("profile", "ambient")
                        .with("base", STRICT_VALIDATION)
                        .with("autoscaleEnabled", false)
                        .with("replicaCount", 1)
                        // Nothing is injected: the webhook would wait for pods that never ask.
                        .with("global", Fields.of("operatorManageWebhooks", true))
                        .with("seccompProfile", Fields.of("type", "RuntimeDefault"))
                        .with("resources", PodTrees.resources(CONTROLLER, CONTROLLER_LIMITS))))
            .mayEverywhere(
                "signs the certificates of the mesh; Gateways of its own class, of which there are"
                    + " none, would be Deployments and accounts with certificates from secrets",
                Power.READS_SECRETS,
                Power.RUNS_PODS,
                Power.CHANGES_ADMISSION)
            .deployment(
                "istiod", "app", "istiod", new PodGroup.Size(1, 1, CONTROLLER, CONTROLLER_LIMITS))
            .usesApiServer()
            .calledByApiServer(WEBHOOK, "admission of mesh policies")
            .exposes(METRICS, "/metrics", MetricSource.Via.POD, MetricSet.ISTIOD);
    return istiod.offers(CONFIGURATION, "configuration and certificates of the mesh");
  }

  private void node(Endpoint configuration) {
    Fields values =
        Fields.of("profile", "ambient")
            .with("useAppArmorAnnotation", false)
            .with("resources", PodTrees.resources(NODE, NODE_LIMITS));
    if (platform.environment().cluster().nodes().reservation() == Reservation.GKE) {
      // The chart looks for it in the version of the cluster, whose end Argo CD cuts off; what the
      // platform says of it lies in this map too, and wins over the same key outside.
      values.put("cni", Fields.of("cniBinDir", GKE_PLUGINS));
      values.put("global", Fields.of("platform", "gke"));
    }
    addOn("istio-cni", SyncWave.LATE_ADD_ONS, Versions.ISTIO_CNI.with(values))
        .mayEverywhere("sees which pods of its node are in the mesh")
        .daemonSet("istio-cni-node", "k8s-app", "istio-cni-node", onEveryNode())
        .ofAccount("istio-cni")
        .ofPriority("system-node-critical")
        .usesApiServer()
        .exposes(NODE_METRICS, "/metrics", MetricSource.Via.POD);
    addOn(
            "ztunnel",
            SyncWave.LATE_ADD_ONS,
            Versions.ZTUNNEL.with(Fields.of("resources", PodTrees.resources(NODE, NODE_LIMITS))))
        .mayEverywhere("asks istiod alone")
        .daemonSet("ztunnel", "app", "ztunnel", onEveryNode())
        .ofPriority("system-node-critical")
        .uses(configuration)
        .exposes(PROXY_METRICS, "/metrics", MetricSource.Via.POD, MetricSet.ZTUNNEL);
  }

  private PodGroup.Size onEveryNode() {
    int nodes = platform.environment().cluster().nodes().autoscaleTo();
    return new PodGroup.Size(nodes, nodes, NODE, NODE_LIMITS);
  }

  /** What holds in each namespace of the mesh: nothing in clear, nobody let in. */
  private static final class Defaults extends Component {

    Defaults(Platform platform) {
      super(
          platform,
          Delivery.of("service-mesh", platform.namespace(Zone.APPLICATION), SyncWave.SECRETS));
      alert(
          new AlertRule(
                  "services",
                  "MeshRefusesConnections",
                  new Condition(
                      "sum by (destination_workload_namespace, destination_workload)"
                          + " (increase(istio_tcp_connections_failed_total{reporter=\"source\"}[10m])) > 10",
                      Duration.ofMinutes(10)),
                  Urgency.WARNING,
                  new Message(
                      "Connections to {{ $labels.destination_workload }} fail in the mesh",
                      "{{ $value | printf \"%.0f\" }} connections within ten minutes were refused or not"
                          + " answered."))
              .of(Team.PLATFORM, "xtrading-services")
              .fires("more than ten fail", failing(0.019), destination().alert("11"))
              .quiet("fewer than ten fail", failing(0.015)));
    }

    private static SeriesLabels destination() {
      return SeriesLabels.of(
          "destination_workload_namespace", "shop", "destination_workload", "users");
    }

    /** Connections that fail every second; there are more than ten after a while. */
    private static Given failing(double perSecond) {
      return Given.of(
              destination()
                  .with("reporter", "source")
                  .counter("istio_tcp_connections_failed_total", perSecond))
          .since(Duration.ofSeconds(540));
    }

    @Override
    protected void render(Rendering rendering) {
      for (Namespace namespace : rendering.topology().namespaces()) {
        if (namespace.meshed()) {
          Scope scope = rendering.scope().in(namespace.name());
          scope.custom(
              "security.istio.io/v1",
              "PeerAuthentication",
              "default",
              Fields.of("mtls", Fields.of("mode", "STRICT")));
          scope.custom("security.istio.io/v1", "AuthorizationPolicy", "default-deny", Map.of());
        }
      }
    }
  }
}
