package com.xtrading.platform.projection;

import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One instance of PostgreSQL: a pod, and the claims of what it keeps. */
final class PostgresInstance {

  private PostgresInstance() {}

  static void draw(ProjectedObjects draft, PostgresResource postgres, int number) {
    String name = "%s-%d".formatted(postgres.name(), number);
    Tree spec = postgres.spec();
    Fields labels = postgres.labels();
    labels
        .with("cnpg.io/instanceName", name)
        .with(CloudNativePg.ROLE_LABEL, "instance")
        .putAll(postgres.role(name));
    Fields server =
        Fields.of("name", "postgres")
            .with("image", postgres.image())
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
        Fields.of("serviceAccountName", postgres.account())
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
    Fields affinity = affinity(postgres);
    if (!affinity.isEmpty()) {
      pod.with("affinity", affinity);
    }
    List<Fields> volumes = new ArrayList<>(temporary(spec));
    for (Kept kept : Kept.of(spec)) {
      volumes.add(kept.volumeOf(name));
      draft.claim(name + kept.suffix(), claimLabels(postgres, name, kept), kept.claim());
    }
    draft.pod(name, postgres.inherited(labels), pod.with("volumes", volumes));
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
    Fields empty = Fields.empty();
    size.node().ifPresent(limit -> empty.with("sizeLimit", limit));
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

  private static Map<String, Object> claimLabels(
      PostgresResource postgres, String instance, Kept kept) {
    Fields labels =
        postgres
            .owned()
            .with("app.kubernetes.io/component", "database")
            .with("app.kubernetes.io/name", "postgresql")
            .with("cnpg.io/instanceName", instance)
            .with("cnpg.io/pvcRole", kept.role());
    labels.putAll(postgres.role(instance));
    return postgres.inherited(labels);
  }

  /**
   * Instances keep away from each other, strictly or by preference, unless that is switched off.
   */
  private static Fields affinity(PostgresResource postgres) {
    Tree given = postgres.spec().at("affinity");
    Fields apart = Fields.of("topologyKey", given.at("topologyKey").text("kubernetes.io/hostname"));
    apart.with(
        "labelSelector",
        Fields.of(
            "matchExpressions",
            List.of(
                in(CloudNativePg.CLUSTER_LABEL, postgres.name()),
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
    required.addAll(more.at(must).list());
    preferred.addAll(more.at(should).list());
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
