package com.xtrading.platform.security;

import com.xtrading.platform.component.Component;
import com.xtrading.platform.component.ContentHash;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.Priority;
import com.xtrading.platform.component.Rendering;
import com.xtrading.platform.component.SecretFiles;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.component.Versions;
import com.xtrading.platform.component.Workload;
import com.xtrading.platform.declaration.CertificateNeed;
import com.xtrading.platform.declaration.Database;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.Namespace;
import com.xtrading.platform.declaration.Namespace.PodSecurity;
import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.environment.Clair;
import com.xtrading.platform.kubernetes.ContainerShape;
import com.xtrading.platform.kubernetes.PodShape;
import com.xtrading.platform.kubernetes.Volume;
import com.xtrading.platform.kubernetes.Workloads;
import com.xtrading.platform.metric.MetricSet;
import com.xtrading.platform.model.Port;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Clair 4 as one process that indexes, matches and notifies ("combo"), for a registry outside of
 * the cluster. Its settings are a file whose one secret, the key of the registry's tokens, comes
 * from Vault.
 */
final class ClairScanner extends Component {

  static final String NAME = "clair";
  static final String DATABASE = "clair";
  static final String NAMESPACE = "clair";
  static final Port API = Port.tcp("https", 6060);
  static final Port INTROSPECTION = Port.tcp("introspection", 8089);

  /** The user nobody of the image. */
  private static final long USER = 65534;

  /** It stops within ten seconds (cmd/clair/main.go), after the registry has gone elsewhere. */
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private static final Duration GRACE = Duration.ofSeconds(30);

  /** A first start brings the tables of its database up to date. */
  private static final Duration STARTUP = Duration.ofMinutes(5);

  private final Clair clair;
  private final ClairSettings settings;
  private final Workload pods;

  /**
   * @param database of its own
   */
  ClairScanner(Platform platform, Clair clair, Database database) {
    super(
        platform,
        Delivery.of(
            NAME,
            new Namespace(NAMESPACE, PodSecurity.RESTRICTED, Namespace.Kind.PLATFORM),
            SyncWave.SERVICES));
    this.clair = clair;
    String host = environment().clairHost().value();
    CertificateNeed certificate =
        CertificateNeed.server(
            NAMESPACE, NAME + "-tls", List.of(host, "%s.%s.svc".formatted(NAME, NAMESPACE)));
    settings = new ClairSettings(clair, host, certificate);
    Peer.Addresses registry = new Peer.Addresses("registry", clair.registry().cidrs());
    pods =
        deployment(NAME, PodGroup.Size.of(clair.service()))
            .uses(ClairDatabase.of(database))
            .needs(ClairDatabase.login(database))
            .needs(settings.file(environment().name() + "/clair/registry"))
            .presents(certificate)
            .calledBy(registry, API, "what is wrong with an image")
            .uses(
                Endpoint.outside(
                    registry.name(),
                    registry.cidrs(),
                    clair.registry().url(),
                    "layers of images, notifications"))
            .uses(TrivyValues.at("advisories", clair.updates().cidrs(), "advisories"))
            .exposes(INTROSPECTION, "/metrics", MetricSource.Via.POD, MetricSet.CLAIR)
            .absenceSaidBy("ClairFails");
    ClairAlerts.all(NAMESPACE, certificate.name()).forEach(this::alert);
    unpinned("Deployment", NAME, "Clair");
    platform.waive(
        "UisAreBehindSignOn",
        "Service %s/%s".formatted(NAMESPACE, NAME),
        "no people: a registry, by its addresses alone, with a token signed by its key",
        "platform",
        LocalDate.of(2027, 11, 30));
  }

  @Override
  protected void render(Rendering rendering) {
    rendering.file("config/clair/" + ClairSettings.FILE, settings.text());
    Workloads.scaledDeployment(rendering.scope(), Map.of(), pod(), clair.service().replicas());
    Workloads.loadBalancer(
        rendering.scope(),
        NAME,
        List.of(API),
        clair.registry().cidrs(),
        environment().cluster().nodes().reservation().loadBalancerFor(clair.registry().cidrs()));
  }

  private PodShape pod() {
    ContainerShape container =
        ContainerShape.of(
                NAME, Versions.CLAIR, clair.service().requests(), clair.service().limits())
            .withArgs("-conf", settings.path(), "-mode", "combo")
            .withConfigMaps(pods.connectionsName())
            .withPorts(API, INTROSPECTION)
            .withProbes(ContainerShape.Probes.http(INTROSPECTION, "/healthz", "/readyz", STARTUP))
            .withPreStop(PAUSE)
            // Layers lie in the one, advisories on their way to the database in the other.
            .withMount("layers", "/var/tmp", false)
            .withMount("layers", "/tmp", false);
    return SecretFiles.volumes(
        PodShape.of(NAME, USER, Priority.BATCH.className(), SecretFiles.mount(container, pods))
            .withVolume(new Volume.Scratch("layers", clair.layers()))
            .withGrace(GRACE)
            .withAnnotation(
                "checksum/config",
                ContentHash.of(settings.text() + ContentHash.of(pods.connections()))),
        pods);
  }
}
