package com.xtrading.platform.projection;

import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.Made;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A Pooler of CloudNativePG (cloudnative-pg 1.30, pkg/specs): a Deployment of PgBouncer. */
final class PostgresPoolerKind implements OperatedKind {

  @Override
  public GroupKind kind() {
    return new GroupKind(CloudNativePg.GROUP, "Pooler");
  }

  @Override
  public List<FixedField> fixed() {
    return List.of(CloudNativePg.same("spec.cluster"));
  }

  @Override
  public Stream<Made> madeOf(Manifest pooler, Collection<Manifest> rendered) {
    Tree template = pooler.at("spec", "template");
    Map<String, Object> selector = Map.of("cnpg.io/poolerName", pooler.name());
    Fields labels =
        Fields.of("cnpg.io/poolerName", pooler.name())
            .with(CloudNativePg.CLUSTER_LABEL, pooler.at("spec", "cluster", "name").text(""))
            .with(CloudNativePg.ROLE_LABEL, "pooler")
            .with("app.kubernetes.io/name", "postgresql")
            .with("app.kubernetes.io/component", "pooler")
            .with("app.kubernetes.io/managed-by", "cloudnative-pg");
    labels.putAll(template.at("metadata", "labels").map());
    Fields pod =
        Fields.of("serviceAccountName", pooler.name())
            .with("priorityClassName", template.at("spec", "priorityClassName").text(""))
            .with("securityContext", ProjectedObjects.nonRoot(998))
            .with(
                "initContainers",
                List.of(
                    ProjectedObjects.container(
                        "bootstrap-controller",
                        Map.of(),
                        resources(template, "initContainers", "bootstrap-controller"),
                        ProjectedObjects.locked())))
            .with(
                "containers",
                List.of(
                    ProjectedObjects.container(
                        "pgbouncer",
                        Map.of("pgbouncer", CloudNativePg.PORT, "metrics", 9127),
                        resources(template, "containers", "pgbouncer"),
                        ProjectedObjects.locked())));
    ProjectedObjects.place(template.at("spec"), pod);
    return new ProjectedObjects(pooler)
        .replicated(
            "Deployment", pooler.name(), pooler.at("spec", "instances").number(1), labels, pod)
        .service(pooler.name(), selector, Map.of("pgbouncer", CloudNativePg.PORT))
        .account(pooler.name())
        .role(
            pooler.name(),
            pooler.name(),
            pooler.name(),
            List.of(
                ProjectedObjects.allow(
                    CloudNativePg.GROUP,
                    List.of("poolers"),
                    List.of("get", "watch"),
                    pooler.name()),
                ProjectedObjects.allow(
                    CloudNativePg.GROUP,
                    List.of("poolers/status"),
                    List.of("get", "patch", "update", "watch"),
                    pooler.name()),
                ProjectedObjects.allow(
                    "",
                    List.of("secrets"),
                    List.of("get", "watch"),
                    pooler
                        .at("spec", "pgbouncer", "authQuerySecret", "name")
                        .text(pooler.at("spec", "cluster", "name").text("") + "-pooler"))))
        .made();
  }

  private static Tree resources(Tree template, String list, String container) {
    return ProjectedObjects.named(template.at("spec", list), container).at("resources");
  }
}
