package com.xtrading.platform.projection;

import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.Kinds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the kinds of CloudNativePG (cloudnative-pg 1.30, pkg/specs) have in common. */
final class CloudNativePg {

  static final String GROUP = "postgresql.cnpg.io";
  static final GroupKind CLUSTER = new GroupKind(GROUP, "Cluster");

  static final OperatedKind DATABASE = new FixedKind(Kinds.DATABASE, List.of(same("spec.name")));
  static final OperatedKind ROLE =
      new FixedKind(new GroupKind(GROUP, "DatabaseRole"), List.of(same("spec.name")));

  /** Where instances and poolers listen. */
  static final int PORT = 5432;

  /** Labels of their pods: the name of the cluster, and {@code instance} or {@code pooler}. */
  static final String CLUSTER_LABEL = "cnpg.io/cluster";

  static final String ROLE_LABEL = "cnpg.io/podRole";

  static final String OPERATOR_IMAGE = "ghcr.io/cloudnative-pg/cloudnative-pg:1.30.0";

  private CloudNativePg() {}

  static FixedField same(String path) {
    return FixedField.same(path, "CloudNativePG refuses to change it");
  }

  /** Labels of what runs, and of what leads to it. */
  static Fields labels(String cluster, String component) {
    return managed()
        .with(CLUSTER_LABEL, cluster)
        .with("app.kubernetes.io/name", "postgresql")
        .with("app.kubernetes.io/instance", cluster)
        .with("app.kubernetes.io/component", component);
  }

  /** The label of everything. */
  static Fields managed() {
    return Fields.of("app.kubernetes.io/managed-by", "cloudnative-pg");
  }

  /** What every container runs with, unless the cluster says otherwise. */
  static Map<String, Object> containerSecurity(Tree spec) {
    return ProjectedObjects.over(
        ProjectedObjects.locked()
            .with("privileged", false)
            .with("runAsNonRoot", true)
            .with("seccompProfile", seccomp(spec)),
        spec.at("securityContext"));
  }

  /** What a pod runs with; user and group are of the image. */
  static Fields podSecurity(Tree spec, long user, long group) {
    return Fields.of("runAsNonRoot", true)
        .with("runAsUser", user)
        .with("runAsGroup", group)
        .with("fsGroup", group)
        .with("seccompProfile", seccomp(spec));
  }

  private static Map<String, Object> seccomp(Tree spec) {
    Tree given = spec.at("seccompProfile");
    return given.exists() ? given.map() : Map.of("type", "RuntimeDefault");
  }

  /** The container that puts the instance manager into a pod. */
  static Fields bootstrap(Tree clusterSpec, Tree resources) {
    return Fields.of("name", "bootstrap-controller")
        .with("image", OPERATOR_IMAGE)
        .with("resources", resources.map())
        .with("securityContext", containerSecurity(clusterSpec));
  }

  /**
   * A Service as people describe it, in front of pods that the operator selects (pkg/servicespec).
   *
   * @param port kept unless the description has a port of that name or number
   */
  static Fields service(Tree described, Map<String, ?> selector, Fields port) {
    List<Object> ports = new ArrayList<>();
    ports.addAll(described.at("ports").list());
    boolean isThere =
        described
            .at("ports")
            .elements()
            .anyMatch(
                one ->
                    one.at("name").text("").equals(port.get("name"))
                        || one.at("port").number(0) == PORT);
    if (!isThere) {
      ports.add(port);
    }
    Fields spec = Fields.of("type", "ClusterIP");
    spec.putAll(described.map());
    spec.put("selector", selector);
    spec.put("ports", ports);
    return spec;
  }

  /** A PodMonitor as the operator makes it. */
  static Fields monitor(Map<String, ?> selector) {
    return Fields.of(
        "spec",
        Fields.of("podMetricsEndpoints", List.of(Fields.of("port", "metrics")))
            .with("selector", Fields.of("matchLabels", selector)));
  }
}
