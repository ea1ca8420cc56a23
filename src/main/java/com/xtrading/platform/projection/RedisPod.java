package com.xtrading.platform.projection;

import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A pod of a RedisCluster: the server, and what exports its metrics. */
final class RedisPod {

  private RedisPod() {}

  static Map<String, Object> of(Manifest cluster, String name, Tree settings) {
    Tree spec = Tree.of(cluster.tree()).at("spec");
    Tree kubernetes = spec.at("kubernetesConfig");
    Tree resources =
        settings.at("resources").exists() ? settings.at("resources") : kubernetes.at("resources");
    Tree init = spec.at("initContainer");
    Fields before =
        Fields.of("name", "init-config")
            .with("image", "quay.io/opstree/redis-operator:v0.26.0")
            .with("env", environment(spec))
            .with("resources", resources.map())
            .with("securityContext", init.at("securityContext").map());
    List<Object> initContainers = new ArrayList<>(List.of(before));
    if (init.at("enabled").isTrue()) {
      initContainers.add(
          ProjectedObjects.copy(
              init,
              Fields.of("name", "init" + name),
              "args",
              "command",
              "env",
              "image",
              "imagePullPolicy",
              "resources",
              "securityContext"));
    }
    List<Object> containers = new ArrayList<>(List.of(server(spec, name, settings, resources)));
    if (RedisClusterKind.isExported(spec)) {
      containers.add(exporterOf(spec));
    }
    spec.at("sidecars")
        .elements()
        .forEach(
            one ->
                containers.add(
                    ProjectedObjects.copy(
                        one,
                        Fields.empty(),
                        "command",
                        "env",
                        "image",
                        "imagePullPolicy",
                        "name",
                        "ports",
                        "resources",
                        "securityContext")));
    Fields pod = Fields.of("securityContext", spec.at("podSecurityContext").map());
    ProjectedObjects.copy(spec, pod, "hostNetwork", "priorityClassName", "serviceAccountName");
    ProjectedObjects.copy(kubernetes, pod, "imagePullSecrets");
    ProjectedObjects.copy(settings, pod, ProjectedObjects.PLACEMENT);
    ProjectedObjects.copy(settings, pod, "terminationGracePeriodSeconds");
    return pod.with("initContainers", initContainers)
        .with("containers", containers)
        .with("volumes", volumes(spec, settings));
  }

  private static Fields server(Tree spec, String name, Tree settings, Tree resources) {
    Tree kubernetes = spec.at("kubernetesConfig");
    // Listened on without being declared by the container.
    List<Fields> ports =
        new ArrayList<>(ProjectedObjects.containerPorts(RedisClusterKind.clients(spec)));
    ports.addAll(ProjectedObjects.containerPorts(RedisClusterKind.bus(spec)));
    if (spec.at("hostPort").exists()) {
      ports.get(0).with("hostPort", spec.at("hostPort").number(0));
    }
    List<Object> mounts = new ArrayList<>();
    mounts.addAll(spec.at("storage", "volumeMount", "mountPath").list());
    return ProjectedObjects.copy(kubernetes, Fields.of("name", name), "image", "imagePullPolicy")
        .with("env", environment(spec))
        .with("ports", ports)
        .with("resources", resources.map())
        .with("securityContext", settings.at("securityContext").map())
        .with("volumeMounts", mounts);
  }

  /** Of everything but the exporter. */
  private static List<Object> environment(Tree spec) {
    List<Object> environment = new ArrayList<>(password(spec.at("kubernetesConfig")));
    environment.addAll(spec.at("env").list());
    return environment;
  }

  /** The password, as a container gets it. */
  private static List<Object> password(Tree kubernetes) {
    Tree secret = kubernetes.at("redisSecret");
    return secret.exists()
        ? List.of(
            Fields.of("name", "REDIS_PASSWORD")
                .with("valueFrom", Fields.of("secretKeyRef", secret.map())))
        : List.of();
  }

  private static Fields exporterOf(Tree spec) {
    Tree exporter = spec.at("redisExporter");
    List<Object> env = new ArrayList<>(password(spec.at("kubernetesConfig")));
    env.addAll(exporter.at("env").list());
    return ProjectedObjects.copy(
        exporter,
        Fields.of("name", "redis-exporter")
            .with("ports", ProjectedObjects.containerPorts(RedisClusterKind.exporter(spec)))
            .with("env", env),
        "image",
        "imagePullPolicy",
        "resources",
        "securityContext");
  }

  private static List<Object> volumes(Tree spec, Tree settings) {
    List<Object> volumes = new ArrayList<>();
    volumes.add(Fields.of("name", "config").with("emptyDir", Map.of()));
    Tree further = settings.at("redisConfig", "additionalRedisConfig");
    if (further.exists()) {
      volumes.add(
          Fields.of("name", "external-config")
              .with("configMap", Fields.of("name", further.text(""))));
    }
    volumes.addAll(spec.at("storage", "volumeMount", "volume").list());
    if (spec.at("TLS").exists()) {
      volumes.add(Fields.of("name", "tls-certs").with("secret", spec.at("TLS", "secret").map()));
    }
    return volumes;
  }
}
