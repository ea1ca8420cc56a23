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
 * A Prometheus of the Prometheus operator (prometheus-operator 0.93,
 * pkg/prometheus/server/statefulset.go): a StatefulSet with a reloader beside the server.
 */
final class PrometheusKind implements OperatedKind {

  @Override
  public GroupKind kind() {
    return new GroupKind("monitoring.coreos.com", "Prometheus");
  }

  @Override
  public boolean hasVolumes() {
    return true;
  }

  @Override
  public Stream<Made> madeOf(Manifest prometheus, Collection<Manifest> rendered) {
    String name = prometheus.name();
    Map<String, Object> labels =
        Fields.of("app.kubernetes.io/instance", name)
            .with("app.kubernetes.io/managed-by", "prometheus-operator")
            .with("app.kubernetes.io/name", "prometheus")
            .with(
                "app.kubernetes.io/version",
                prometheus.at("spec", "version").text("").replace("v", ""))
            .with("operator.prometheus.io/name", name)
            .with("operator.prometheus.io/shard", "0")
            .with("prometheus", name);
    Fields spec =
        Fields.of("serviceAccountName", prometheus.at("spec", "serviceAccountName").text("default"))
            .with(
                "automountServiceAccountToken",
                !prometheus.at("spec", "automountServiceAccountToken").isFalse())
            .with("priorityClassName", prometheus.at("spec", "priorityClassName").text(""))
            .with("securityContext", prometheus.at("spec", "securityContext").map())
            .with(
                "initContainers",
                List.of(
                    ProjectedObjects.container(
                        "init-config-reloader",
                        Map.of("reloader-init", 8081),
                        patch(prometheus, "initContainers", "init-config-reloader"),
                        ProjectedObjects.locked())))
            .with(
                "containers",
                List.of(
                    ProjectedObjects.container(
                        "prometheus",
                        Map.of("web", 9090),
                        prometheus.at("spec", "resources"),
                        ProjectedObjects.locked()),
                    ProjectedObjects.container(
                        "config-reloader",
                        Map.of("reloader-web", 8080),
                        patch(prometheus, "containers", "config-reloader"),
                        ProjectedObjects.locked())));
    ProjectedObjects.place(prometheus.at("spec"), spec);
    long replicas = ProjectedObjects.pods(prometheus.at("spec", "replicas"), 1);
    ProjectedObjects draft =
        new ProjectedObjects(prometheus)
            .replicated("StatefulSet", "prometheus-" + name, replicas, labels, spec);
    Tree claim = prometheus.at("spec", "storage", "volumeClaimTemplate", "spec");
    for (long number = 0; number < replicas; number++) {
      draft.claim(
          "prometheus-%1$s-db-prometheus-%1$s-%2$d".formatted(name, number),
          claim.at("storageClassName").text(""),
          claim.at("resources", "requests", "storage").text(""));
    }
    return draft
        .service(
            "prometheus-operated",
            Map.of("app.kubernetes.io/name", "prometheus"),
            Map.of("web", 9090))
        .made();
  }

  /** Resources that the custom resource lays over a container of the operator's. */
  private static Tree patch(Manifest prometheus, String list, String container) {
    return ProjectedObjects.named(prometheus.at("spec", list), container).at("resources");
  }
}
