package com.xtrading.platform.projection;

import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A pod of RabbitMQ, with what people lay over it. */
final class RabbitmqPod {

  private static final Map<String, Object> SETUP_SIZE = Map.of("cpu", "20m", "memory", "64Mi");

  /** What runs where a resource says neither image nor size. */
  private static final String DEFAULT_IMAGE = "rabbitmq:4.2.6-management";

  private static final Map<String, Object> DEFAULT_SIZE =
      Fields.of("requests", Map.of("cpu", "1", "memory", "2Gi"))
          .with("limits", Map.of("cpu", "2", "memory", "2Gi"));

  /** A week. */
  private static final long DEFAULT_GRACE = 604_800;

  private static final String UNSPREAD = "rabbitmq.com/disable-default-topology-spread-constraints";

  private RabbitmqPod() {}

  static Map<String, Object> of(Manifest cluster) {
    String name = cluster.name();
    Tree spec = Tree.of(cluster.tree()).at("spec");
    Map<String, Integer> ports = RabbitmqClusterKind.clients(spec);
    if (RabbitmqClusterKind.isPlain(spec)) {
      ports.put("prometheus", 15692);
    }
    if (RabbitmqClusterKind.isEncrypted(spec)) {
      ports.put("prometheus-tls", 15691);
    }
    ports.putAll(RabbitmqClusterKind.NODES);
    String image = spec.at("image").text(DEFAULT_IMAGE);
    Tree size = spec.at("resources");
    Fields server =
        Fields.of("name", "rabbitmq")
            .with("image", image)
            .with("ports", ProjectedObjects.containerPorts(ports))
            .with("resources", size.exists() ? size.map() : DEFAULT_SIZE)
            .with("securityContext", security());
    Fields before =
        Fields.of("name", "setup-container")
            .with("image", image)
            .with("resources", Fields.of("requests", SETUP_SIZE).with("limits", SETUP_SIZE))
            .with("securityContext", security());
    Fields pod =
        Fields.of("initContainers", List.of(before))
            .with("containers", List.of(server))
            .with(
                "securityContext",
                Fields.of("fsGroup", 0)
                    .with("runAsUser", 999)
                    .with("runAsNonRoot", true)
                    .with("seccompProfile", Fields.of("type", "RuntimeDefault")))
            .with(
                "terminationGracePeriodSeconds",
                spec.at("terminationGracePeriodSeconds").number(DEFAULT_GRACE))
            .with("volumes", volumes(name, spec));
    if (!cluster.at("metadata", "annotations", UNSPREAD).text("").equals("true")) {
      pod.with("topologySpreadConstraints", List.of(spread(name)));
    }
    ProjectedObjects.copy(spec, pod, "affinity", "imagePullSecrets", "tolerations");
    Map<String, Object> merged =
        StrategicMerge.of(
            pod, allowed(spec.at("override", "statefulSet", "spec", "template", "spec")));
    merged.put("serviceAccountName", name + "-server");
    merged.put("automountServiceAccountToken", true);
    return merged;
  }

  /** Over zones, where there are any and as far as it goes. */
  private static Fields spread(String cluster) {
    return Fields.of("maxSkew", 1)
        .with("topologyKey", "topology.kubernetes.io/zone")
        .with("whenUnsatisfiable", "ScheduleAnyway")
        .with("labelSelector", Fields.of("matchLabels", Map.of("app.kubernetes.io/name", cluster)));
  }

  private static Fields security() {
    return ProjectedObjects.locked()
        .with("privileged", false)
        .with("runAsNonRoot", true)
        .with("seccompProfile", Fields.of("type", "RuntimeDefault"));
  }

  /** What is left of an override once the operator has taken away what it does not allow. */
  private static Map<String, Object> allowed(Tree override) {
    Fields left = Fields.copyOf(override.map());
    List.of("hostPID", "hostNetwork", "hostIPC", "serviceAccountName").forEach(left::remove);
    left.computeIfPresent(
        "volumes",
        (key, volumes) ->
            Tree.of(volumes)
                .elements()
                .filter(volume -> !volume.at("hostPath").exists())
                .map(Tree::map)
                .toList());
    for (String list : List.of("containers", "initContainers")) {
      left.computeIfPresent(
          list,
          (key, containers) ->
              Tree.of(containers).elements().map(RabbitmqPod::unprivileged).toList());
    }
    return left;
  }

  private static Map<String, Object> unprivileged(Tree container) {
    if (!container.at("securityContext").exists()) {
      return container.map();
    }
    Fields security = Fields.copyOf(container.at("securityContext").map());
    security.replaceAll(
        (field, value) ->
            switch (field) {
              case "privileged", "allowPrivilegeEscalation" -> false;
              case "runAsNonRoot" -> true;
              default -> value;
            });
    if (Tree.of(security).at("runAsUser").number(1) == 0) {
      security.remove("runAsUser");
    }
    security.computeIfPresent(
        "capabilities",
        (key, capabilities) -> {
          Fields kept = Fields.copyOf(Tree.of(capabilities).map());
          kept.remove("add");
          return kept;
        });
    Fields changed = Fields.copyOf(container.map());
    changed.put("securityContext", security);
    return changed;
  }

  private static List<Object> volumes(String name, Tree spec) {
    List<Object> volumes = new ArrayList<>();
    volumes.add(
        Fields.of("name", "plugins-conf")
            .with("configMap", Fields.of("name", name + "-plugins-conf")));
    List<Object> sources = new ArrayList<>();
    sources.add(Fields.of("configMap", Fields.of("name", name + "-server-conf")));
    Tree external = spec.at("secretBackend", "externalSecret", "name");
    if (external.exists() || !spec.at("secretBackend").exists()) {
      sources.add(Fields.of("secret", Fields.of("name", external.text(name + "-default-user"))));
    }
    volumes.add(
        Fields.of("name", "rabbitmq-confd").with("projected", Fields.of("sources", sources)));
    volumes.add(Fields.of("name", "rabbitmq-erlang-cookie").with("emptyDir", Map.of()));
    volumes.add(
        Fields.of("name", "erlang-cookie-secret")
            .with("secret", Fields.of("secretName", name + "-erlang-cookie")));
    volumes.add(Fields.of("name", "rabbitmq-plugins").with("emptyDir", Map.of()));
    if (RabbitmqClusterKind.FILES.keySet().stream()
        .anyMatch(field -> spec.at("rabbitmq", field).exists())) {
      volumes.add(
          Fields.of("name", "server-conf")
              .with("configMap", Fields.of("name", name + "-server-conf")));
    }
    if (RabbitmqClusterKind.isEncrypted(spec)) {
      List<Object> files = new ArrayList<>();
      files.add(Fields.of("secret", Fields.of("name", spec.at("tls", "secretName").text(""))));
      Tree authority = spec.at("tls", "caSecretName");
      if (authority.exists()) {
        files.add(Fields.of("secret", Fields.of("name", authority.text(""))));
      }
      volumes.add(Fields.of("name", "rabbitmq-tls").with("projected", Fields.of("sources", files)));
    }
    Tree persistence = spec.at("persistence");
    if (RabbitmqClusterKind.isTemporary(persistence)) {
      volumes.add(
          Fields.of("name", "persistence").with("emptyDir", persistence.at("emptyDir").map()));
    }
    return volumes;
  }
}
