package com.xtrading.platform.monitoring;

import com.xtrading.platform.component.Component;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.Priority;
import com.xtrading.platform.component.Rendering;
import com.xtrading.platform.component.SyncOptions;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.component.Versions;
import com.xtrading.platform.component.Workload;
import com.xtrading.platform.declaration.Deviation;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.PodGroup.Budget;
import com.xtrading.platform.declaration.ReadmeSection.Chapter;
import com.xtrading.platform.environment.Monitoring;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.kubernetes.PodTrees;
import com.xtrading.platform.kubernetes.RbacObjects;
import com.xtrading.platform.kubernetes.RbacObjects.Allowing;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.metric.MetricSet;
import com.xtrading.platform.model.Cpu;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Port;
import com.xtrading.platform.model.Resources;
import com.xtrading.platform.slo.SloRules;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Prometheus: scrapes every declared metric source and evaluates every declared alert. */
public final class Prometheus extends Component {

  /** How often everything is asked, and every rule evaluated. */
  static final String INTERVAL = "30s";

  private static final String NAME = "prometheus";
  private static final Port HTTP = Port.tcp("web", 9090);
  private static final long USER = 1000;

  /**
   * The share of the volume that samples may fill; the rest is for the write-ahead log and
   * compaction.
   */
  private static final double FILL = 0.85;

  /** The operator's container beside the server, which loads changed rules. */
  static final Resources RELOADER = new Resources(Cpu.millis(10), Memory.mebibytes(32));

  static final Resources RELOADER_LIMIT = new Resources(Cpu.millis(100), Memory.mebibytes(64));

  private final Monitoring monitoring;
  private final PodGroup.Size size;
  private final Workload pods;
  private Optional<Alertmanager> alertmanager = Optional.empty();

  public Prometheus(Platform platform) {
    super(
        platform,
        Delivery.of(NAME, platform.namespace(Zone.MONITORING), SyncWave.OBSERVABILITY)
            // Its volume holds the samples of the retention time.
            .keepingObjects());
    monitoring = environment().monitoring();
    size = PodGroup.Size.bursting(monitoring.replicas(), monitoring.resources());
    PodGroup.Size pod =
        new PodGroup.Size(
            size.min(),
            size.max(),
            size.requests().plus(RELOADER),
            size.limits().plus(RELOADER_LIMIT));
    pods =
        operated(NAME, "operator.prometheus.io/name", NAME, pod, Budget.OURS)
            .usesApiServer()
            .exposes(HTTP, "/metrics", MetricSource.Via.POD, MetricSet.PROMETHEUS)
            .absenceSaidBy("Watchdog");
    platform.scrapedBy(pods);
    nodes(Kubelets.metrics(environment().cluster()));
    SelfAlerts.of(namespace().name()).forEach(this::alert);
    ServiceAlerts.of(nameOf(Zone.APPLICATION)).forEach(this::alert);
    pages();
    unpinned("Prometheus", NAME, "Prometheus");
    deviates(
        Deviation.CONTAINERS_OF_AN_OPERATOR,
        "Prometheus",
        NAME,
        "the operator completes the containers; the pods that it makes are projected and judged");
    deviates(
        Deviation.TEMPLATE_OF_AN_OPERATOR,
        "Prometheus",
        NAME,
        "the operator completes the template; the pods that it makes are projected and judged");
  }

  /** Declares who is told of alerts; nobody, where there is no Alertmanager. */
  public Prometheus tells(Optional<Alertmanager> told) {
    alertmanager = told;
    told.map(Alertmanager::http).ifPresent(pods::leadsTo);
    return this;
  }

  /** Its pages and its API, which ask nobody who they are. */
  public Endpoint http() {
    // The service is the operator's.
    return pods.offersAs("prometheus-operated", HTTP, "metrics and alerts");
  }

  /**
   * Declares the page that people open first. It speaks of services and of PostgreSQL, so that both
   * must be there.
   */
  public Prometheus overview() {
    basicDashboard(OverviewPage.of(nameOf(Zone.APPLICATION), nameOf(Zone.DATA)));
    return this;
  }

  private String nameOf(Zone zone) {
    return zone.namespace(environment().namespace());
  }

  private void pages() {
    basicDashboard(ServicesPage.of(nameOf(Zone.APPLICATION)));
    basicDashboard(CapacityPage.of());
    dashboard(MonitoringPage.of(namespace().name()));
    dashboard(SloPage.of(monitoring.retention().compareTo(SloRules.PERIOD) >= 0));
  }

  @Override
  protected void render(Rendering rendering) {
    AlertTexts texts = new AlertTexts(environment().gitops().repoURL());
    SloSection.of(rendering.topology(), monitoring.retention(), environment().gitops().repoURL())
        .ifPresent(section -> rendering.readme(Chapter.OBJECTIVES, section));
    rendering.readme(
        Chapter.ALERTS,
        AlertSection.of(rendering.topology(), texts, alertmanager.map(Alertmanager::routing)));
    RbacObjects.serviceAccount(rendering.scope(), NAME);
    SortedSet<String> scraped =
        rendering.topology().metrics().stream()
            .map(source -> source.pods().namespace())
            .collect(Collectors.toCollection(TreeSet::new));
    for (String scrapedNamespace : scraped) {
      RbacObjects.reader(
          rendering.scope().in(scrapedNamespace),
          "prometheus-discovery",
          List.of(
              Allowing.toRead("", List.of("pods", "services")),
              Allowing.toRead("discovery.k8s.io", List.of("endpointslices"))),
          NAME,
          namespace().name());
    }
    Kubelets.render(rendering.scope(), NAME);
    rendering
        .scope()
        .custom(
            "monitoring.coreos.com/v1",
            "Prometheus",
            NAME,
            SyncOptions.CONFIRM_DELETION,
            prometheus());
    AlertFiles.render(rendering, texts);
    DashboardFiles.render(rendering, environment().gitops().repoURL());
  }

  private Map<String, Object> prometheus() {
    Map<String, Object> everything = Map.of();
    Fields spec =
        Fields.of("version", Versions.PROMETHEUS.tag())
            .with("image", Versions.PROMETHEUS.toString())
            .with("replicas", monitoring.replicas())
            .with("priorityClassName", Priority.OBSERVABILITY.className())
            .with("serviceAccountName", NAME)
            .with(
                "externalLabels",
                Fields.of("cluster", environment().name().value())
                    .with("environment", environment().name().value()))
            .with("scrapeInterval", INTERVAL)
            .with("evaluationInterval", INTERVAL)
            .with("serviceDiscoveryRole", "EndpointSlice")
            // Without it, whoever reaches the pages could also end the process.
            .with("reloadStrategy", "ProcessSignal")
            .with("serviceMonitorSelector", everything)
            .with("serviceMonitorNamespaceSelector", everything)
            .with("podMonitorSelector", everything)
            .with("podMonitorNamespaceSelector", everything)
            .with("scrapeConfigSelector", everything)
            .with("scrapeConfigNamespaceSelector", everything)
            .with("scrapeClasses", List.of(Kubelets.scrapeClass(environment().cluster().network())))
            .with("ruleSelector", everything)
            .with("ruleNamespaceSelector", everything)
            .with("arbitraryFSAccessThroughSMs", Fields.of("deny", true))
            .with("enforcedSampleLimit", 50_000)
            .with("retention", monitoring.retention().toString())
            .with("retentionSize", (long) (monitoring.storage().toMebibytes() * FILL) + "MiB")
            .with(
                "storage",
                PodTrees.claims(
                    environment().cluster().storage().block().className(), monitoring.storage()))
            .with("resources", PodTrees.resources(size.requests(), size.limits()))
            .with("securityContext", PodTrees.runAs(USER))
            .with("initContainers", List.of(reloader("init-config-reloader")))
            .with("containers", List.of(reloader("config-reloader")))
            .with("affinity", PodTrees.apart("operator.prometheus.io/name", NAME));
    alertmanager.map(Alertmanager::http).ifPresent(to -> spec.put("alerting", alerting(to)));
    return spec;
  }

  /**
   * Every pod behind the service gets every alert: which of them tells somebody is their business.
   */
  private Map<String, Object> alerting(Endpoint endpoint) {
    return Fields.of(
        "alertmanagers",
        List.of(
            Fields.of("namespace", namespace().name())
                .with("name", endpoint.host().substring(0, endpoint.host().indexOf('.')))
                .with("port", endpoint.port().name())));
  }

  static Map<String, Object> reloader(String container) {
    return Fields.of("name", container)
        .with("resources", PodTrees.resources(RELOADER, RELOADER_LIMIT));
  }
}
