package com.xtrading.platform.data;

import com.xtrading.platform.component.AddOn;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.KustomizeFolder;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.component.Versions;
import com.xtrading.platform.component.Workload;
import com.xtrading.platform.declaration.CertificateNeed;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.Namespace.PodSecurity;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.Rights.Power;
import com.xtrading.platform.kubernetes.PodTrees;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.metric.MetricSet;
import com.xtrading.platform.model.Cpu;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Port;
import com.xtrading.platform.model.Resources;
import java.util.List;
import java.util.Map;

/**
 * The two operators of RabbitMQ: one makes clusters, the other queues and users inside them. Both
 * come from git folders, since RabbitMQ has no charts.
 */
final class RabbitMqOperators {

  private static final String NAMESPACE = "rabbitmq-system";
  private static final String CLUSTERS = "rabbitmq-cluster-operator";
  private static final String TOPOLOGY = "messaging-topology-operator";
  private static final String NAME = "app.kubernetes.io/name";
  private static final Port WEBHOOK = Port.tcp("webhook-server", 9443);

  private static final Resources SIZE = new Resources(Cpu.millis(50), Memory.mebibytes(96));
  private static final Resources LIMITS = new Resources(Cpu.millis(500), Memory.mebibytes(256));

  private final List<Workload> operators;

  RabbitMqOperators(Platform platform) {
    PodGroup.Size one = new PodGroup.Size(1, 1, SIZE, LIMITS);
    Workload clusters =
        addOn(
                platform,
                CLUSTERS,
                SyncWave.LATE_ADD_ONS,
                Versions.RABBITMQ_OPERATOR.with(
                    noNamespace(),
                    noMetricsCertificate(),
                    deployment(
                        CLUSTERS,
                        Fields.of(
                            "containers",
                            List.of(
                                Fields.of("name", "operator").with("resources", resources()))))))
            .mayEverywhere(
                "makes clusters, each with an account and a role of its own, and their first login",
                Power.READS_SECRETS,
                Power.RUNS_PODS,
                Power.CHANGES_PODS,
                Power.OPENS_SHELLS,
                Power.GIVES_RIGHTS)
            .deployment(CLUSTERS, NAME, CLUSTERS, one)
            .usesApiServer()
            .calledByApiServer(WEBHOOK, "admission of RabbitMQ clusters")
            .exposes(
                Port.tcp("metrics", 8080),
                "/metrics",
                MetricSource.Via.POD,
                MetricSet.CONTROLLER_RUNTIME);
    Workload topology =
        addOn(
                platform,
                TOPOLOGY,
                // Does not start before it has the certificate of the authority.
                SyncWave.LATE_ADD_ONS,
                Versions.RABBITMQ_TOPOLOGY_OPERATOR.with(noNamespace(), trusting()))
            .mayEverywhere("reads and writes logins of users", Power.READS_SECRETS)
            .deployment(TOPOLOGY, NAME, TOPOLOGY, one)
            .usesApiServer()
            .calledByApiServer(WEBHOOK, "admission of queues and users")
            .presents(CertificateNeed.trust(NAMESPACE));
    operators = List.of(clusters, topology);
  }

  /** Declares that both operators talk to a cluster. */
  void manage(Endpoint management) {
    operators.forEach(operator -> operator.uses(management));
  }

  private static AddOn addOn(
      Platform platform, String name, SyncWave wave, KustomizeFolder folder) {
    return new AddOn(
        platform, Delivery.addOn(name, NAMESPACE, PodSecurity.RESTRICTED, wave, folder));
  }

  /** Each of the two folders brings the namespace, and each with labels of its own. */
  private static KustomizeFolder.Patch noNamespace() {
    return new KustomizeFolder.Patch(
        "Namespace", NAMESPACE, deleted("v1", "Namespace", Fields.of("name", NAMESPACE)));
  }

  /** For metrics in HTTPS, which are off; its host names are still those of a template. */
  private static KustomizeFolder.Patch noMetricsCertificate() {
    String name = "metrics-certs";
    return new KustomizeFolder.Patch(
        "Certificate",
        name,
        deleted(
            "cert-manager.io/v1",
            "Certificate",
            Fields.of("name", name).with("namespace", NAMESPACE)));
  }

  private static Map<String, Object> deleted(
      String apiVersion, String kind, Map<String, Object> metadata) {
    return Fields.of("$patch", "delete")
        .with("apiVersion", apiVersion)
        .with("kind", kind)
        .with("metadata", metadata);
  }

  /** It knows certificates by the files of its system, and has no setting for one more. */
  private static KustomizeFolder.Patch trusting() {
    Map<String, Object> mount =
        Fields.of("name", CertificateNeed.TRUST)
            .with("mountPath", "/etc/ssl/certs/platform-authority.crt")
            .with("subPath", CertificateNeed.AUTHORITY_KEY)
            .with("readOnly", true);
    Map<String, Object> item =
        Fields.of("key", CertificateNeed.AUTHORITY_KEY).with("path", CertificateNeed.AUTHORITY_KEY);
    return deployment(
        TOPOLOGY,
        Fields.of(
                "containers",
                List.of(
                    Fields.of("name", "manager")
                        .with("resources", resources())
                        .with("volumeMounts", List.of(mount))))
            .with(
                "volumes",
                List.of(
                    Fields.of("name", CertificateNeed.TRUST)
                        .with(
                            "secret",
                            Fields.of("secretName", CertificateNeed.TRUST)
                                .with("items", List.of(item))))));
  }

  private static Map<String, Object> resources() {
    return PodTrees.resources(SIZE, LIMITS);
  }

  private static KustomizeFolder.Patch deployment(String name, Map<String, Object> pod) {
    return new KustomizeFolder.Patch(
        "Deployment",
        name,
        Fields.of("apiVersion", "apps/v1")
            .with("kind", "Deployment")
            .with("metadata", Fields.of("name", name).with("namespace", NAMESPACE))
            .with("spec", Fields.of("template", Fields.of("spec", pod))));
  }
}
