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
 * A Cluster of CloudNativePG (cloudnative-pg 1.30, pkg/specs): single pods for instances. Jobs that
 * set up an instance come and go with the template of its pod, and are not among what is made.
 */
final class PostgresClusterKind implements OperatedKind {

  private static final String SERVER = "what PostgreSQL is told";
  private static final String PACE = "how long the operator waits, and in which order it works";

  @Override
  public GroupKind kind() {
    return CloudNativePg.CLUSTER;
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
  public Optional<String> movingLabel() {
    return Optional.of(PostgresResource.INSTANCE_ROLE);
  }

  @Override
  public boolean reads(String mark) {
    return mark.contains("cnpg.io/") || mark.startsWith("container.apparmor.security");
  }

  @Override
  public List<HarmlessField> harmless() {
    return List.of(
        new HarmlessField("spec.description", "shown to people"),
        new HarmlessField("spec.bootstrap.initdb.database", "a name inside the database"),
        new HarmlessField("spec.bootstrap.initdb.owner", "a name inside the database"),
        new HarmlessField("spec.bootstrap.initdb.dataChecksums", "how the database is laid out"),
        new HarmlessField("spec.bootstrap.initdb.encoding", "how the database is laid out"),
        new HarmlessField("spec.bootstrap.initdb.localeCType", "how the database is laid out"),
        new HarmlessField("spec.bootstrap.initdb.localeCollate", "how the database is laid out"),
        new HarmlessField("spec.bootstrap.initdb.walSegmentSize", "how the database is laid out"),
        new HarmlessField("spec.failoverDelay", PACE),
        new HarmlessField("spec.logLevel", "how much is logged"),
        new HarmlessField("spec.maxSyncReplicas", SERVER),
        new HarmlessField("spec.minSyncReplicas", SERVER),
        new HarmlessField("spec.postgresql.parameters.*", SERVER),
        new HarmlessField("spec.postgresql.pg_hba[]", SERVER),
        new HarmlessField("spec.postgresql.pg_ident[]", SERVER),
        new HarmlessField("spec.postgresql.shared_preload_libraries[]", SERVER),
        new HarmlessField("spec.postgresql.synchronous.dataDurability", SERVER),
        new HarmlessField("spec.postgresql.synchronous.failoverQuorum", SERVER),
        new HarmlessField("spec.postgresql.synchronous.maxStandbyNamesFromCluster", SERVER),
        new HarmlessField("spec.postgresql.synchronous.method", SERVER),
        new HarmlessField("spec.postgresql.synchronous.number", SERVER),
        new HarmlessField("spec.primaryUpdateMethod", PACE),
        new HarmlessField("spec.primaryUpdateStrategy", PACE),
        new HarmlessField("spec.replicationSlots.highAvailability.enabled", SERVER),
        new HarmlessField("spec.replicationSlots.updateInterval", PACE),
        new HarmlessField("spec.smartShutdownTimeout", PACE),
        new HarmlessField("spec.startDelay", "how often the probe of a start may fail"),
        new HarmlessField("spec.storage.resizeInUseVolumes", PACE),
        new HarmlessField("spec.switchoverDelay", PACE),
        new HarmlessField("spec.walStorage.resizeInUseVolumes", PACE));
  }

  @Override
  public Stream<Made> madeOf(Manifest cluster, Collection<Manifest> rendered) {
    PostgresResource postgres = new PostgresResource(cluster);
    ProjectedObjects draft = new ProjectedObjects(cluster);
    Tree spec = postgres.spec();
    long instances = ProjectedObjects.pods(spec.at("instances"), 1);
    for (int number = 1; number <= instances; number++) {
      PostgresInstance.draw(draft, postgres, number);
    }
    services(draft, postgres);
    if (!spec.at("enablePDB").isFalse()) {
      budgets(draft, postgres, instances);
    }
    String account = postgres.account();
    if (account.equals(cluster.name())) {
      Tree metadata = spec.at("serviceAccountTemplate", "metadata");
      draft.add(
          "v1",
          "ServiceAccount",
          Fields.of(
              "metadata",
              Fields.of("name", account)
                  .with(
                      "labels",
                      postgres.inherited(
                          ProjectedObjects.over(postgres.owned(), metadata.at("labels"))))
                  .with("annotations", metadata.at("annotations").map())));
    }
    if (spec.at("monitoring", "enablePodMonitor").isTrue()) {
      draft.add(
          "monitoring.coreos.com/v1",
          "PodMonitor",
          cluster.name(),
          postgres.inherited(postgres.labels()),
          CloudNativePg.monitor(selector(postgres, "r")));
    }
    SortedSet<String> readable = new TreeSet<>();
    PostgresSecrets.draw(draft, postgres, rendered, readable);
    Map<String, Object> labels = postgres.inherited(postgres.owned());
    return draft
        .role(cluster.name(), labels, PostgresSecrets.rights(postgres, readable))
        .binding(cluster.name(), labels, cluster.name(), account)
        .made();
  }

  private static void services(ProjectedObjects draft, PostgresResource postgres) {
    Tree managed = postgres.spec().at("managed", "services");
    Fields port =
        Fields.of("name", "postgres")
            .with("port", CloudNativePg.PORT)
            .with("targetPort", CloudNativePg.PORT);
    List<String> disabled =
        managed.at("disabledDefaultServices").elements().map(one -> one.text("")).toList();
    for (String service : List.of("rw", "ro", "r")) {
      if (!disabled.contains(service)) {
        draft.service(
            postgres.name() + "-" + service,
            postgres.inherited(postgres.labels()),
            CloudNativePg.service(Tree.of(null), selector(postgres, service), port));
      }
    }
    managed
        .at("additional")
        .elements()
        .forEach(
            service -> {
              Tree template = service.at("serviceTemplate");
              draft.service(
                  template.at("metadata", "name").text(""),
                  postgres.inherited(
                      ProjectedObjects.over(
                          postgres.labels().with("cnpg.io/isManaged", "true"),
                          template.at("metadata", "labels"))),
                  CloudNativePg.service(
                      template.at("spec"),
                      selector(postgres, service.at("selectorType").text("")),
                      port));
            });
  }

  /** Which instances a Service leads to: the primary, its replicas, or all. */
  private static Map<String, String> selector(PostgresResource postgres, String service) {
    return switch (service) {
      case "rw" -> withRole(postgres, "primary");
      case "ro" -> withRole(postgres, "replica");
      default ->
          Map.of(
              CloudNativePg.CLUSTER_LABEL, postgres.name(), CloudNativePg.ROLE_LABEL, "instance");
    };
  }

  private static Map<String, String> withRole(PostgresResource postgres, String role) {
    return Map.of(
        CloudNativePg.CLUSTER_LABEL, postgres.name(), PostgresResource.INSTANCE_ROLE, role);
  }

  /**
   * The primary is never given away: the operator moves it first when its node is drained. Of two
   * replicas or more one at a time may go; a single one is held by no budget.
   */
  private static void budgets(ProjectedObjects draft, PostgresResource postgres, long instances) {
    draft.budget(
        postgres.name() + "-primary",
        postgres.inherited(postgres.labels()),
        Fields.of("minAvailable", 1),
        withRole(postgres, "primary"));
    if (instances >= 3) {
      draft.budget(
          postgres.name(),
          postgres.inherited(postgres.labels()),
          Fields.of("minAvailable", instances - 2),
          withRole(postgres, "replica"));
    }
  }
}
