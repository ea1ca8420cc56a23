package com.xtrading.platform.projection;

import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import java.util.List;
import java.util.Map;

/**
 * What the Prometheus operator (0.93) makes alike of a Prometheus and of an Alertmanager: a
 * StatefulSet with a reloader beside the server, whose containers people may write over.
 */
final class PrometheusOperator {

  static final String NAME = "prometheus-operator";

  private static final String RELOADER =
      "quay.io/prometheus-operator/prometheus-config-reloader:v0.93.1";

  /**
   * The servers of a resource.
   *
   * @param app what they are, as names of theirs begin
   * @param version of the server, as in its tag
   * @param selected labels by which they are found
   * @param own labels of the StatefulSet beside these and those of the resource
   */
  record Servers(String app, String version, Fields selected, Fields own) {

    /**
     * @param name of the StatefulSet
     */
    void draw(ProjectedObjects draft, Manifest resource, String name, Map<String, Object> pod) {
      Tree spec = Tree.of(resource.tree()).at("spec");
      Fields labels = Fields.of("app.kubernetes.io/version", version.replace("v", ""));
      labels.putAll(spec.at("podMetadata", "labels").map());
      labels.putAll(selected);
      long replicas = ProjectedObjects.pods(spec.at("replicas"), 1);
      Fields set =
          Fields.of("replicas", replicas)
              .with("serviceName", spec.at("serviceName").text(app + "-operated"))
              .with("selector", Fields.of("matchLabels", selected));
      ProjectedObjects.copy(
          spec,
          set,
          "minReadySeconds",
          "persistentVolumeClaimRetentionPolicy",
          "podManagementPolicy",
          "updateStrategy");
      Fields all = Fields.copyOf(own);
      all.putAll(resource.at("metadata", "labels").map());
      all.putAll(selected);
      draft.replicated("StatefulSet", name, all, set, labels, pod);
      Tree template = spec.at("storage", "volumeClaimTemplate");
      if (template.exists()) {
        Fields claim = Fields.of("accessModes", List.of("ReadWriteOnce"));
        claim.putAll(template.at("spec").map());
        draft.claims(
            template.at("metadata", "name").text("%s-%s-db".formatted(app, resource.name())),
            name,
            replicas,
            selected,
            claim);
      }
    }
  }

  static Fields managed() {
    return Fields.of("managed-by", NAME).with("app.kubernetes.io/managed-by", NAME);
  }

  static String portName(Tree spec) {
    return spec.at("portName").text("web");
  }

  /**
   * A pod.
   *
   * @param pod what is told of it already
   * @param server the container of the server
   * @param beside ports of the reloader
   * @param before ports of the reloader that runs first
   */
  static Map<String, Object> pod(
      Tree spec, Fields pod, Fields server, Object beside, Object before, List<Object> volumes) {
    ProjectedObjects.copy(spec, server, "volumeMounts");
    ProjectedObjects.copy(spec, pod, ProjectedObjects.PLACEMENT);
    ProjectedObjects.copy(
        spec,
        pod,
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
        pod.with(
                "initContainers",
                List.of(container(spec, "init-config-reloader", RELOADER).with("ports", before)))
            .with(
                "containers",
                List.of(server, container(spec, "config-reloader", RELOADER).with("ports", beside)))
            .with("volumes", volumes),
        ProjectedObjects.copy(spec, Fields.empty(), "containers", "initContainers"));
  }

  static Fields container(Tree spec, String name, String image) {
    return ProjectedObjects.copy(
        spec,
        Fields.of("name", name)
            .with("image", image)
            .with("securityContext", ProjectedObjects.locked()),
        "imagePullPolicy");
  }

  /**
   * Adds the volumes that a resource names.
   *
   * @param database name of the volume of the server, where no claim is made for it
   */
  static void addNamed(List<Object> volumes, Tree spec, String database) {
    Tree storage = spec.at("storage");
    if (storage.at("ephemeral").exists()) {
      volumes.add(Fields.of("name", database).with("ephemeral", storage.at("ephemeral").map()));
    } else if (!storage.at("volumeClaimTemplate").exists()) {
      volumes.add(Fields.of("name", database).with("emptyDir", storage.at("emptyDir").map()));
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
  }

  static Fields secret(String volume, String name) {
    return Fields.of("name", volume).with("secret", Fields.of("secretName", name));
  }

  private PrometheusOperator() {}
}
