package com.xtrading.platform.projection;

import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.Made;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What CloudNativePG makes of a Cluster and a Pooler (cloudnative-pg 1.30, pkg/specs): single pods
 * for instances, a Deployment for poolers. Jobs that set up an instance come and go and carry the
 * labels of the instances.
 */
final class PostgresPods {

  private static final int POSTGRES = 5432;
  private static final String GROUP = "postgresql.cnpg.io";
  private static final String CLUSTER = "cnpg.io/cluster";
  private static final String ROLE = "cnpg.io/podRole";

  static Stream<Made> ofCluster(Manifest cluster) {
    String name = cluster.name();
    long instances = ProjectedObjects.pods(cluster.at("spec", "instances"), 1);
    ProjectedObjects draft = new ProjectedObjects(cluster);
    for (long number = 1; number <= instances; number++) {
      instance(draft, cluster, name + "-" + number);
    }
    for (String service : List.of("rw", "ro", "r")) {
      draft.service(
          name + "-" + service,
          Map.of(CLUSTER, name, ROLE, "instance"),
          Map.of("postgres", POSTGRES));
    }
    if (!cluster.at("spec", "enablePDB").isFalse()) {
      draft.budget(name + "-primary", Map.of(CLUSTER, name, ROLE, "instance"));
    }
    if (!cluster.at("spec", "bootstrap", "initdb", "secret").exists()) {
      draft.secret(
          name + "-app",
          "username",
          "user",
          "password",
          "dbname",
          "host",
          "port",
          "pgpass",
          "uri",
          "jdbc-uri");
    }
    return draft.account(name).role(name, name, name, instanceRights(name)).made();
  }

  /** What the instance manager may do (pkg/specs/roles.go); further secrets come with settings. */
  private static List<Fields> instanceRights(String name) {
    List<String> reporting = List.of("get", "patch", "update");
    return List.of(
        ProjectedObjects.allow("", List.of("configmaps"), List.of("get", "watch"), name),
        ProjectedObjects.allow(
            "",
            List.of("secrets"),
            List.of("get", "watch"),
            name + "-replication",
            name + "-ca",
            name + "-server",
            name + "-app",
            name + "-superuser"),
        ProjectedObjects.allow("", List.of("events"), List.of("create", "patch")),
        ProjectedObjects.allow(
            GROUP, List.of("clusters", "failoverquorums"), List.of("get", "list", "watch"), name),
        ProjectedObjects.allow(
            GROUP, List.of("clusters/status", "failoverquorums/status"), reporting, name),
        ProjectedObjects.allow(GROUP, List.of("backups"), List.of("get", "list", "delete")),
        ProjectedObjects.allow(
            GROUP,
            List.of("databases", "databaseroles", "publications", "subscriptions"),
            List.of("get", "update", "list", "watch")),
        ProjectedObjects.allow(
            GROUP,
            List.of(
                "backups/status",
                "databases/status",
                "databaseroles/status",
                "publications/status",
                "subscriptions/status"),
            reporting),
        ProjectedObjects.allow(
            "coordination.k8s.io", List.of("leases"), List.of("get", "update"), name));
  }

  private static void instance(ProjectedObjects draft, Manifest cluster, String name) {
    Tree resources = cluster.at("spec", "resources");
    Fields labels =
        Fields.of(CLUSTER, cluster.name())
            .with("cnpg.io/instanceName", name)
            .with(ROLE, "instance")
            .with("app.kubernetes.io/name", "postgresql")
            .with("app.kubernetes.io/instance", cluster.name())
            .with("app.kubernetes.io/component", "database")
            .with("app.kubernetes.io/managed-by", "cloudnative-pg");
    // Inherited labels come last and win.
    labels.putAll(cluster.at("spec", "inheritedMetadata", "labels").map());
    Fields pod =
        Fields.of("serviceAccountName", cluster.name())
            .with("priorityClassName", cluster.at("spec", "priorityClassName").text(""))
            .with("securityContext", ProjectedObjects.nonRoot(26))
            .with(
                "initContainers",
                List.of(
                    ProjectedObjects.container(
                        "bootstrap-controller", Map.of(), resources, ProjectedObjects.locked())))
            .with(
                "containers",
                List.of(
                    ProjectedObjects.container(
                        "postgres",
                        Map.of("postgresql", POSTGRES, "metrics", 9187, "status", 8000),
                        resources,
                        ProjectedObjects.locked())));
    pod.with(
        "volumes",
        List.of(
            Fields.of("name", "pgdata")
                .with("persistentVolumeClaim", Fields.of("claimName", name))));
    place(cluster, pod);
    draft.pod(name, labels, pod);
    Tree storage = cluster.at("spec", "storage");
    draft.claim(name, storage.at("storageClass").text(""), storage.at("size").text(""));
    Tree wal = cluster.at("spec", "walStorage");
    if (wal.exists()) {
      draft.claim(name + "-wal", wal.at("storageClass").text(""), wal.at("size").text(""));
    }
  }

  /**
   * Instances keep away from each other (pkg/specs/podspec_affinity.go): by preference of the
   * highest weight, or strictly.
   */
  private static void place(Manifest cluster, Fields pod) {
    Tree affinity = cluster.at("spec", "affinity");
    ProjectedObjects.place(affinity, pod);
    pod.remove("affinity");
    if (affinity.at("enablePodAntiAffinity").isFalse()) {
      return;
    }
    Fields term =
        Fields.of(
                "labelSelector",
                Fields.of("matchLabels", Fields.of(CLUSTER, cluster.name()).with(ROLE, "instance")))
            .with("topologyKey", affinity.at("topologyKey").text("kubernetes.io/hostname"));
    boolean strict = affinity.at("podAntiAffinityType").text("preferred").equals("required");
    pod.with(
        "affinity",
        Fields.of(
            "podAntiAffinity",
            strict
                ? Fields.of("requiredDuringSchedulingIgnoredDuringExecution", List.of(term))
                : Fields.of(
                    "preferredDuringSchedulingIgnoredDuringExecution",
                    List.of(Fields.of("weight", 100).with("podAffinityTerm", term)))));
  }

  static Stream<Made> ofPooler(Manifest pooler) {
    Tree template = pooler.at("spec", "template");
    Map<String, Object> selector = Map.of("cnpg.io/poolerName", pooler.name());
    Fields labels =
        Fields.of("cnpg.io/poolerName", pooler.name())
            .with(CLUSTER, pooler.at("spec", "cluster", "name").text(""))
            .with(ROLE, "pooler")
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
                        Map.of("pgbouncer", POSTGRES, "metrics", 9127),
                        resources(template, "containers", "pgbouncer"),
                        ProjectedObjects.locked())));
    ProjectedObjects.place(template.at("spec"), pod);
    return new ProjectedObjects(pooler)
        .replicated(
            "Deployment", pooler.name(), pooler.at("spec", "instances").number(1), labels, pod)
        .service(pooler.name(), selector, Map.of("pgbouncer", POSTGRES))
        .account(pooler.name())
        .role(
            pooler.name(),
            pooler.name(),
            pooler.name(),
            List.of(
                ProjectedObjects.allow(
                    GROUP, List.of("poolers"), List.of("get", "watch"), pooler.name()),
                ProjectedObjects.allow(
                    GROUP,
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

  private PostgresPods() {}
}
