package com.xtrading.platform.projection;

import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.Made;
import com.xtrading.platform.projection.PrometheusOperator.Servers;
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
    servers(alertmanager).draw(draft, alertmanager, called, pod(alertmanager));
    draft
        .secret(called + "-generated", PrometheusOperator.managed(), "alertmanager.yaml.gz")
        .secret(called + "-tls-assets-0", PrometheusOperator.managed())
        .secret(called + "-web-config", PrometheusOperator.managed(), "web-config.yaml")
        .secret(
            called + "-cluster-tls-config",
            PrometheusOperator.managed(),
            "cluster-tls-config.yaml");
    if (!spec.at("serviceName").exists()) {
      draft.service(
          "alertmanager-operated",
          PrometheusOperator.managed().with("operated-alertmanager", "true"),
          Fields.of("clusterIP", "None")
              .with("type", "ClusterIP")
              // Before it is ready, a pod asks the others what was sent.
              .with("publishNotReadyAddresses", true)
              .with("selector", Map.of("app.kubernetes.io/name", "alertmanager"))
              .with(
                  "ports",
                  List.of(
                      port(
                          PrometheusOperator.portName(spec),
                          9093,
                          PrometheusOperator.portName(spec),
                          "TCP"),
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

  private static Servers servers(Manifest alertmanager) {
    return new Servers(
        "alertmanager",
        version(Tree.of(alertmanager.tree()).at("spec")),
        Fields.of("alertmanager", alertmanager.name())
            .with("app.kubernetes.io/instance", alertmanager.name())
            .with("app.kubernetes.io/managed-by", PrometheusOperator.NAME)
            .with("app.kubernetes.io/name", "alertmanager"),
        PrometheusOperator.managed());
  }

  private static Map<String, Object> pod(Manifest alertmanager) {
    Tree spec = Tree.of(alertmanager.tree()).at("spec");
    boolean isLocal = spec.at("listenLocal").isTrue();
    List<Object> ports = new ArrayList<>();
    if (!isLocal) {
      ports.add(containerPort(PrometheusOperator.portName(spec), 9093, "TCP"));
    }
    ports.add(containerPort("mesh-tcp", 9094, "TCP"));
    ports.add(containerPort("mesh-udp", 9094, "UDP"));
    Fields server =
        PrometheusOperator.container(
                spec,
                "alertmanager",
                spec.at("image").text("quay.io/prometheus/alertmanager:" + version(spec)))
            .with("ports", ports)
            .with("resources", resources(spec));
    Fields pod =
        Fields.of(
            "terminationGracePeriodSeconds", spec.at("terminationGracePeriodSeconds").number(120));
    ProjectedObjects.copy(spec, pod, "automountServiceAccountToken");
    return PrometheusOperator.pod(
        spec,
        pod,
        server,
        isLocal ? List.of() : List.of(containerPort("reloader-web", 8080, "TCP")),
        List.of(containerPort("reloader-init", 8081, "TCP")),
        volumes(alertmanager));
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

  private static Fields containerPort(String name, int number, String protocol) {
    return Fields.of("name", name).with("containerPort", number).with("protocol", protocol);
  }

  private static List<Object> volumes(Manifest alertmanager) {
    Tree spec = Tree.of(alertmanager.tree()).at("spec");
    String called = "alertmanager-" + alertmanager.name();
    List<Object> volumes = new ArrayList<>();
    volumes.add(PrometheusOperator.secret("config-volume", called + "-generated"));
    volumes.add(PrometheusOperator.secret("tls-assets", called + "-tls-assets-0"));
    volumes.add(PrometheusOperator.secret("web-config", called + "-web-config"));
    volumes.add(PrometheusOperator.secret("cluster-tls-config", called + "-cluster-tls-config"));
    volumes.add(Fields.of("name", "config-out").with("emptyDir", Fields.of("medium", "Memory")));
    PrometheusOperator.addNamed(volumes, spec, called + "-db");
    return volumes;
  }
}
