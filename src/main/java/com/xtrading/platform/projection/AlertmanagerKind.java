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
import java.util.stream.Stream;

/**
 * An Alertmanager of the Prometheus operator (prometheus-operator 0.93,
 * pkg/alertmanager/statefulset.go): a StatefulSet with a reloader beside the server, and a Service
 * by which its pods find each other. Its configuration is the secret {@code alertmanager-<name>}.
 */
final class AlertmanagerKind implements OperatedKind {

  private static final String OPERATOR = "prometheus-operator";

  /** What runs where a resource names no version. */
  private static final String DEFAULT_VERSION = "v0.33.1";

  /** What the operator asks for where a resource names no memory. */
  private static final String DEFAULT_MEMORY = "200Mi";

  @Override
  public GroupKind kind() {
    return new GroupKind("monitoring.coreos.com", "Alertmanager");
  }

  @Override
  public boolean hasVolumes() {
    return true;
  }

  @Override
  public boolean reads(String mark) {
    return mark.startsWith("operator.prometheus.io/");
  }

  @Override
  public Stream<Made> madeOf(Manifest alertmanager, Collection<Manifest> rendered) {
    Tree spec = Tree.of(alertmanager.tree()).at("spec");
    ProjectedObjects draft = new ProjectedObjects(alertmanager);
    String called = "alertmanager-" + alertmanager.name();
    servers(draft, alertmanager, called);
    draft
        .secret(called + "-generated", managed(), "alertmanager.yaml.gz")
        .secret(called + "-tls-assets-0", managed())
        .secret(called + "-web-config", managed(), "web-config.yaml")
        .secret(called + "-cluster-tls-config", managed(), "cluster-tls-config.yaml");
    if (!spec.at("serviceName").exists()) {
      draft.service(
          "alertmanager-operated",
          managed().with("operated-alertmanager", "true"),
          Fields.of("clusterIP", "None")
              .with("type", "ClusterIP")
              // Before it is ready, a pod asks the others what was sent.
              .with("publishNotReadyAddresses", true)
              .with("selector", Map.of("app.kubernetes.io/name", "alertmanager"))
              .with(
                  "ports",
                  List.of(
                      port(portName(spec), 9093, portName(spec), "TCP"),
                      port("tcp-mesh", 9094, "mesh-tcp", "TCP"),
                      port("udp-mesh", 9094, "mesh-udp", "UDP"))));
    }
    return draft.made();
  }

  private static Fields port(String name, int number, String target, String protocol) {
    return Fields.of("name", name)
        .with("port", number)
        .with("targetPort", target)
        .with("protocol", protocol);
  }

  private static Fields managed() {
    return Fields.of("managed-by", OPERATOR).with("app.kubernetes.io/managed-by", OPERATOR);
  }

  private static String portName(Tree spec) {
    return spec.at("portName").text("web");
  }

  private static void servers(ProjectedObjects draft, Manifest alertmanager, String name) {
    Tree spec = Tree.of(alertmanager.tree()).at("spec");
    Fields selected =
        Fields.of("alertmanager", alertmanager.name())
            .with("app.kubernetes.io/instance", alertmanager.name())
            .with("app.kubernetes.io/managed-by", OPERATOR)
            .with("app.kubernetes.io/name", "alertmanager");
    Fields labels = Fields.of("app.kubernetes.io/version", version(spec).replace("v", ""));
    labels.putAll(spec.at("podMetadata", "labels").map());
    labels.putAll(selected);
    long replicas = ProjectedObjects.pods(spec.at("replicas"), 1);
    Fields set =
        Fields.of("replicas", replicas)
            .with("serviceName", spec.at("serviceName").text("alertmanager-operated"))
            .with("selector", Fields.of("matchLabels", selected));
    ProjectedObjects.copy(
        spec,
        set,
        "minReadySeconds",
        "persistentVolumeClaimRetentionPolicy",
        "podManagementPolicy",
        "updateStrategy");
    Fields own = managed();
    own.putAll(alertmanager.at("metadata", "labels").map());
    own.putAll(selected);
    draft.replicated("StatefulSet", name, own, set, labels, pod(alertmanager));
    Tree template = spec.at("storage", "volumeClaimTemplate");
    if (template.exists()) {
      Fields claim = Fields.of("accessModes", List.of("ReadWriteOnce"));
      claim.putAll(template.at("spec").map());
      draft.claims(
          template.at("metadata", "name").text("alertmanager-%s-db".formatted(alertmanager.name())),
          name,
          replicas,
          selected,
          claim);
    }
  }

  private static Map<String, Object> pod(Manifest alertmanager) {
    Tree spec = Tree.of(alertmanager.tree()).at("spec");
    boolean isLocal = spec.at("listenLocal").isTrue();
    List<Object> ports = new ArrayList<>();
    if (!isLocal) {
      ports.add(containerPort(portName(spec), 9093, "TCP"));
    }
    ports.add(containerPort("mesh-tcp", 9094, "TCP"));
    ports.add(containerPort("mesh-udp", 9094, "UDP"));
    Fields server =
        container(
                spec,
                "alertmanager",
                spec.at("image").text("quay.io/prometheus/alertmanager:" + version(spec)))
            .with("ports", ports)
            .with("resources", resources(spec));
    ProjectedObjects.copy(spec, server, "volumeMounts");
    String reloader = "quay.io/prometheus-operator/prometheus-config-reloader:v0.93.1";
    Fields beside =
        container(spec, "config-reloader", reloader)
            .with(
                "ports", isLocal ? List.of() : List.of(containerPort("reloader-web", 8080, "TCP")));
    Fields before =
        container(spec, "init-config-reloader", reloader)
            .with("ports", List.of(containerPort("reloader-init", 8081, "TCP")));
    Fields pod =
        Fields.of(
            "terminationGracePeriodSeconds", spec.at("terminationGracePeriodSeconds").number(120));
    ProjectedObjects.copy(spec, pod, ProjectedObjects.PLACEMENT);
    ProjectedObjects.copy(
        spec,
        pod,
        "automountServiceAccountToken",
        "dnsConfig",
        "dnsPolicy",
        "enableServiceLinks",
        "hostAliases",
        "hostNetwork",
        "hostUsers",
        "imagePullSecrets",
        "priorityClassName",
        "schedulerName",
        "securityContext",
        "serviceAccountName");
    return StrategicMerge.of(
        pod.with("initContainers", List.of(before))
            .with("containers", List.of(server, beside))
            .with("volumes", volumes(alertmanager)),
        ProjectedObjects.copy(spec, Fields.empty(), "containers", "initContainers"));
  }

  private static Fields resources(Tree spec) {
    Fields resources = Fields.copyOf(spec.at("resources").map());
    Fields requests = Fields.of("memory", DEFAULT_MEMORY);
    requests.putAll(spec.at("resources", "requests").map());
    resources.put("requests", requests);
    return resources;
  }

  private static String version(Tree spec) {
    return spec.at("version").text(DEFAULT_VERSION);
  }

  private static Fields container(Tree spec, String name, String image) {
    return ProjectedObjects.copy(
        spec,
        Fields.of("name", name)
            .with("image", image)
            .with("securityContext", ProjectedObjects.locked()),
        "imagePullPolicy");
  }

  private static Fields containerPort(String name, int number, String protocol) {
    return Fields.of("name", name).with("containerPort", number).with("protocol", protocol);
  }

  private static List<Object> volumes(Manifest alertmanager) {
    Tree spec = Tree.of(alertmanager.tree()).at("spec");
    String called = "alertmanager-" + alertmanager.name();
    List<Object> volumes = new ArrayList<>();
    volumes.add(secret("config-volume", called + "-generated"));
    volumes.add(secret("tls-assets", called + "-tls-assets-0"));
    volumes.add(secret("web-config", called + "-web-config"));
    volumes.add(secret("cluster-tls-config", called + "-cluster-tls-config"));
    volumes.add(Fields.of("name", "config-out").with("emptyDir", Fields.of("medium", "Memory")));
    Tree storage = spec.at("storage");
    if (storage.at("ephemeral").exists()) {
      volumes.add(
          Fields.of("name", called + "-db").with("ephemeral", storage.at("ephemeral").map()));
    } else if (!storage.at("volumeClaimTemplate").exists()) {
      volumes.add(Fields.of("name", called + "-db").with("emptyDir", storage.at("emptyDir").map()));
    }
    spec.at("secrets")
        .elements()
        .forEach(one -> volumes.add(secret("secret-" + one.text(""), one.text(""))));
    spec.at("configMaps")
        .elements()
        .forEach(
            one ->
                volumes.add(
                    Fields.of("name", "configmap-" + one.text(""))
                        .with("configMap", Fields.of("name", one.text("")))));
    volumes.addAll(spec.at("volumes").list());
    return volumes;
  }

  private static Fields secret(String volume, String name) {
    return Fields.of("name", volume).with("secret", Fields.of("secretName", name));
  }
}
