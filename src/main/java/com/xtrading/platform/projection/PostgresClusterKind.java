package com.xtrading.platform.projection;

import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.Made;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Cluster of CloudNativePG (cloudnative-pg 1.30, pkg/specs): single pods for instances. Jobs that
 * set up an instance come and go with the template of its pod, and are not among what is made.
 */
final class PostgresClusterKind implements OperatedKind {

  private static final String INSTANCE_ROLE = "cnpg.io/instanceRole";
  private static final String DEFAULT_IMAGE =
      "ghcr.io/cloudnative-pg/postgresql:18.4-system-trixie";
  private static final Pattern MAJOR = Pattern.compile(":(\\d+)");

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
    return Optional.of(INSTANCE_ROLE);
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
    ProjectedObjects draft = new ProjectedObjects(cluster);
    Tree spec = Tree.of(cluster.tree()).at("spec");
    long instances = ProjectedObjects.pods(spec.at("instances"), 1);
    for (int number = 1; number <= instances; number++) {
      instance(draft, cluster, number);
    }
    services(draft, cluster);
    if (!spec.at("enablePDB").isFalse()) {
      budgets(draft, cluster, instances);
    }
    String account = account(cluster);
    if (account.equals(cluster.name())) {
      Tree metadata = spec.at("serviceAccountTemplate", "metadata");
      draft.account(
          account,
          inherited(cluster, ProjectedObjects.over(owned(cluster), metadata.at("labels"))),
          Fields.of("annotations", metadata.at("annotations").map()));
    }
    if (spec.at("monitoring", "enablePodMonitor").isTrue()) {
      draft.add(
          "monitoring.coreos.com/v1",
          "PodMonitor",
          cluster.name(),
          inherited(cluster, labels(cluster)),
          CloudNativePg.monitor(selector(cluster, "r")));
    }
    SortedSet<String> readable = new TreeSet<>();
    secrets(draft, cluster, rendered, readable);
    Map<String, Object> labels = inherited(cluster, owned(cluster));
    return draft
        .role(cluster.name(), labels, instanceRights(cluster, readable))
        .binding(cluster.name(), labels, cluster.name(), account)
        .made();
  }

  private static String account(Manifest cluster) {
    return cluster.at("spec", "serviceAccountName").text(cluster.name());
  }

  private static String image(Manifest cluster) {
    return cluster.at("spec", "imageName").text(DEFAULT_IMAGE);
  }

  private static Fields labels(Manifest cluster) {
    Fields labels = CloudNativePg.labels(cluster.name(), "database");
    Matcher major = MAJOR.matcher(image(cluster));
    if (major.find()) {
      labels.with("app.kubernetes.io/version", major.group(1));
    }
    return labels;
  }

  private static Fields owned(Manifest cluster) {
    return CloudNativePg.managed().with(CloudNativePg.CLUSTER_LABEL, cluster.name());
  }

  /** Inherited labels come last and win. */
  private static Map<String, Object> inherited(Manifest cluster, Map<String, Object> labels) {
    labels.putAll(cluster.at("spec", "inheritedMetadata", "labels").map());
    return labels;
  }

  /** Until the operator moves it, the first instance is the primary. */
  private static Fields role(Manifest cluster, String instance) {
    String role = instance.equals(cluster.name() + "-1") ? "primary" : "replica";
    return Fields.of(INSTANCE_ROLE, role).with("role", role);
  }

  private static void services(ProjectedObjects draft, Manifest cluster) {
    Tree managed = cluster.at("spec", "managed", "services");
    Fields port =
        Fields.of("name", "postgres")
            .with("port", CloudNativePg.PORT)
            .with("targetPort", CloudNativePg.PORT);
    List<String> disabled =
        managed.at("disabledDefaultServices").elements().map(one -> one.text("")).toList();
    for (String service : List.of("rw", "ro", "r")) {
      if (!disabled.contains(service)) {
        draft.service(
            cluster.name() + "-" + service,
            inherited(cluster, labels(cluster)),
            CloudNativePg.service(Tree.of(null), selector(cluster, service), port));
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
                  inherited(
                      cluster,
                      ProjectedObjects.over(
                          labels(cluster).with("cnpg.io/isManaged", "true"),
                          template.at("metadata", "labels"))),
                  CloudNativePg.service(
                      template.at("spec"),
                      selector(cluster, service.at("selectorType").text("")),
                      port));
            });
  }

  /** Which instances a Service leads to: the primary, its replicas, or all. */
  private static Map<String, String> selector(Manifest cluster, String service) {
    return switch (service) {
      case "rw" -> withRole(cluster, "primary");
      case "ro" -> withRole(cluster, "replica");
      default ->
          Map.of(CloudNativePg.CLUSTER_LABEL, cluster.name(), CloudNativePg.ROLE_LABEL, "instance");
    };
  }

  private static Map<String, String> withRole(Manifest cluster, String role) {
    return Map.of(CloudNativePg.CLUSTER_LABEL, cluster.name(), INSTANCE_ROLE, role);
  }

  /**
   * The primary is never given away: the operator moves it first when its node is drained. Of three
   * or more instances one replica at a time may go, of two none.
   */
  private static void budgets(ProjectedObjects draft, Manifest cluster, long instances) {
    draft.budget(
        cluster.name() + "-primary",
        inherited(cluster, labels(cluster)),
        Fields.of("minAvailable", 1),
        withRole(cluster, "primary"));
    if (instances >= 3) {
      draft.budget(
          cluster.name(),
          inherited(cluster, labels(cluster)),
          Fields.of("minAvailable", instances - 2),
          withRole(cluster, "replica"));
    }
  }

  /**
   * Secrets that are made, and all that the instance manager may read (pkg/specs/roles.go).
   *
   * @param readable receives the names of the latter
   */
  private static void secrets(
      ProjectedObjects draft,
      Manifest cluster,
      Collection<Manifest> rendered,
      SortedSet<String> readable) {
    String name = cluster.name();
    Tree spec = Tree.of(cluster.tree()).at("spec");
    Tree certificates = spec.at("certificates");
    Fields plain = CloudNativePg.managed();
    String authority = certificates.at("serverCASecret").text(name + "-ca");
    String clientAuthority = certificates.at("clientCASecret").text(name + "-ca");
    if (Stream.of(authority, clientAuthority).anyMatch((name + "-ca")::equals)) {
      draft.secret(name + "-ca", plain, "ca.crt", "ca.key");
    }
    String server = certificates.at("serverTLSSecret").text(name + "-server");
    String replication = certificates.at("replicationTLSSecret").text(name + "-replication");
    for (String pair : List.of(server, replication)) {
      if (pair.equals(name + "-server") || pair.equals(name + "-replication")) {
        draft.secret(pair, plain, "tls.crt", "tls.key");
      }
    }
    String application = spec.at("bootstrap", "initdb", "secret", "name").text(name + "-app");
    if (application.equals(name + "-app")) {
      login(draft, cluster, application, "app");
    }
    String superuser = spec.at("superuserSecret", "name").text(name + "-superuser");
    if (spec.at("enableSuperuserAccess").isTrue() && superuser.equals(name + "-superuser")) {
      login(draft, cluster, superuser, "superuser");
    }
    if (rendered.stream().anyMatch(one -> PostgresPoolerKind.isServedBy(one, cluster))) {
      draft.secret(
          name + "-pooler",
          CloudNativePg.managed().with("cnpg.io/reload", "true"),
          "tls.crt",
          "tls.key");
    }
    readable.addAll(
        List.of(authority, clientAuthority, server, replication, application, superuser));
    spec.at("monitoring", "customQueriesSecret")
        .elements()
        .forEach(one -> readable.add(one.at("name").text("")));
    spec.at("managed", "roles")
        .elements()
        .forEach(role -> readable.add(role.at("passwordSecret", "name").text("")));
    rendered.stream()
        .filter(one -> one.is(CloudNativePg.ROLE.kind()))
        .filter(one -> one.namespace().equals(cluster.namespace()))
        .filter(one -> one.at("spec", "cluster", "name").text("").equals(name))
        .forEach(role -> readable.add(role.at("spec", "passwordSecret", "name").text("")));
    readable.remove("");
  }

  private static void login(ProjectedObjects draft, Manifest cluster, String name, String user) {
    draft.secret(
        name,
        inherited(
            cluster, owned(cluster).with("cnpg.io/reload", "true").with("cnpg.io/userType", user)),
        "dbname",
        "fqdn-jdbc-uri",
        "fqdn-uri",
        "host",
        "jdbc-uri",
        "password",
        "pgpass",
        "port",
        "uri",
        "user",
        "username");
  }

  private static List<Fields> instanceRights(Manifest cluster, Collection<String> secrets) {
    String name = cluster.name();
    String group = CloudNativePg.GROUP;
    List<String> looking = List.of("get", "list", "watch");
    List<String> keeping = List.of("get", "list", "update", "watch");
    List<String> reporting = List.of("get", "patch", "update");
    List<String> reportingLive = List.of("get", "patch", "update", "watch");
    List<String> configuration = new ArrayList<>(List.of(name));
    if (!cluster.at("spec", "monitoring", "disableDefaultQueries").isTrue()) {
      configuration.add("cnpg-default-monitoring");
    }
    cluster
        .at("spec", "monitoring", "customQueriesConfigMap")
        .elements()
        .forEach(one -> configuration.add(one.at("name").text("")));
    List<Fields> rules =
        new ArrayList<>(
            List.of(
                ProjectedObjects.allow(
                    "", List.of("configmaps"), List.of("get", "watch"), configuration),
                ProjectedObjects.allow(
                    "", List.of("secrets"), List.of("get", "watch"), List.copyOf(secrets)),
                ProjectedObjects.allow("", List.of("events"), List.of("create", "patch")),
                ProjectedObjects.allow(group, List.of("backups"), List.of("delete", "get", "list")),
                ProjectedObjects.allow(group, List.of("backups/status"), reporting),
                ProjectedObjects.allow(
                    "coordination.k8s.io", List.of("leases"), List.of("get", "update"), name)));
    for (String own : List.of("clusters", "failoverquorums")) {
      rules.add(ProjectedObjects.allow(group, List.of(own), looking, name));
      rules.add(ProjectedObjects.allow(group, List.of(own + "/status"), reportingLive, name));
    }
    for (String any : List.of("databases", "databaseroles", "publications", "subscriptions")) {
      rules.add(ProjectedObjects.allow(group, List.of(any), keeping));
      rules.add(ProjectedObjects.allow(group, List.of(any + "/status"), reporting));
    }
    return rules;
  }

  private static void instance(ProjectedObjects draft, Manifest cluster, int number) {
    String name = "%s-%d".formatted(cluster.name(), number);
    Tree spec = Tree.of(cluster.tree()).at("spec");
    Fields labels = labels(cluster);
    labels
        .with("cnpg.io/instanceName", name)
        .with(CloudNativePg.ROLE_LABEL, "instance")
        .putAll(role(cluster, name));
    Fields server =
        Fields.of("name", "postgres")
            .with("image", image(cluster))
            .with(
                "ports",
                ProjectedObjects.containerPorts(
                    Map.of("postgresql", CloudNativePg.PORT, "metrics", 9187, "status", 8000)))
            .with("resources", spec.at("resources").map())
            .with("securityContext", CloudNativePg.containerSecurity(spec));
    ProjectedObjects.copy(spec, server, "env", "envFrom", "imagePullPolicy");
    Fields bootstrap = CloudNativePg.bootstrap(spec, spec.at("resources"));
    ProjectedObjects.copy(spec, bootstrap, "imagePullPolicy");
    Fields pod =
        Fields.of("serviceAccountName", account(cluster))
            .with("initContainers", List.of(bootstrap))
            .with("containers", List.of(server))
            .with(
                "securityContext",
                ProjectedObjects.over(
                    CloudNativePg.podSecurity(
                        spec, spec.at("postgresUID").number(26), spec.at("postgresGID").number(26)),
                    spec.at("podSecurityContext")))
            .with("terminationGracePeriodSeconds", spec.at("stopDelay").number(1800));
    ProjectedObjects.copy(
        spec, pod, "priorityClassName", "schedulerName", "topologySpreadConstraints");
    ProjectedObjects.copy(spec.at("affinity"), pod, "nodeSelector", "tolerations");
    Fields affinity = affinity(cluster);
    if (!affinity.isEmpty()) {
      pod.with("affinity", affinity);
    }
    List<Fields> volumes = new ArrayList<>(temporary(spec));
    for (Kept kept : Kept.of(spec)) {
      volumes.add(kept.volumeOf(name));
      draft.claim(name + kept.suffix(), claimLabels(cluster, name, kept), kept.claim());
    }
    draft.pod(name, inherited(cluster, labels), pod.with("volumes", volumes));
  }

  /** Volumes that live as long as the pod. */
  private static List<Fields> temporary(Tree spec) {
    Tree limits = spec.at("ephemeralVolumesSizeLimit");
    Tree source = spec.at("ephemeralVolumeSource");
    Tree projected = spec.at("projectedVolumeTemplate");
    List<Fields> volumes = new ArrayList<>();
    volumes.add(
        source.exists()
            ? Fields.of("name", "scratch-data").with("ephemeral", source.map())
            : Fields.of("name", "scratch-data")
                .with("emptyDir", limit(limits.at("temporaryData"))));
    Map<String, Object> shared = limit(limits.at("shm"));
    shared.put("medium", "Memory");
    volumes.add(Fields.of("name", "shm").with("emptyDir", shared));
    if (projected.exists()) {
      volumes.add(Fields.of("name", "projected").with("projected", projected.map()));
    }
    return volumes;
  }

  private static Map<String, Object> limit(Tree size) {
    Fields empty = Fields.of("sizeLimit", size.text(""));
    if (!size.exists()) {
      empty.clear();
    }
    return empty;
  }

  /**
   * What an instance keeps: data, write-ahead log, or a tablespace.
   *
   * @param suffix how the name of the claim ends
   * @param volume the volume of the pod
   * @param role what the operator calls it
   * @param storage its size and class
   */
  private record Kept(String suffix, String volume, String role, Tree storage) {

    static List<Kept> of(Tree spec) {
      List<Kept> kept = new ArrayList<>();
      kept.add(new Kept("", "pgdata", "PG_DATA", spec.at("storage")));
      if (spec.at("walStorage").exists()) {
        kept.add(new Kept("-wal", "pg-wal", "PG_WAL", spec.at("walStorage")));
      }
      spec.at("tablespaces")
          .elements()
          .forEach(
              space -> {
                String name = space.at("name").text("").replace('_', '-').replace('$', '-');
                kept.add(
                    new Kept("-tbs-" + name, "tbs-" + name, "PG_TABLESPACE", space.at("storage")));
              });
      return kept;
    }

    Fields claim() {
      Fields claim = Fields.of("accessModes", List.of("ReadWriteOnce"));
      claim.putAll(storage.at("pvcTemplate").map());
      storage.at("storageClass").node().ifPresent(one -> claim.put("storageClassName", one));
      storage
          .at("size")
          .node()
          .ifPresent(
              one -> claim.put("resources", Fields.of("requests", Fields.of("storage", one))));
      return claim;
    }

    Fields volumeOf(String instance) {
      return Fields.of("name", volume)
          .with("persistentVolumeClaim", Fields.of("claimName", instance + suffix));
    }
  }

  private static Map<String, Object> claimLabels(Manifest cluster, String instance, Kept kept) {
    Fields labels =
        owned(cluster)
            .with("app.kubernetes.io/component", "database")
            .with("app.kubernetes.io/name", "postgresql")
            .with("cnpg.io/instanceName", instance)
            .with("cnpg.io/pvcRole", kept.role());
    labels.putAll(role(cluster, instance));
    return inherited(cluster, labels);
  }

  /**
   * Instances keep away from each other, strictly or by preference, unless that is switched off.
   */
  private static Fields affinity(Manifest cluster) {
    Tree given = cluster.at("spec", "affinity");
    Fields apart = Fields.of("topologyKey", given.at("topologyKey").text("kubernetes.io/hostname"));
    apart.with(
        "labelSelector",
        Fields.of(
            "matchExpressions",
            List.of(
                in(CloudNativePg.CLUSTER_LABEL, cluster.name()),
                in(CloudNativePg.ROLE_LABEL, "instance"))));
    List<Object> required = new ArrayList<>();
    List<Object> preferred = new ArrayList<>();
    if (!given.at("enablePodAntiAffinity").isFalse()) {
      switch (given.at("podAntiAffinityType").text("preferred")) {
        case "required" -> required.add(apart);
        case "preferred" -> preferred.add(Fields.of("weight", 100).with("podAffinityTerm", apart));
        default -> {}
      }
    }
    Tree more = given.at("additionalPodAntiAffinity");
    String must = "requiredDuringSchedulingIgnoredDuringExecution";
    String should = "preferredDuringSchedulingIgnoredDuringExecution";
    more.at(must).elements().forEach(one -> one.node().ifPresent(required::add));
    more.at(should).elements().forEach(one -> one.node().ifPresent(preferred::add));
    Fields away = Fields.of(must, required).with(should, preferred);
    away.values().removeIf(List.of()::equals);
    Fields affinity = Fields.of("podAntiAffinity", away);
    affinity.values().removeIf(Map.of()::equals);
    given.at("additionalPodAffinity").node().ifPresent(one -> affinity.with("podAffinity", one));
    given.at("nodeAffinity").node().ifPresent(one -> affinity.with("nodeAffinity", one));
    return affinity;
  }

  private static Fields in(String label, String value) {
    return Fields.of("key", label).with("operator", "In").with("values", List.of(value));
  }
}
