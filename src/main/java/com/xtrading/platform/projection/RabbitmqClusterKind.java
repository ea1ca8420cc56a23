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
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A RabbitmqCluster of the RabbitMQ cluster operator (cluster-operator 2.22, internal/resource): a
 * StatefulSet whose ports depend on TLS and plugins. The labels of the resource do not reach the
 * pods. What people override is laid over all of it, except what would let a pod reach its node.
 */
final class RabbitmqClusterKind implements OperatedKind {

  /** A plugin with the port of its protocol, plain and with TLS. */
  private record Listener(String plugin, String name, int plain, String encryptedName, int tls) {}

  private static final List<Listener> LISTENERS =
      List.of(
          new Listener("", "amqp", 5672, "amqps", 5671),
          new Listener("", "management", 15672, "management-tls", 15671),
          new Listener("rabbitmq_mqtt", "mqtt", 1883, "mqtts", 8883),
          new Listener("rabbitmq_web_mqtt", "web-mqtt", 15675, "web-mqtt-tls", 15676),
          new Listener("rabbitmq_stomp", "stomp", 61613, "stomps", 61614),
          new Listener("rabbitmq_web_stomp", "web-stomp", 15674, "web-stomp-tls", 15673),
          new Listener("rabbitmq_web_amqp", "web-amqp", 15678, "web-amqp-tls", 15677),
          new Listener("rabbitmq_stream", "stream", 5552, "streams", 5551));

  /** Between nodes; the second is listened on without being declared by the container. */
  static final Map<String, Integer> NODES = Map.of("epmd", 4369, "cluster-rpc", 25672);

  /** Files that people write, by the field that has them. */
  static final Map<String, String> FILES =
      Map.of(
          "advancedConfig", "advanced.config",
          "envConfig", "rabbitmq-env.conf",
          "erlangInetConfig", "erl_inetrc");

  private static final String SERVER = "what RabbitMQ is told";

  @Override
  public GroupKind kind() {
    return new GroupKind("rabbitmq.com", "RabbitmqCluster");
  }

  @Override
  public Set<String> versions() {
    return Set.of("v1beta1");
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
  public boolean reads(String mark) {
    return mark.startsWith("rabbitmq.com/");
  }

  @Override
  public List<HarmlessField> harmless() {
    return List.of(
        new HarmlessField("spec.delayStartSeconds", "how long a start waits"),
        new HarmlessField("spec.rabbitmq.additionalConfig", SERVER),
        new HarmlessField("spec.rabbitmq.advancedConfig", SERVER),
        new HarmlessField("spec.rabbitmq.envConfig", SERVER),
        new HarmlessField("spec.rabbitmq.erlangInetConfig", SERVER),
        new HarmlessField("spec.rabbitmq.additionalPlugins[]", SERVER),
        new HarmlessField("spec.skipPostDeploySteps", "whether queues are moved after a change"));
  }

  @Override
  public Stream<Made> madeOf(Manifest cluster, Collection<Manifest> rendered) {
    String name = cluster.name();
    Tree spec = Tree.of(cluster.tree()).at("spec");
    Tree override = spec.at("override", "statefulSet", "spec");
    Map<String, Object> selector = Map.of("app.kubernetes.io/name", name);
    Fields podLabels = labels(name);
    Fields labels = labels(name);
    cluster.at("metadata", "labels").map().entrySet().stream()
        .filter(label -> !label.getKey().startsWith("app.kubernetes.io"))
        .forEach(label -> labels.put(label.getKey(), label.getValue()));
    long replicas =
        ProjectedObjects.pods(
            override.at("replicas").exists() ? override.at("replicas") : spec.at("replicas"), 1);
    Fields set =
        Fields.of("replicas", replicas)
            .with("serviceName", override.at("serviceName").text(name + "-nodes"))
            .with("selector", Fields.of("matchLabels", selector));
    ProjectedObjects.copy(
        override,
        set,
        "minReadySeconds",
        "persistentVolumeClaimRetentionPolicy",
        "podManagementPolicy",
        "selector",
        "updateStrategy");
    podLabels.putAll(override.at("template", "metadata", "labels").map());
    Map<String, Object> setLabels =
        StrategicMerge.of(labels, spec.at("override", "statefulSet", "metadata", "labels").map());
    ProjectedObjects draft =
        new ProjectedObjects(cluster)
            .replicated(
                "StatefulSet", name + "-server", setLabels, set, podLabels, RabbitmqPod.of(cluster))
            .service(
                name,
                StrategicMerge.of(
                    labels, spec.at("override", "service", "metadata", "labels").map()),
                service(spec, selector))
            .service(
                name + "-nodes",
                labels,
                Fields.of("type", "ClusterIP")
                    .with("clusterIP", "None")
                    .with("publishNotReadyAddresses", true)
                    .with("selector", selector)
                    .with("ports", ProjectedObjects.servicePorts(NODES)))
            .account(name + "-server", labels, Map.of())
            .role(
                name + "-peer-discovery",
                labels,
                List.of(
                    ProjectedObjects.allow("", List.of("endpoints"), List.of("get")),
                    ProjectedObjects.allow("", List.of("events"), List.of("create"))))
            .binding(name + "-server", labels, name + "-peer-discovery", name + "-server")
            .secret(name + "-erlang-cookie", labels, ".erlang.cookie")
            .configMap(name + "-plugins-conf", labels, "enabled_plugins")
            .configMap(name + "-server-conf", labels, files(spec));
    if (!spec.at("secretBackend").exists()) {
      draft.secret(name + "-default-user", labels, loginKeys(spec));
    }
    claims(draft, cluster, replicas);
    return draft.made();
  }

  private static Fields labels(String cluster) {
    return Fields.of("app.kubernetes.io/component", "rabbitmq")
        .with("app.kubernetes.io/name", cluster)
        .with("app.kubernetes.io/part-of", "rabbitmq");
  }

  private static String[] files(Tree spec) {
    List<String> files =
        new ArrayList<>(List.of("operatorDefaults.conf", "userDefinedConfiguration.conf"));
    FILES.forEach(
        (field, file) -> {
          if (spec.at("rabbitmq", field).exists()) {
            files.add(file);
          }
        });
    return files.toArray(String[]::new);
  }

  private static String[] loginKeys(Tree spec) {
    List<String> keys =
        new ArrayList<>(
            List.of(
                "connection_string",
                "default_user.conf",
                "host",
                "password",
                "port",
                "provider",
                "type",
                "username"));
    listeners(spec)
        .filter(listener -> !listener.plugin().isEmpty())
        .forEach(listener -> keys.add(listener.name() + "-port"));
    return keys.toArray(String[]::new);
  }

  private static Stream<Listener> listeners(Tree spec) {
    List<String> plugins =
        spec.at("rabbitmq", "additionalPlugins").elements().map(one -> one.text("")).toList();
    return LISTENERS.stream()
        .filter(one -> one.plugin().isEmpty() || plugins.contains(one.plugin()));
  }

  static boolean isEncrypted(Tree spec) {
    return !spec.at("tls", "secretName").text("").isEmpty();
  }

  static boolean isPlain(Tree spec) {
    return !spec.at("tls", "disableNonTLSListeners").isTrue();
  }

  /** What clients connect to; metrics are offered once, encrypted where anything is. */
  static Map<String, Integer> clients(Tree spec) {
    Map<String, Integer> ports = new TreeMap<>();
    listeners(spec)
        .forEach(
            listener -> {
              if (isPlain(spec)) {
                ports.put(listener.name(), listener.plain());
              }
              if (isEncrypted(spec)) {
                ports.put(listener.encryptedName(), listener.tls());
              }
            });
    return ports;
  }

  private static Map<String, Object> service(Tree spec, Map<String, Object> selector) {
    Tree given = spec.at("service");
    Map<String, Integer> ports = clients(spec);
    if (isEncrypted(spec)) {
      ports.put("prometheus-tls", 15691);
    } else {
      ports.put("prometheus", 15692);
    }
    Fields service =
        Fields.of("type", given.at("type").text("ClusterIP"))
            .with("selector", selector)
            .with("ports", ProjectedObjects.servicePorts(ports));
    ProjectedObjects.copy(given, service, "ipFamilyPolicy");
    return StrategicMerge.of(service, spec.at("override", "service", "spec").map());
  }

  private static void claims(ProjectedObjects draft, Manifest cluster, long replicas) {
    Tree spec = Tree.of(cluster.tree()).at("spec");
    Tree persistence = spec.at("persistence");
    if (isTemporary(persistence)) {
      return;
    }
    String set = cluster.name() + "-server";
    Tree templates = spec.at("override", "statefulSet", "spec", "volumeClaimTemplates");
    if (templates.exists()) {
      templates
          .elements()
          .forEach(
              one ->
                  draft.claims(
                      one.at("metadata", "name").text(""),
                      set,
                      replicas,
                      one.at("metadata", "labels").map(),
                      one.at("spec").map()));
      return;
    }
    Fields claim =
        Fields.of("accessModes", List.of("ReadWriteOnce"))
            .with(
                "resources",
                Fields.of(
                    "requests", Fields.of("storage", persistence.at("storage").text("10Gi"))));
    ProjectedObjects.copy(persistence, claim, "storageClassName");
    draft.claims("persistence", set, replicas, labels(cluster.name()), claim);
  }

  static boolean isTemporary(Tree persistence) {
    return List.of("0", "0Gi").contains(persistence.at("storage").text(""));
  }
}
