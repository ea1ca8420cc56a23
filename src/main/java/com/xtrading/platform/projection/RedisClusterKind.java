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
 * A RedisCluster of the Redis operator (redis-operator 0.26, internal/k8sutils): a StatefulSet for
 * leaders and one for followers, with the labels of the resource on their pods.
 */
final class RedisClusterKind implements OperatedKind {

  private static final Map<String, Integer> CLIENTS = Map.of("redis-client", 6379);

  /** Listened on without being declared by the container. */
  private static final Map<String, Integer> LISTENING =
      Map.of("redis-client", 6379, "redis-bus", 16379);

  @Override
  public GroupKind kind() {
    return new GroupKind("redis.redis.opstreelabs.in", "RedisCluster");
  }

  @Override
  public boolean hasVolumes() {
    return true;
  }

  @Override
  public Stream<Made> madeOf(Manifest cluster, Collection<Manifest> rendered) {
    ProjectedObjects draft = new ProjectedObjects(cluster);
    long size = cluster.at("spec", "clusterSize").number(3);
    for (String role : List.of("leader", "follower")) {
      String field = role.equals("leader") ? "redisLeader" : "redisFollower";
      long replicas = ProjectedObjects.pods(cluster.at("spec", field, "replicas"), size);
      if (replicas > 0) {
        servers(draft, cluster, role, cluster.at("spec", field), replicas);
      }
    }
    return draft
        .service(
            cluster.name() + "-master",
            Map.of("cluster", cluster.name(), "redis_setup_type", "cluster"),
            CLIENTS)
        .made();
  }

  private static void servers(
      ProjectedObjects draft, Manifest cluster, String role, Tree settings, long replicas) {
    String name = "%s-%s".formatted(cluster.name(), role);
    Fields labels =
        Fields.of("app", name)
            .with("role", role)
            .with("redis_setup_type", "cluster")
            .with("cluster", cluster.name());
    cluster.at("metadata", "labels").map().forEach(labels::putIfAbsent);
    draft
        .replicated("StatefulSet", name, replicas, labels, pod(cluster, name, settings))
        .service(name, Map.of("app", name), CLIENTS)
        .service(name + "-headless", Map.of("app", name), CLIENTS);
    Tree claim = cluster.at("spec", "storage", "nodeConfVolumeClaimTemplate", "spec");
    for (long number = 0; number < replicas; number++) {
      draft.claim(
          "node-conf-%s-%d".formatted(name, number),
          claim.at("storageClassName").text(""),
          claim.at("resources", "requests", "storage").text(""));
    }
    if (settings.at("pdb", "enabled").isTrue()) {
      draft.budget(name, Map.of("app", name));
    }
  }

  private static Map<String, Object> pod(Manifest cluster, String name, Tree settings) {
    Tree resources = cluster.at("spec", "kubernetesConfig", "resources");
    Tree exporter = cluster.at("spec", "redisExporter");
    Fields pod =
        Fields.of("serviceAccountName", cluster.at("spec", "serviceAccountName").text("default"))
            .with("priorityClassName", cluster.at("spec", "priorityClassName").text(""))
            .with("securityContext", cluster.at("spec", "podSecurityContext").map())
            .with(
                "initContainers",
                List.of(
                    ProjectedObjects.container(
                        "init-config",
                        Map.of(),
                        resources,
                        cluster.at("spec", "initContainer", "securityContext").map())))
            .with(
                "containers",
                List.of(
                    ProjectedObjects.container(
                        name, LISTENING, resources, settings.at("securityContext").map()),
                    ProjectedObjects.container(
                        "redis-exporter",
                        Map.of("redis-exporter", (int) exporter.at("port").number(9121)),
                        exporter.at("resources"),
                        exporter.at("securityContext").map())));
    ProjectedObjects.place(settings, pod);
    return pod;
  }
}
