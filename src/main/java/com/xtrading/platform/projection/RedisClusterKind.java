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
    draft.replicated("StatefulSet", name, podLabels, set, podLabels, pod(cluster, name, settings));
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

  private static Map<String, Integer> clients(Tree spec) {
    return Map.of("redis-client", port(spec));
  }

  private static Map<String, Integer> bus(Tree spec) {
    return Map.of("redis-bus", port(spec) + 10_000);
  }

  private static Map<String, Integer> exporter(Tree spec) {
    return Map.of("redis-exporter", (int) spec.at("redisExporter", "port").number(9121));
  }

  private static boolean isExported(Tree spec) {
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

  private static Map<String, Object> pod(Manifest cluster, String name, Tree settings) {
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
    if (isExported(spec)) {
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
    List<Fields> ports = new ArrayList<>(ProjectedObjects.containerPorts(clients(spec)));
    ports.addAll(ProjectedObjects.containerPorts(bus(spec)));
    if (spec.at("hostPort").exists()) {
      ports.get(0).with("hostPort", spec.at("hostPort").number(0));
    }
    List<Object> mounts = new ArrayList<>();
    spec.at("storage", "volumeMount", "mountPath")
        .elements()
        .forEach(one -> one.node().ifPresent(mounts::add));
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
    spec.at("env").elements().forEach(one -> one.node().ifPresent(environment::add));
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
    exporter.at("env").elements().forEach(one -> one.node().ifPresent(env::add));
    return ProjectedObjects.copy(
        exporter,
        Fields.of("name", "redis-exporter")
            .with("ports", ProjectedObjects.containerPorts(exporter(spec)))
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
    spec.at("storage", "volumeMount", "volume")
        .elements()
        .forEach(one -> one.node().ifPresent(volumes::add));
    if (spec.at("TLS").exists()) {
      volumes.add(Fields.of("name", "tls-certs").with("secret", spec.at("TLS", "secret").map()));
    }
    return volumes;
  }
}
