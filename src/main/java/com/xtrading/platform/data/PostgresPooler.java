package com.xtrading.platform.data;

import com.xtrading.platform.component.Priority;
import com.xtrading.platform.component.Versions;
import com.xtrading.platform.component.Workload;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.LabelKeys;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.environment.Data;
import com.xtrading.platform.kubernetes.PodTrees;
import com.xtrading.platform.kubernetes.Scope;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.metric.MetricSet;
import com.xtrading.platform.model.Port;
import java.util.List;
import java.util.Map;

/** PgBouncer before the primary: many clients share few connections, one transaction each. */
final class PostgresPooler {

  static final String NAME = "postgres-pooler-rw";
  private static final Port CLIENTS = Port.tcp("pgbouncer", 5432);
  private static final Port METRICS = Port.tcp("metrics", 9127);

  private final Workload workload;
  private final Data.Pooler size;

  PostgresPooler(Workload workload, Data.Pooler size, Endpoint primary) {
    this.workload =
        workload
            .usesApiServer()
            .uses(primary)
            .exposes(METRICS, "/metrics", MetricSource.Via.POD, MetricSet.PGBOUNCER)
            .absenceShowsElsewhere(
                "services without a database answer with errors, which the gateway counts");
    this.size = size;
  }

  Endpoint endpoint(String purpose) {
    return workload.offers(CLIENTS, purpose);
  }

  /**
   * @param authority the secret whose {@code ca.crt} certificates of clients would be held against
   */
  void render(Scope scope, String authority) {
    Map<String, Object> parameters =
        Fields.of("default_pool_size", Integer.toString(size.poolSize()))
            .with("max_client_conn", Integer.toString(PostgresLimits.POOLER_CLIENTS))
            // Drivers prepare statements, which have to follow them from one server to the next.
            .with("max_prepared_statements", "200")
            .with("client_tls_sslmode", "require");
    Map<String, Object> resources = PodTrees.resources(size.resources());
    scope.custom(
        "postgresql.cnpg.io/v1",
        "Pooler",
        NAME,
        Fields.of("cluster", Fields.of("name", PostgresCluster.NAME))
            .with("type", "rw")
            .with("instances", size.instances())
            .with(
                "pgbouncer",
                Fields.of("poolMode", "transaction")
                    .with("parameters", parameters)
                    // Clients show no certificate. Without this the pods may read the operator's
                    // own authority, whose secret has its private key.
                    .with("clientCASecret", Fields.of("name", authority)))
            .with(
                "template",
                Fields.of("metadata", Fields.of("labels", Fields.of(LabelKeys.WORKLOAD, NAME)))
                    .with("spec", pod(resources))));
  }

  private static Map<String, Object> pod(Map<String, Object> resources) {
    return Fields.of("priorityClassName", Priority.DATA.className())
        .with(
            "initContainers",
            List.of(Fields.of("name", "bootstrap-controller").with("resources", resources)))
        .with(
            "containers",
            List.of(
                Fields.of("name", "pgbouncer")
                    .with("image", Versions.PGBOUNCER.toString())
                    .with("resources", resources)))
        .with("affinity", PodTrees.apart(LabelKeys.WORKLOAD, NAME));
  }
}
