package com.xtrading.platform.security;

import com.xtrading.platform.component.AddOn;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.Priority;
import com.xtrading.platform.component.Rendering;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.component.Versions;
import com.xtrading.platform.component.Workload;
import com.xtrading.platform.declaration.BackupNeed;
import com.xtrading.platform.declaration.CertificateNeed;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.LabelKeys;
import com.xtrading.platform.declaration.Namespace.PodSecurity;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.ReadmeSection.Chapter;
import com.xtrading.platform.declaration.Rights.Power;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.Vault;
import com.xtrading.platform.metric.MetricSet;
import com.xtrading.platform.model.Port;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * HashiCorp Vault in the cluster: servers that replicate everything among themselves (Raft) and
 * open themselves when they start. They need a certificate and no secret, so that everything that
 * needs a secret can wait for them. A person initialises them, once.
 */
final class VaultServers extends AddOn {

  static final String NAME = "vault";
  static final Port API = Port.tcp("https", 8200);
  static final Port CLUSTER = Port.tcp("https-internal", 8201);
  static final Port METRICS = Port.tcp("metrics", 8210);

  /** By which the chart calls the single servers. */
  static final String PEERS = NAME + "-internal";

  static final String NAMESPACE = NAME;

  /** Where clients find a server that is open, whichever it is: all pass requests on. */
  static final String ADDRESS = "https://%s:%d".formatted(host(NAME), API.number());

  static final CertificateNeed CERTIFICATE =
      CertificateNeed.peer(
          NAMESPACE,
          "vault-tls",
          Stream.of(NAME, NAME + "-active", "*." + PEERS).flatMap(VaultServers::names).toList());

  private final Vault.Own own;
  private final Workload servers;

  VaultServers(Platform platform, Vault.Own own) {
    super(
        platform,
        Delivery.addOn(
                NAME,
                NAMESPACE,
                PodSecurity.RESTRICTED,
                SyncWave.VAULT,
                Versions.VAULT.with(
                    VaultValues.of(own, configuration(platform.environment(), own))))
            .keepingObjects());
    this.own = own;
    servers =
        statefulSet(NAME, LabelKeys.NAME, NAME, PodGroup.Size.fixed(own.nodes(), own.resources()))
            .ofPriority(Priority.DATA.className())
            // Asks whether tokens of service accounts are good, and labels the active server.
            .usesApiServer()
            .usesItself(API, "joining the other servers")
            .usesItself(CLUSTER, "replication, and requests that the active server answers")
            .presents(CERTIFICATE)
            .exposes(
                METRICS,
                "/v1/sys/metrics",
                Map.of("format", List.of("prometheus")),
                CERTIFICATE,
                host(NAME),
                MetricSet.VAULT);
    Unsealing.by(own.seal().kind()).endpoints().forEach(servers::uses);
    mayEverywhere("asks whether tokens of service accounts are good");
    mayInItsNamespaces(
        "writes labels of its own pods, by which clients find the active server; its role names no"
            + " pods, and labels are not all that it may change",
        Power.CHANGES_PODS);
    backup(new BackupNeed(NAME, "vault/"));
    VaultAlerts.of(NAMESPACE, CERTIFICATE.name(), own.nodes()).forEach(this::alert);
  }

  private static String configuration(Environment environment, Vault.Own own) {
    return VaultConfiguration.of(environment.name().value(), own);
  }

  /** Where secrets are read. */
  Endpoint secrets() {
    return servers.offers(API, "secrets");
  }

  @Override
  protected void render(Rendering rendering) {
    rendering.file("config/vault-server/vault.hcl", configuration(environment(), own));
    rendering.readme(
        Chapter.VAULT,
        OwnVault.section(environment().vault(), own)
            .with(VaultContents.access(environment(), rendering.topology())));
  }

  /** The full name of a service. */
  static String host(String service) {
    return "%s.%s.svc.cluster.local".formatted(service, NAMESPACE);
  }

  private static Stream<String> names(String service) {
    return Stream.of(service, "%s.%s.svc".formatted(service, NAMESPACE), host(service));
  }
}
