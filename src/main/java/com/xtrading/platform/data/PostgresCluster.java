package com.xtrading.platform.data;

import com.xtrading.platform.component.Component;
import com.xtrading.platform.component.DeclarationException;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.Priority;
import com.xtrading.platform.component.Rendering;
import com.xtrading.platform.component.SyncOptions;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.component.Versions;
import com.xtrading.platform.component.Workload;
import com.xtrading.platform.declaration.BackupNeed;
import com.xtrading.platform.declaration.CertificateNeed;
import com.xtrading.platform.declaration.Database;
import com.xtrading.platform.declaration.Deviation;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.LabelKeys;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.PodGroup.Budget;
import com.xtrading.platform.declaration.SecretNeed;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.environment.Data;
import com.xtrading.platform.environment.EnvironmentProblem;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.kubernetes.PodTrees;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.metric.MetricSet;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Port;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A PostgreSQL primary with streaming replicas: a CloudNativePG Cluster, with a Database and a role
 * for each service, behind a pooler where the environment has one.
 */
public final class PostgresCluster extends Component {

  static final String NAME = "postgres";

  /** The setting by which a client is known that keeps connections. */
  static final String POOL_SIZE = "DATABASE_POOL_SIZE";

  /** The setting that names the database of a client. */
  static final String DATABASE = "DATABASE_NAME";

  static final Port POSTGRES = Port.tcp("postgresql", 5432);
  private static final String API_VERSION = "postgresql.cnpg.io/v1";
  private static final Port STATUS = Port.tcp("status", 8000);
  private static final Port METRICS = Port.tcp("metrics", 9187);
  private static final String PRIMARY = NAME + "-rw";

  private final Data.Postgres size;
  private final CertificateNeed certificate;
  private final Workload instances;
  private final Optional<PostgresPooler> pooler;
  private final TreeMap<String, SecretNeed> roles = new TreeMap<>();

  public PostgresCluster(Platform platform) {
    super(
        platform, Delivery.of(NAME, platform.namespace(Zone.DATA), SyncWave.DATA).keepingObjects());
    size = environment().data().postgres();
    certificate =
        CertificateNeed.server(
                namespace().name(),
                NAME + "-tls",
                ServiceHosts.of(
                    namespace().name(), PRIMARY, NAME + "-ro", NAME + "-r", PostgresPooler.NAME))
            // The operator loads the certificate anew when the secret changes.
            .withLabel("cnpg.io/reload", "true");
    instances =
        operated(
                NAME,
                // The operator's own label for a cluster is on its poolers too.
                LabelKeys.WORKLOAD,
                NAME,
                PodGroup.Size.fixed(size.instances(), size.resources()),
                Budget.OPERATOR)
            .usesApiServer()
            .usesItself(POSTGRES, "streaming replication")
            .usesItself(STATUS, "status of the other instances")
            .presents(certificate)
            .exposes(
                METRICS,
                "/metrics",
                MetricSource.Via.POD,
                new MetricSource.Labelling(List.of("cnpg.io/cluster"), false, false),
                MetricSet.CLOUDNATIVE_PG)
            .absenceSaidBy("PostgresMetricsAbsent");
    pooler =
        size.pooler()
            .map(
                poolers ->
                    new PostgresPooler(
                        operated(
                            PostgresPooler.NAME,
                            LabelKeys.WORKLOAD,
                            PostgresPooler.NAME,
                            PodGroup.Size.fixed(poolers.instances(), poolers.resources()),
                            Budget.OURS),
                        poolers,
                        primary("pooled connections")));
    new CloudNativePg(platform)
        .manages(
            List.of(
                primary("administration"), instances.offers(STATUS, "status of the instances")));
    backup(new BackupNeed(NAME, "postgres/"));
    PostgresAlerts.of(namespace().name(), size).forEach(this::alert);
    dashboard(PostgresPage.of(namespace().name(), size));
    unpinned("Cluster", NAME, "CloudNativePG");
    pooler.ifPresent(drawn -> ofPooler());
  }

  private void ofPooler() {
    unpinned("Pooler", PostgresPooler.NAME, "PgBouncer");
    for (Deviation deviation :
        List.of(Deviation.TEMPLATE_OF_AN_OPERATOR, Deviation.EMPTY_TEMPLATE_OF_AN_OPERATOR)) {
      deviates(
          deviation,
          "Pooler",
          PostgresPooler.NAME,
          "the operator completes the template; the pods that it makes are projected and judged");
    }
  }

  /** A database of a service's own; its owner is a role of the same name. */
  public Database database(String database) {
    StoreNames.requireDatabase(database);
    String vaultPath = "%s/postgres/%s".formatted(environment().name(), database);
    String secret = "postgres-role-" + database.replace('_', '-');
    SecretNeed role =
        SecretNeed.basicAuth(namespace().name(), secret, vaultPath)
            .withGiven("username", database)
            // The operator sets the password anew when the secret changes.
            .withLabel("cnpg.io/reload", "true");
    if (roles.put(database, role) != null) {
      throw new DeclarationException(
          "database %s is declared twice; every service has a database of its own, so rename one"
              .formatted(database));
    }
    instances.needs(role);
    String purpose = use(database);
    Endpoint shared =
        pooler.map(drawn -> drawn.endpoint(purpose)).orElseGet(() -> primary(purpose));
    return new Database(
        opened(shared, database, vaultPath)
            .withSetting(POOL_SIZE, Integer.toString(size.connectionsPerPod())),
        opened(primary(migrations(database)), database, vaultPath));
  }

  private static String use(String database) {
    return "database " + database;
  }

  private static String migrations(String database) {
    return "migrations of " + database;
  }

  /** A database that is used and that nobody migrates would stay empty. */
  private void requireOwners(Topology topology) {
    Set<String> purposes =
        topology.dependencies().stream()
            .map(dependency -> dependency.to().purpose())
            .collect(Collectors.toSet());
    for (String database : roles.keySet()) {
      if (purposes.contains(use(database)) && !purposes.contains(migrations(database))) {
        throw new DeclarationException(
            ("database %1$s is used and nobody owns it, so that no migration makes its tables;"
                    + " declare .owns(postgres.database(\"%1$s\")) at the service whose data it"
                    + " holds")
                .formatted(database));
      }
    }
  }

  private static Endpoint opened(Endpoint place, String database, String vaultPath) {
    return place
        .withSetting("DATABASE_HOST", place.host())
        .withSetting("DATABASE_PORT", Integer.toString(place.port().number()))
        .withSetting(DATABASE, database)
        .withSetting("DATABASE_SSLMODE", "verify-full")
        .withTrust("DATABASE_SSLROOTCERT")
        .withCredential(new Endpoint.Credential(NAME, vaultPath, "DATABASE"));
  }

  private Endpoint primary(String purpose) {
    return instances.offersAs(PRIMARY, POSTGRES, purpose);
  }

  @Override
  protected List<EnvironmentProblem> problems(Topology topology) {
    requireOwners(topology);
    return new PostgresLimits(environment()).problems(topology);
  }

  @Override
  protected void render(Rendering rendering) {
    rendering.scope().custom(API_VERSION, "Cluster", NAME, SyncOptions.CONFIRM_DELETION, cluster());
    pooler.ifPresent(drawn -> drawn.render(rendering.scope(), certificate.name()));
    roles.forEach(
        (database, password) -> {
          String name = database.replace('_', '-');
          rendering
              .scope()
              .custom(
                  API_VERSION,
                  "DatabaseRole",
                  name,
                  SyncOptions.CONFIRM_DELETION,
                  Fields.of("cluster", Fields.of("name", NAME))
                      .with("name", database)
                      .with("login", true)
                      .with("passwordSecret", Fields.of("name", password.name()))
                      .with("databaseRoleReclaimPolicy", "retain"));
          rendering
              .scope()
              .custom(
                  API_VERSION,
                  "Database",
                  name,
                  SyncOptions.CONFIRM_DELETION,
                  Fields.of("cluster", Fields.of("name", NAME))
                      .with("name", database)
                      .with("owner", database)
                      .with("databaseReclaimPolicy", "retain"));
        });
  }

  private Map<String, Object> cluster() {
    Fields cluster =
        Fields.of("instances", size.instances())
            .with("imageName", Versions.postgres(size.major()).toString())
            .with("inheritedMetadata", Fields.of("labels", Fields.of(LabelKeys.WORKLOAD, NAME)))
            .with("enableSuperuserAccess", false)
            // A budget over a single primary would never let its node be drained.
            .with("enablePDB", size.instances() > 1)
            .with("primaryUpdateStrategy", "unsupervised")
            .with("primaryUpdateMethod", size.instances() > 1 ? "switchover" : "restart")
            // Connections get half a minute to end, a checkpoint and the archive the rest.
            .with("smartShutdownTimeout", 30)
            .with("stopDelay", 300)
            .with("switchoverDelay", 300)
            .with("priorityClassName", Priority.DATA.className())
            .with("bootstrap", bootstrap())
            .with(
                "certificates",
                Fields.of("serverTLSSecret", certificate.name())
                    .with("serverCASecret", certificate.name()))
            .with("postgresql", postgresql())
            .with("resources", PodTrees.resources(size.resources()))
            .with("storage", volume(size.storage()))
            .with(
                "affinity",
                Fields.of("enablePodAntiAffinity", true)
                    .with("podAntiAffinityType", "required")
                    .with("topologyKey", "kubernetes.io/hostname"));
    size.walStorage().ifPresent(storage -> cluster.put("walStorage", volume(storage)));
    return cluster;
  }

  private static Map<String, Object> bootstrap() {
    return Fields.of(
        "initdb",
        Fields.of("database", "pytrading").with("owner", "pytrading").with("dataChecksums", true));
  }

  private Map<String, Object> postgresql() {
    Fields postgresql =
        Fields.of("parameters", PostgresTuning.of(size.resources().memory(), size.walRoom()))
            // The operator's last rule lets anybody in without encryption; this one comes first.
            .with("pg_hba", List.of("hostnossl all all all reject"));
    if (size.instances() > 2) {
      // With two replicas one may be lost and a commit is still on two machines.
      postgresql.put(
          "synchronous",
          Fields.of("method", "any")
              .with("number", 1)
              .with("dataDurability", "required")
              .with("failoverQuorum", true));
    }
    return postgresql;
  }

  private Map<String, Object> volume(Memory storage) {
    return Fields.of("size", storage.toString())
        .with("storageClass", environment().cluster().storage().block().className());
  }
}
