package com.xtrading.platform.monitoring;

import com.xtrading.platform.alerting.AlertmanagerConfig;
import com.xtrading.platform.alerting.Routing;
import com.xtrading.platform.component.Component;
import com.xtrading.platform.component.DeclarationException;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.Priority;
import com.xtrading.platform.component.Rendering;
import com.xtrading.platform.component.SyncOptions;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.component.TextTemplate;
import com.xtrading.platform.component.Versions;
import com.xtrading.platform.component.Workload;
import com.xtrading.platform.declaration.Deviation;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.PodGroup.Budget;
import com.xtrading.platform.declaration.SecretNeed;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.kubernetes.ConfigMaps;
import com.xtrading.platform.kubernetes.PodTrees;
import com.xtrading.platform.kubernetes.RbacObjects;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.YamlWriter;
import com.xtrading.platform.metric.MetricSet;
import com.xtrading.platform.model.Cidr;
import com.xtrading.platform.model.Port;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Alertmanager: gets the alerts of every Prometheus, and tells each once to whoever must know. Its
 * pods tell each other what was sent.
 */
public final class Alertmanager extends Component {

  static final String NAME = "alertmanager";
  static final Port HTTP = Port.tcp("web", 9093);
  private static final Port MESH_TCP = Port.tcp("mesh-tcp", 9094);
  private static final Port MESH_UDP = Port.udp("mesh-udp", 9094);
  private static final long USER = 1000;

  /** Where the operator looks for the configuration of one of this name. */
  private static final String SECRET = "alertmanager-" + NAME;

  private static final String CONFIG = "alertmanager.yaml";
  private static final String TEMPLATES = NAME + "-templates";
  private static final String TEMPLATE = "messages.tmpl";

  /** Where the operator mounts what a resource names. */
  private static final String SECRET_FILES = "/etc/alertmanager/secrets/" + SECRET;

  private static final String TEMPLATE_FILES = "/etc/alertmanager/configmaps/" + TEMPLATES;

  private final com.xtrading.platform.environment.Alertmanager settings;
  private final PodGroup.Size size;
  private final Workload pods;
  private final AlertmanagerConfig routes;
  private final String configuration;

  /** Alertmanager, where the environment has one. */
  public static Optional<Alertmanager> in(Platform platform) {
    return platform
        .environment()
        .monitoring()
        .alertmanager()
        .map(settings -> new Alertmanager(platform, settings));
  }

  private Alertmanager(Platform platform, com.xtrading.platform.environment.Alertmanager settings) {
    super(
        platform,
        Delivery.of(NAME, platform.namespace(Zone.MONITORING), SyncWave.OBSERVABILITY)
            // Its volume holds silences.
            .keepingObjects());
    this.settings = settings;
    routes =
        AlertRouting.of(
            SECRET_FILES, TEMPLATE_FILES + "/" + TEMPLATE, settings.pages().isPresent());
    configuration = YamlWriter.write(routes.tree());
    size = PodGroup.Size.bursting(settings.replicas(), settings.resources());
    PodGroup.Size pod =
        new PodGroup.Size(
            size.min(),
            size.max(),
            size.requests().plus(Prometheus.RELOADER),
            size.limits().plus(Prometheus.RELOADER_LIMIT));
    pods =
        operated(NAME, "alertmanager", NAME, pod, Budget.OURS)
            .needs(secret())
            .exposes(HTTP, "/metrics", MetricSource.Via.POD, MetricSet.ALERTMANAGER);
    SelfAlerts.ofAlertmanager(namespace().name()).forEach(this::alert);
    if (settings.replicas() > 1) {
      pods.usesItself(MESH_TCP, "what was sent").usesItself(MESH_UDP, "what was sent");
    }
    tells("chat", settings.chat());
    tells("dead-mans-switch", settings.deadMansSwitch());
    settings.pages().ifPresent(cidrs -> tells("pagerduty", cidrs));
    unpinned("Alertmanager", NAME, "Alertmanager");
    deviates(
        Deviation.CONTAINERS_OF_AN_OPERATOR,
        "Alertmanager",
        NAME,
        "the operator completes the containers; the pods that it makes are projected and judged");
    deviates(
        Deviation.TEMPLATE_OF_AN_OPERATOR,
        "Alertmanager",
        NAME,
        "the operator completes the template; the pods that it makes are projected and judged");
  }

  /** The address itself is in Vault. */
  private void tells(String receiver, List<Cidr> cidrs) {
    pods.uses(
        Endpoint.of(
            new Peer.Addresses(receiver, cidrs), receiver, Port.tcp("https", 443), "alerts"));
  }

  /**
   * The configuration, and beside it the files that it names. The operator takes a secret for it;
   * what is in this one and not secret stands in a template.
   */
  private SecretNeed secret() {
    if (configuration.contains("{{")) {
      throw new DeclarationException(
          "the configuration of Alertmanager has {{, which the External Secrets Operator would fill; put it into "
              + TEMPLATE);
    }
    List<String> keys = new ArrayList<>(List.of(AlertRouting.CHAT, AlertRouting.DEAD_MANS_SWITCH));
    settings.pages().ifPresent(cidrs -> keys.add(AlertRouting.PAGES));
    SecretNeed need =
        SecretNeed.opaque(
                namespace().name(),
                SECRET,
                "%s/alertmanager/receivers".formatted(environment().name()),
                keys.toArray(String[]::new))
            .withTemplate(CONFIG, configuration)
            .withGiven(AlertRouting.CHAT, "the address of the chat's incoming webhook")
            .withGiven(
                AlertRouting.DEAD_MANS_SWITCH,
                "the address that raises the alarm when it is not called for ten minutes");
    return settings.pages().isPresent()
        ? need.withGiven(AlertRouting.PAGES, "of an integration of PagerDuty's Events API v2")
        : need;
  }

  /** Who is told of what. */
  Routing routing() {
    return Routing.of(routes);
  }

  /** Its pages and its API, which ask nobody who they are. */
  public Endpoint http() {
    // The service is the operator's. Whoever has alerts tells every pod.
    return pods.offersAs("alertmanager-operated", HTTP, "alerts and silences");
  }

  @Override
  protected void render(Rendering rendering) {
    rendering.file("config/alertmanager/" + CONFIG, configuration);
    String messages =
        rendering.file(
            "config/alertmanager/" + TEMPLATE,
            TextTemplate.of(Alertmanager.class, "alertmanager.tmpl")
                .fill(Map.of("environment", environment().name().value())));
    ConfigMaps.draw(rendering.scope(), TEMPLATES, Map.of(TEMPLATE, messages));
    RbacObjects.serviceAccount(rendering.scope(), NAME);
    rendering
        .scope()
        .custom(
            "monitoring.coreos.com/v1",
            "Alertmanager",
            NAME,
            SyncOptions.CONFIRM_DELETION,
            alertmanager());
  }

  private Map<String, Object> alertmanager() {
    return Fields.of("version", Versions.ALERTMANAGER.tag())
        .with("image", Versions.ALERTMANAGER.toString())
        .with("replicas", settings.replicas())
        .with("priorityClassName", Priority.OBSERVABILITY.className())
        .with("serviceAccountName", NAME)
        .with("automountServiceAccountToken", false)
        .with("secrets", List.of(SECRET))
        .with("configMaps", List.of(TEMPLATES))
        .with(
            "storage",
            PodTrees.claims(
                environment().cluster().storage().block().className(), settings.storage()))
        .with("resources", PodTrees.resources(size.requests(), size.limits()))
        .with("securityContext", PodTrees.runAs(USER))
        .with("initContainers", List.of(Prometheus.reloader("init-config-reloader")))
        .with("containers", List.of(Prometheus.reloader("config-reloader")))
        .with("affinity", PodTrees.apart("alertmanager", NAME));
  }
}
