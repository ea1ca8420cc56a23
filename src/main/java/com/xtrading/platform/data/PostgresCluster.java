package com.xtrading.platform.data;

import com.xtrading.platform.component.Component;
import com.xtrading.platform.component.DeclarationException;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.Priority;
import com.xtrading.platform.component.Rendering;
import com.xtrading.platform.component.SyncOptions;
import com.xtrading.platform.component.Versions;
import com.xtrading.platform.component.Wave;
import com.xtrading.platform.component.Workload;
import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.AlertRule.Urgency;
import com.xtrading.platform.declaration.BackupNeed;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.PodGroup.Budget;
import com.xtrading.platform.declaration.SecretNeed;
import com.xtrading.platform.environment.Data;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.kubernetes.Fields;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Port;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A PostgreSQL primary with streaming replicas: a CloudNativePG Cluster and a Database for each
 * service.
 */
public final class PostgresCluster extends Component {

  private static final String NAME = "postgres";
  private static final Port POSTGRES = Port.tcp("postgresql", 5432);
  private static final Port STATUS = Port.tcp("status", 8000);
  private static final Port METRICS = Port.tcp("metrics", 9187);

  private final Data.Postgres size;
  private final Workload instances;
  private final TreeMap<String, SecretNeed> roles = new TreeMap<>();

  public PostgresCluster(Platform platform) {
    super(platform, NAME, platform.namespace(Zone.DATA), Wave.DATA);
    size = environment().data().postgres();
    instances =
        operated(
                NAME,
                "cnpg.io/cluster",
                NAME,
                Workload.Size.fixed(size.instances(), size.resources()),
                Budget.OPERATOR)
            .usesApiServer()
            .usesItself(POSTGRES, "streaming replication")
            .usesItself(STATUS, "status of the other instances")
            .exposes(METRICS, "/metrics", MetricSource.Via.POD, "cnpg.io/cluster");
    backup(new BackupNeed(NAME, "postgres/"));
    alert(
        new AlertRule(
            NAME,
            "PostgresDown",
            "cnpg_collector_up{namespace=\"%s\"} == 0".formatted(namespace().name()),
            Duration.ofMinutes(1),
            Urgency.CRITICAL,
            "PostgreSQL instance {{ $labels.pod }} is down",
            "The exporter of {{ $labels.pod }} answers and cannot reach its database."));
    alert(
        new AlertRule(
            NAME,
            "PostgresMetricsAbsent",
            "absent(cnpg_collector_up{namespace=\"%s\"})".formatted(namespace().name()),
            Duration.ofMinutes(5),
            Urgency.CRITICAL,
            "No PostgreSQL instance is watched",
            "No instance of the cluster answers Prometheus: it is gone, or the way to it is closed."));
    waive(
        "ImagesArePinned",
        "Cluster %s/%s".formatted(namespace().name(), NAME),
        "the digest of the CloudNativePG image is not known from a source yet",
        "platform",
        LocalDate.of(2027, 3, 31));
  }

  /**
   * A database of a service's own, reached at the primary; its owner is a role of the same name.
   */
  public Endpoint database(String database) {
    String vaultPath = "%s/postgres/%s".formatted(environment().name(), database);
    String secret = "postgres-role-" + database.replace('_', '-');
    SecretNeed role =
        SecretNeed.basicAuth(namespace().name(), secret, vaultPath)
            // The operator sets the password anew when the secret changes.
            .withLabel("cnpg.io/reload", "true");
    if (roles.put(database, role) != null) {
      throw new DeclarationException(
          "database %s is declared twice; every service has a database of its own"
              .formatted(database));
    }
    instances.needs(role);
    return instances
        .offersAs(NAME + "-rw", POSTGRES, "database " + database)
        .withSetting(
            "DATABASE_HOST", "%s-rw.%s.svc.cluster.local".formatted(NAME, namespace().name()))
        .withSetting("DATABASE_PORT", Integer.toString(POSTGRES.number()))
        .withSetting("DATABASE_NAME", database)
        .withSetting("DATABASE_SSLMODE", "require")
        .withCredential(
            new Endpoint.Credential(
                "postgres-" + database.replace('_', '-'), vaultPath, "DATABASE"));
  }

  /** What the operator asks the instances. */
  List<Endpoint> management() {
    return List.of(
        instances.offers(POSTGRES, "administration"),
        instances.offers(STATUS, "status of the instances"));
  }

  @Override
  public boolean keepsObjects() {
    return true;
  }

  @Override
  protected void render(Rendering rendering) {
    rendering
        .scope()
        .custom("postgresql.cnpg.io/v1", "Cluster", NAME, SyncOptions.CONFIRM_DELETION, cluster());
    roles
        .keySet()
        .forEach(
            database ->
                rendering
                    .scope()
                    .custom(
                        "postgresql.cnpg.io/v1",
                        "Database",
                        database.replace('_', '-'),
                        SyncOptions.CONFIRM_DELETION,
                        Fields.of("cluster", Fields.of("name", NAME))
                            .with("name", database)
                            .with("owner", database)
                            .with("databaseReclaimPolicy", "retain")));
  }

  private Map<String, Object> cluster() {
    Map<String, Object> postgresql =
        Fields.of("parameters", PostgresTuning.of(size.resources().memory(), size.walStorage()));
    if (size.instances() > 2) {
      // With two replicas one may be lost and a commit is still on two machines.
      postgresql.put(
          "synchronous",
          Fields.of("method", "any").with("number", 1).with("dataDurability", "required"));
    }
    Map<String, Object> amounts = Fields.of(size.resources());
    return Fields.of("instances", size.instances())
        .with("imageName", Versions.postgres(size.major()).toString())
        .with("enableSuperuserAccess", false)
        .with("primaryUpdateStrategy", "unsupervised")
        .with("primaryUpdateMethod", "switchover")
        .with("priorityClassName", Priority.DATA.className())
        .with(
            "bootstrap",
            Fields.of(
                "initdb",
                Fields.of("database", "pytrading")
                    .with("owner", "pytrading")
                    .with("dataChecksums", true)))
        .with("managed", Fields.of("roles", managedRoles()))
        .with("postgresql", postgresql)
        .with("resources", Fields.of("requests", amounts).with("limits", amounts))
        .with("storage", volume(size.storage()))
        .with("walStorage", volume(size.walStorage()))
        .with(
            "affinity",
            Fields.of("enablePodAntiAffinity", true)
                .with("podAntiAffinityType", "required")
                .with("topologyKey", "kubernetes.io/hostname"));
  }

  private List<Map<String, Object>> managedRoles() {
    List<Map<String, Object>> managed = new ArrayList<>();
    roles.forEach(
        (database, secret) ->
            managed.add(
                Fields.of("name", database)
                    .with("ensure", "present")
                    .with("login", true)
                    .with("passwordSecret", Fields.of("name", secret.name()))));
    return managed;
  }

  private Map<String, Object> volume(Memory storage) {
    return Fields.of("size", storage.toString())
        .with("storageClass", environment().cluster().storage().block().toString());
  }
}
