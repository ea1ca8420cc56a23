package com.xtrading.platform.projection;

import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.Made;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A RabbitmqCluster of the RabbitMQ cluster operator (cluster-operator 2.22, internal/resource): a
 * StatefulSet whose ports depend on TLS. The labels of the resource do not reach the pods.
 */
final class RabbitmqClusterKind implements OperatedKind {

  private static final Map<String, Integer> PLAIN =
      Map.of("amqp", 5672, "management", 15672, "prometheus", 15692);
  private static final Map<String, Integer> ENCRYPTED =
      Map.of("amqps", 5671, "management-tls", 15671, "prometheus-tls", 15691);

  /** Between nodes; the second is listened on without being declared by the container. */
  private static final Map<String, Integer> NODES = Map.of("epmd", 4369, "cluster-rpc", 25672);

  private static final Map<String, Object> SETUP_SIZE = Map.of("cpu", "20m", "memory", "64Mi");

  @Override
  public GroupKind kind() {
    return new GroupKind("rabbitmq.com", "RabbitmqCluster");
  }

  @Override
  public List<FixedField> fixed() {
    return List.of(
        new FixedField(
            "spec.replicas",
            FixedField.Bond.NOT_LESS,
            "the operator of RabbitMQ takes no node away"));
  }

  @Override
  public boolean hasVolumes() {
    return true;
  }

  @Override
  public Stream<Made> madeOf(Manifest cluster, Collection<Manifest> rendered) {
    String name = cluster.name();
    long replicas = ProjectedObjects.pods(cluster.at("spec", "replicas"), 1);
    Map<String, Integer> clients = new TreeMap<>();
    Tree tls = cluster.at("spec", "tls");
    boolean encrypted = tls.at("secretName").exists();
    if (!tls.at("disableNonTLSListeners").isTrue()) {
      clients.putAll(PLAIN);
    }
    if (encrypted) {
      clients.putAll(ENCRYPTED);
    }
    Map<String, Integer> all = new TreeMap<>(clients);
    all.putAll(NODES);
    Map<String, Object> labels =
        Fields.of("app.kubernetes.io/name", name)
            .with("app.kubernetes.io/component", "rabbitmq")
            .with("app.kubernetes.io/part-of", "rabbitmq");
    ProjectedObjects draft =
        new ProjectedObjects(cluster)
            .replicated("StatefulSet", name + "-server", replicas, labels, pod(cluster, name, all))
            .service(name, Map.of("app.kubernetes.io/name", name), clients)
            .service(name + "-nodes", Map.of("app.kubernetes.io/name", name), NODES)
            .account(name + "-server")
            .role(
                name + "-peer-discovery",
                name + "-server",
                name + "-server",
                List.of(
                    ProjectedObjects.allow("", List.of("endpoints"), List.of("get")),
                    ProjectedObjects.allow("", List.of("events"), List.of("create"))))
            .secret(
                name + "-default-user",
                "username",
                "password",
                "host",
                "port",
                "connection_string");
    Tree persistence = cluster.at("spec", "persistence");
    for (long number = 0; number < replicas; number++) {
      draft.claim(
          "persistence-%s-server-%d".formatted(name, number),
          persistence.at("storageClassName").text(""),
          persistence.at("storage").text("10Gi"));
    }
    return draft.made();
  }

  private static Map<String, Object> pod(
      Manifest cluster, String name, Map<String, Integer> ports) {
    Tree override = cluster.at("spec", "override", "statefulSet", "spec", "template", "spec");
    Fields pod =
        Fields.of("serviceAccountName", name + "-server")
            .with("automountServiceAccountToken", true)
            .with("priorityClassName", override.at("priorityClassName").text(""))
            .with("securityContext", ProjectedObjects.nonRoot(999))
            .with(
                "initContainers",
                List.of(
                    ProjectedObjects.container(
                        "setup-container",
                        Map.of(),
                        Tree.of(Fields.of("requests", SETUP_SIZE).with("limits", SETUP_SIZE)),
                        ProjectedObjects.locked())))
            .with(
                "containers",
                List.of(
                    ProjectedObjects.container(
                        "rabbitmq",
                        ports,
                        cluster.at("spec", "resources"),
                        ProjectedObjects.locked())));
    ProjectedObjects.place(cluster.at("spec"), pod);
    return pod;
  }
}
