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
import java.util.Set;
import java.util.stream.Stream;

/**
 * A RedisCluster of the Redis operator (redis-operator 0.26, internal/k8sutils): a StatefulSet for
 * leaders and one for followers, with the labels of the resource on all that is made.
 */
final class RedisClusterKind implements OperatedKind {

  private static final String CONFIGURATION = "what Redis is told";

  @Override
  public GroupKind kind() {
    return new GroupKind("redis.redis.opstreelabs.in", "RedisCluster");
  }

  @Override
  public Set<String> versions() {
    return Set.of("v1beta2");
  }

  @Override
  public boolean hasVolumes() {
    return true;
  }

  @Override
  public boolean reads(String mark) {
    return mark.contains("opstreelabs.in/");
  }

  @Override
  public List<HarmlessField> harmless() {
    List<HarmlessField> harmless = new ArrayList<>();
    harmless.add(new HarmlessField("spec.clusterVersion", CONFIGURATION));
    harmless.add(
        new HarmlessField(
            "spec.kubernetesConfig.ignoreAnnotations[]", "which annotations are not handed on"));
    harmless.add(
        new HarmlessField("spec.storage.keepAfterDelete", "what becomes of claims afterwards"));
    harmless.add(new HarmlessField("spec.redisConfig.maxMemoryPercentOfLimit", CONFIGURATION));
    for (String key : List.of("ca", "cert", "key")) {
      harmless.add(new HarmlessField("spec.TLS." + key, "which key of its secret is which file"));
    }
    for (String role : List.of("redisLeader", "redisFollower")) {
      for (String probe : List.of("livenessProbe", "readinessProbe")) {
        for (String pace :
            List.of(
                "failureThreshold",
                "initialDelaySeconds",
                "periodSeconds",
                "successThreshold",
                "timeoutSeconds")) {
          harmless.add(
              new HarmlessField(
                  "spec.%s.%s.%s".formatted(role, probe, pace), "how often a probe asks"));
        }
      }
    }
    return harmless;
  }

  @Override
  public Stream<Made> madeOf(Manifest cluster, Collection<Manifest> rendered) {
    ProjectedObjects draft = new ProjectedObjects(cluster);
    Tree spec = Tree.of(cluster.tree()).at("spec");
    long size = spec.at("clusterSize").number(3);
    for (String role : List.of("leader", "follower")) {
      Tree settings = spec.at(role.equals("leader") ? "redisLeader" : "redisFollower");
      long replicas = ProjectedObjects.pods(settings.at("replicas"), size);
      servers(draft, cluster, role, settings, replicas);
    }
    Map<String, Object> masters =
        Fields.of("cluster", cluster.name())
            .with("redis-role", "master")
            .with("redis_setup_type", "cluster");
    return draft
        .service(cluster.name() + "-master", masters, service(masters, clients(spec)))
        .made();
  }

  private static void servers(
      ProjectedObjects draft, Manifest cluster, String role, Tree settings, long replicas) {
    String name = "%s-%s".formatted(cluster.name(), role);
    Tree spec = Tree.of(cluster.tree()).at("spec");
    Fields stable = Fields.of("app", name).with("redis_setup_type", "cluster").with("role", role);
    Map<String, Object> labels =
        ProjectedObjects.over(Fields.copyOf(stable), cluster.at("metadata", "labels"));
    Map<String, Object> podLabels = Fields.copyOf(labels);
    podLabels.put("cluster", cluster.name());
    if (replicas > 0) {
      services(draft, spec, name, labels, stable);
    }
    Tree kubernetes = spec.at("kubernetesConfig");
    Fields set =
        Fields.of("replicas", replicas)
            .with("serviceName", name + "-headless")
            .with("selector", Fields.of("matchLabels", stable));
    ProjectedObjects.copy(
        kubernetes,
        set,
        "minReadySeconds",
        "persistentVolumeClaimRetentionPolicy",
        "updateStrategy");
    ProjectedObjects.copy(spec, set, "podManagementPolicy");
    draft.replicated(
        "StatefulSet", name, podLabels, set, podLabels, RedisPod.of(cluster, name, settings));
    Tree storage = spec.at("storage");
    if (storage.at("nodeConfVolume").isTrue()) {
      draft.claims(
          "node-conf", name, replicas, podLabels, claim(storage.at("nodeConfVolumeClaimTemplate")));
    }
    if (isPersistent(spec)) {
      draft.claims(name, name, replicas, podLabels, claim(storage.at("volumeClaimTemplate")));
    }
    Tree budget = settings.at("pdb");
    if (budget.at("enabled").isTrue()) {
      Map<String, Object> budgetLabels = Fields.copyOf(labels);
      budgetLabels.put("app", cluster.name());
      draft.budget(name, budgetLabels, bound(spec, budget), Map.of("app", name, "role", role));
    }
  }

  private static Fields bound(Tree spec, Tree budget) {
    if (budget.at("maxUnavailable").exists()) {
      return Fields.of("maxUnavailable", budget.at("maxUnavailable").number(0));
    }
    long quorum = spec.at("clusterSize").number(3) / 2 + 1;
    return Fields.of("minAvailable", budget.at("minAvailable").number(quorum));
  }

  private static boolean isPersistent(Tree spec) {
    return spec.at("storage").exists() && spec.at("persistenceEnabled").isTrue();
  }

  private static Fields claim(Tree template) {
    Fields claim = Fields.of("accessModes", List.of("ReadWriteOnce"));
    claim.putAll(template.at("spec").map());
    return claim;
  }

  private static int port(Tree spec) {
    return (int) spec.at("port").number(6379);
  }

  static Map<String, Integer> clients(Tree spec) {
    return Map.of("redis-client", port(spec));
  }

  static Map<String, Integer> bus(Tree spec) {
    return Map.of("redis-bus", port(spec) + 10_000);
  }

  static Map<String, Integer> exporter(Tree spec) {
    return Map.of("redis-exporter", (int) spec.at("redisExporter", "port").number(9121));
  }

  static boolean isExported(Tree spec) {
    return spec.at("redisExporter", "enabled").isTrue();
  }

  @SafeVarargs
  private static Fields service(Map<String, ?> selector, Map<String, Integer>... ports) {
    List<Fields> all = new ArrayList<>();
    Stream.of(ports).forEach(some -> all.addAll(ProjectedObjects.servicePorts(some)));
    return Fields.of("type", "ClusterIP").with("selector", selector).with("ports", all);
  }

  private static void services(
      ProjectedObjects draft,
      Tree spec,
      String name,
      Map<String, Object> labels,
      Map<String, Object> stable) {
    Tree settings = spec.at("kubernetesConfig", "service");
    Map<String, Integer> none = Map.of();
    Fields headless =
        service(labels, clients(spec), isBusIn(settings.at("headless")) ? bus(spec) : none)
            .with("clusterIP", "None");
    draft
        .service(name + "-headless", labels, headless)
        .service(
            name,
            labels,
            service(
                labels,
                clients(spec),
                isExported(spec) ? exporter(spec) : none,
                isBusIn(settings) ? bus(spec) : none));
    Tree additional = settings.at("additional");
    if (!additional.at("enabled").isFalse()) {
      Fields further = service(labels, clients(spec), isBusIn(additional) ? bus(spec) : none);
      further.put("type", settings.at("serviceType").text("ClusterIP"));
      draft.service(name + "-additional", labels, further);
    }
    if (isExported(spec)) {
      Map<String, Object> own = Fields.copyOf(stable);
      own.put("app.kubernetes.io/component", "metrics");
      draft.service(name + "-metrics", own, service(stable, exporter(spec)));
    }
  }

  private static boolean isBusIn(Tree service) {
    return service.at("includeBusPort").isTrue();
  }
}
