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

/**
 * A Cluster of CloudNativePG (cloudnative-pg 1.30, pkg/specs): single pods for instances. Jobs that
 * set up an instance come and go and carry the labels of the instances.
 */
final class PostgresClusterKind implements OperatedKind {

  @Override
  public GroupKind kind() {
    return new GroupKind(CloudNativePg.GROUP, "Cluster");
  }

  @Override
  public List<FixedField> fixed() {
    return List.of(
        new FixedField(
            "spec.walStorage",
            FixedField.Bond.PRESENT,
            "CloudNativePG cannot move the write-ahead log back"));
  }

  @Override
  public boolean hasVolumes() {
    return true;
  }

  @Override
  public Stream<Made> madeOf(Manifest cluster, Collection<Manifest> rendered) {
    String name = cluster.name();
    long instances = ProjectedObjects.pods(cluster.at("spec", "instances"), 1);
    ProjectedObjects draft = new ProjectedObjects(cluster);
    for (long number = 1; number <= instances; number++) {
      instance(draft, cluster, name + "-" + number);
    }
    for (String service : List.of("rw", "ro", "r")) {
      draft.service(
          name + "-" + service,
          Map.of(CloudNativePg.CLUSTER_LABEL, name, CloudNativePg.ROLE_LABEL, "instance"),
          Map.of("postgres", CloudNativePg.PORT));
    }
    if (!cluster.at("spec", "enablePDB").isFalse()) {
      draft.budget(
          name + "-primary",
          Map.of(CloudNativePg.CLUSTER_LABEL, name, CloudNativePg.ROLE_LABEL, "instance"));
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
            CloudNativePg.GROUP,
            List.of("clusters", "failoverquorums"),
            List.of("get", "list", "watch"),
            name),
        ProjectedObjects.allow(
            CloudNativePg.GROUP,
            List.of("clusters/status", "failoverquorums/status"),
            reporting,
            name),
        ProjectedObjects.allow(
            CloudNativePg.GROUP, List.of("backups"), List.of("get", "list", "delete")),
        ProjectedObjects.allow(
            CloudNativePg.GROUP,
            List.of("databases", "databaseroles", "publications", "subscriptions"),
            List.of("get", "update", "list", "watch")),
        ProjectedObjects.allow(
            CloudNativePg.GROUP,
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
        Fields.of(CloudNativePg.CLUSTER_LABEL, cluster.name())
            .with("cnpg.io/instanceName", name)
            .with(CloudNativePg.ROLE_LABEL, "instance")
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
                        Map.of("postgresql", CloudNativePg.PORT, "metrics", 9187, "status", 8000),
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
                Fields.of(
                    "matchLabels",
                    Fields.of(CloudNativePg.CLUSTER_LABEL, cluster.name())
                        .with(CloudNativePg.ROLE_LABEL, "instance")))
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
}
