package com.xtrading.platform.projection;

import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.Made;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A Pooler of CloudNativePG (cloudnative-pg 1.30, pkg/specs/pgbouncer): a Deployment of PgBouncer,
 * which people describe by a template of its pods. Security contexts, the account and the image of
 * the first container stay the operator's own.
 */
final class PostgresPoolerKind implements OperatedKind {

  private static final GroupKind KIND = new GroupKind(CloudNativePg.GROUP, "Pooler");

  private static final String POOLER_LABEL = "cnpg.io/poolerName";
  private static final String SERVER = "what PgBouncer is told";

  /** Whether an object is a pooler that the operator itself connects with a cluster. */
  static boolean isServedBy(Manifest pooler, Manifest cluster) {
    Tree settings = pooler.at("spec", "pgbouncer");
    return pooler.is(KIND)
        && pooler.namespace().equals(cluster.namespace())
        && pooler.at("spec", "cluster", "name").text("").equals(cluster.name())
        && !settings.at("authQuery").exists()
        && !settings.at("authQuerySecret").exists()
        && !settings.at("serverTLSSecret").exists();
  }

  @Override
  public GroupKind kind() {
    return KIND;
  }

  @Override
  public List<FixedField> fixed() {
    return List.of(CloudNativePg.same("spec.cluster"));
  }

  @Override
  public boolean reads(String mark) {
    return mark.contains("cnpg.io/");
  }

  @Override
  public List<HarmlessField> harmless() {
    return List.of(
        new HarmlessField("spec.pgbouncer.parameters.*", SERVER),
        new HarmlessField("spec.pgbouncer.pg_hba[]", SERVER),
        new HarmlessField("spec.pgbouncer.poolMode", SERVER),
        new HarmlessField("spec.type", "which Service of the cluster PgBouncer connects to"));
  }

  @Override
  public Stream<Made> madeOf(Manifest pooler, Collection<Manifest> rendered) {
    String name = pooler.name();
    String clusterName = pooler.at("spec", "cluster", "name").text("");
    Optional<Manifest> cluster =
        rendered.stream()
            .filter(one -> one.is(CloudNativePg.CLUSTER))
            .filter(one -> one.namespace().equals(pooler.namespace()))
            .filter(one -> one.name().equals(clusterName))
            .findFirst();
    Tree clusterSpec = cluster.map(one -> Tree.of(one.tree()).at("spec")).orElse(Tree.of(null));
    Fields labels =
        CloudNativePg.labels(clusterName, "pooler")
            .with(POOLER_LABEL, name)
            .with(CloudNativePg.ROLE_LABEL, "pooler");
    Tree spec = Tree.of(pooler.tree()).at("spec");
    Tree template = spec.at("template");
    String account = spec.at("serviceAccountName").text(name);
    Fields deployment =
        Fields.of("replicas", spec.at("instances").number(1))
            .with("selector", Fields.of("matchLabels", Map.of(POOLER_LABEL, name)));
    spec.at("deploymentStrategy").node().ifPresent(one -> deployment.with("strategy", one));
    ProjectedObjects draft = new ProjectedObjects(pooler);
    if (account.equals(name)) {
      draft.account(name, Map.of(), Map.of());
    }
    if (spec.at("monitoring", "enablePodMonitor").isTrue()) {
      draft.add(
          "monitoring.coreos.com/v1",
          "PodMonitor",
          name,
          CloudNativePg.managed()
              .with("app.kubernetes.io/component", "pooler")
              .with("app.kubernetes.io/instance", name)
              .with("app.kubernetes.io/name", "postgresql")
              .with(CloudNativePg.ROLE_LABEL, "pooler")
              .with(POOLER_LABEL, name),
          CloudNativePg.monitor(Map.of(CloudNativePg.ROLE_LABEL, "pooler", POOLER_LABEL, name)));
    }
    return draft
        .replicated(
            "Deployment",
            name,
            labels,
            deployment,
            StrategicMerge.of(template.at("metadata", "labels").map(), labels),
            pod(template.at("spec"), clusterSpec, clusterName, account))
        .service(
            name,
            StrategicMerge.of(spec.at("serviceTemplate", "metadata", "labels").map(), labels),
            CloudNativePg.service(
                spec.at("serviceTemplate", "spec"),
                Map.of(POOLER_LABEL, name),
                Fields.of("name", "pgbouncer")
                    .with("port", CloudNativePg.PORT)
                    .with("targetPort", "pgbouncer")))
        .role(name, Map.of(), rights(pooler, clusterSpec, clusterName))
        .binding(name, CloudNativePg.managed(), name, account)
        .made();
  }

  /**
   * What people describe, then what the operator adds where it is missing, then what it insists on.
   */
  private static Map<String, Object> pod(
      Tree described, Tree clusterSpec, String clusterName, String account) {
    Tree certificates = clusterSpec.at("certificates");
    Fields added =
        Fields.of(
                "initContainers",
                List.of(
                    Fields.of("name", "bootstrap-controller")
                        .with("resources", described.at("resources").map())))
            .with(
                "containers",
                List.of(
                    Fields.of("name", "pgbouncer")
                        .with("image", "ghcr.io/cloudnative-pg/pgbouncer:1.25.1")
                        .with(
                            "ports",
                            ProjectedObjects.containerPorts(
                                Map.of("pgbouncer", CloudNativePg.PORT, "metrics", 9127)))))
            .with(
                "volumes",
                List.of(
                    secret("ca", certificates.at("serverCASecret").text(clusterName + "-ca")),
                    secret(
                        "server-tls",
                        certificates.at("serverTLSSecret").text(clusterName + "-server")),
                    Fields.of("name", "scratch-data").with("emptyDir", Map.of())));
    Fields insisted =
        Fields.of("serviceAccountName", account)
            .with("securityContext", insisted(CloudNativePg.podSecurity(clusterSpec, 998, 996)))
            .with(
                "initContainers",
                List.of(
                    insisted("bootstrap-controller", clusterSpec)
                        .with("image", CloudNativePg.OPERATOR_IMAGE)))
            .with("containers", List.of(insisted("pgbouncer", clusterSpec)));
    return StrategicMerge.of(StrategicMerge.of(added, described.map()), insisted);
  }

  private static Fields insisted(String container, Tree clusterSpec) {
    return Fields.of("name", container)
        .with("securityContext", insisted(CloudNativePg.containerSecurity(clusterSpec)));
  }

  /** In place of all that people say there. */
  private static Map<String, Object> insisted(Map<String, Object> security) {
    security.put("$patch", "replace");
    return security;
  }

  private static Fields secret(String volume, String name) {
    return Fields.of("name", volume).with("secret", Fields.of("secretName", name));
  }

  private static List<Fields> rights(Manifest pooler, Tree clusterSpec, String clusterName) {
    Tree settings = pooler.at("spec", "pgbouncer");
    Tree certificates = clusterSpec.at("certificates");
    String name = pooler.name();
    SortedSet<String> secrets = new TreeSet<>();
    secrets.add(settings.at("authQuerySecret", "name").text(clusterName + "-pooler"));
    secrets.add(settings.at("serverTLSSecret", "name").text(""));
    secrets.add(
        settings
            .at("serverCASecret", "name")
            .text(certificates.at("serverCASecret").text(clusterName + "-ca")));
    secrets.add(
        settings
            .at("clientCASecret", "name")
            .text(certificates.at("clientCASecret").text(clusterName + "-ca")));
    secrets.add(
        settings
            .at("clientTLSSecret", "name")
            .text(certificates.at("serverTLSSecret").text(clusterName + "-server")));
    secrets.remove("");
    return List.of(
        ProjectedObjects.allow(
            CloudNativePg.GROUP, List.of("poolers"), List.of("get", "watch"), name),
        ProjectedObjects.allow(
            CloudNativePg.GROUP,
            List.of("poolers/status"),
            List.of("get", "patch", "update", "watch"),
            name),
        ProjectedObjects.allow(
            "", List.of("secrets"), List.of("get", "watch"), List.copyOf(secrets)));
  }
}
