package com.xtrading.platform.projection;

import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
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
  private static final String CLUSTER = "cnpg.io/cluster";
  private static final String ROLE = "cnpg.io/podRole";

  static Stream<Made> ofCluster(Manifest cluster) {
    String name = cluster.name();
    long instances = cluster.at("spec", "instances").number(1);
    Draft draft = new Draft(cluster);
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
    return draft.account(name).made();
  }

  private static void instance(Draft draft, Manifest cluster, String name) {
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
    draft.pod(
        name,
        labels,
        Fields.of("serviceAccountName", cluster.name())
            .with("priorityClassName", cluster.at("spec", "priorityClassName").text(""))
            .with("securityContext", Draft.nonRoot(26))
            .with(
                "initContainers",
                List.of(
                    Draft.container("bootstrap-controller", Map.of(), resources, Draft.locked())))
            .with(
                "containers",
                List.of(
                    Draft.container(
                        "postgres",
                        Map.of("postgresql", POSTGRES, "metrics", 9187, "status", 8000),
                        resources,
                        Draft.locked()))));
    Tree storage = cluster.at("spec", "storage");
    draft.claim(name, storage.at("storageClass").text(""), storage.at("size").text(""));
    Tree wal = cluster.at("spec", "walStorage");
    if (wal.exists()) {
      draft.claim(name + "-wal", wal.at("storageClass").text(""), wal.at("size").text(""));
    }
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
    return new Draft(pooler)
        .replicated(
            "Deployment",
            pooler.name(),
            pooler.at("spec", "instances").number(1),
            labels,
            Fields.of("serviceAccountName", pooler.name())
                .with("priorityClassName", template.at("spec", "priorityClassName").text(""))
                .with("securityContext", Draft.nonRoot(998))
                .with(
                    "initContainers",
                    List.of(
                        Draft.container(
                            "bootstrap-controller",
                            Map.of(),
                            resources(template, "initContainers", "bootstrap-controller"),
                            Draft.locked())))
                .with(
                    "containers",
                    List.of(
                        Draft.container(
                            "pgbouncer",
                            Map.of("pgbouncer", POSTGRES, "metrics", 9127),
                            resources(template, "containers", "pgbouncer"),
                            Draft.locked()))))
        .service(pooler.name(), selector, Map.of("pgbouncer", POSTGRES))
        .account(pooler.name())
        .made();
  }

  private static Tree resources(Tree template, String list, String container) {
    return Draft.named(template.at("spec", list), container).at("resources");
  }

  private PostgresPods() {}
}
