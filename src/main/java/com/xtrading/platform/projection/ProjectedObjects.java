package com.xtrading.platform.projection;

import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.Made;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Writes down the objects that are made of one rendered object, in its namespace. */
final class ProjectedObjects {

  /** No store has more pods; a number without end must not fill the memory of this program. */
  private static final long MOST_PODS = 1_000;

  private final Manifest by;
  private final List<Made> made = new ArrayList<>();

  ProjectedObjects(Manifest by) {
    this.by = by;
  }

  /**
   * A container.
   *
   * @param ports number by name
   * @param resources requests and limits as the resource gives them
   * @param security the security context
   */
  static Fields container(
      String name, Map<String, Integer> ports, Tree resources, Map<String, Object> security) {
    return Fields.of("name", name)
        .with(
            "ports",
            ports.entrySet().stream()
                .map(
                    port -> Fields.of("name", port.getKey()).with("containerPort", port.getValue()))
                .toList())
        .with("resources", resources.map())
        .with("securityContext", security);
  }

  /**
   * The security context of a container that can neither gain privileges nor write to its image.
   */
  static Fields locked() {
    return Fields.of("allowPrivilegeEscalation", false)
        .with("readOnlyRootFilesystem", true)
        .with("capabilities", Fields.of("drop", List.of("ALL")));
  }

  /** The security context of a pod that runs as a user of its image. */
  static Fields nonRoot(long user) {
    return Fields.of("runAsNonRoot", true)
        .with("runAsUser", user)
        .with("seccompProfile", Fields.of("type", "RuntimeDefault"));
  }

  /** A number of pods that each are written down by themselves. */
  static long pods(Tree number, long otherwise) {
    return Math.max(0, Math.min(MOST_PODS, number.number(otherwise)));
  }

  /** What of a custom resource says where pods run, as it is in a pod. */
  static void place(Tree from, Map<String, Object> pod) {
    for (String field :
        List.of("affinity", "topologySpreadConstraints", "nodeSelector", "tolerations")) {
      from.at(field).node().ifPresent(value -> pod.put(field, value));
    }
  }

  /** The element of a list that has the name. */
  static Tree named(Tree list, String name) {
    return list.elements()
        .filter(element -> element.at("name").text("").equals(name))
        .findFirst()
        .orElse(Tree.of(null));
  }

  /** A pod that the operator makes without a controller. */
  ProjectedObjects pod(String name, Map<String, ?> labels, Map<String, Object> spec) {
    return add("v1", "Pod", name, labels, Fields.of("spec", spec));
  }

  /** A claim of one pod. */
  ProjectedObjects claim(String name, String storageClass, String size) {
    return add(
        "v1",
        "PersistentVolumeClaim",
        name,
        Map.of(),
        Fields.of(
            "spec",
            Fields.of("accessModes", List.of("ReadWriteOnce"))
                .with("storageClassName", storageClass)
                .with("resources", Fields.of("requests", Fields.of("storage", size)))));
  }

  /** A Deployment or StatefulSet; its pods carry the labels. */
  ProjectedObjects replicated(
      String kind, String name, long replicas, Map<String, ?> labels, Map<String, Object> spec) {
    return add(
        "apps/v1",
        kind,
        name,
        labels,
        Fields.of(
            "spec",
            Fields.of("replicas", replicas)
                .with("selector", Fields.of("matchLabels", labels))
                .with(
                    "template",
                    Fields.of("metadata", Fields.of("labels", labels)).with("spec", spec))));
  }

  ProjectedObjects service(String name, Map<String, ?> selector, Map<String, Integer> ports) {
    return add(
        "v1",
        "Service",
        name,
        Map.of(),
        Fields.of(
            "spec",
            Fields.of("selector", selector)
                .with(
                    "ports",
                    ports.entrySet().stream()
                        .map(
                            port ->
                                Fields.of("name", port.getKey())
                                    .with("port", port.getValue())
                                    .with("targetPort", port.getValue()))
                        .toList())));
  }

  /** A secret of which only the keys are known. */
  ProjectedObjects secret(String name, String... keys) {
    Map<String, Object> data = new TreeMap<>();
    Stream.of(keys).forEach(key -> data.put(key, ""));
    return add("v1", "Secret", name, Map.of(), Fields.of("data", data));
  }

  ProjectedObjects account(String name) {
    return add("v1", "ServiceAccount", name, Map.of(), Map.of());
  }

  /** A role of one account. */
  ProjectedObjects role(
      String name, String binding, String account, List<? extends Map<String, ?>> rules) {
    String api = "rbac.authorization.k8s.io/v1";
    add(api, "Role", name, Map.of(), Fields.of("rules", rules));
    return add(
        api,
        "RoleBinding",
        binding,
        Map.of(),
        Fields.of("roleRef", Fields.of("kind", "Role").with("name", name))
            .with("subjects", List.of(Fields.of("kind", "ServiceAccount").with("name", account))));
  }

  /** One rule of a role. */
  static Fields allow(String group, List<String> resources, List<String> verbs, String... names) {
    Fields rule =
        Fields.of("apiGroups", List.of(group)).with("resources", resources).with("verbs", verbs);
    return names.length == 0 ? rule : rule.with("resourceNames", List.of(names));
  }

  /** What changes the number of pods of an object that has its name. */
  ProjectedObjects autoscaler(String name, String kind, long least, long most) {
    return add(
        "autoscaling/v2",
        "HorizontalPodAutoscaler",
        name,
        Map.of(),
        Fields.of(
            "spec",
            Fields.of(
                    "scaleTargetRef",
                    Fields.of("apiVersion", "apps/v1").with("kind", kind).with("name", name))
                .with("minReplicas", least)
                .with("maxReplicas", most)));
  }

  /** A budget that lets one of the selected pods go at a time. */
  ProjectedObjects budget(String name, Map<String, ?> selector) {
    return add(
        "policy/v1",
        "PodDisruptionBudget",
        name,
        Map.of(),
        Fields.of(
            "spec",
            Fields.of("maxUnavailable", 1).with("selector", Fields.of("matchLabels", selector))));
  }

  Stream<Made> made() {
    return made.stream();
  }

  private ProjectedObjects add(
      String apiVersion,
      String kind,
      String name,
      Map<String, ?> labels,
      Map<String, Object> content) {
    Fields metadata = Fields.of("name", name).with("namespace", by.namespace());
    if (!labels.isEmpty()) {
      metadata.with("labels", labels);
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", apiVersion);
    tree.put("kind", kind);
    tree.put("metadata", metadata);
    tree.putAll(content);
    made.add(new Made(by, Made.Maker.OPERATOR, new Manifest(by.path(), by.component(), tree)));
    return this;
  }
}
