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

  /** What says in a pod where it runs, under names that custom resources use as well. */
  static final String[] PLACEMENT = {
    "affinity", "topologySpreadConstraints", "nodeSelector", "tolerations"
  };

  private static final String RIGHTS = "rbac.authorization.k8s.io";

  /** No store has more pods; a number without end must not fill the memory of this program. */
  private static final long MOST_PODS = 1_000;

  private final Manifest by;
  private final List<Made> made = new ArrayList<>();

  ProjectedObjects(Manifest by) {
    this.by = by;
  }

  /** The security context of a container that can neither gain privileges nor write its image. */
  static Fields locked() {
    return Fields.of("allowPrivilegeEscalation", false)
        .with("readOnlyRootFilesystem", true)
        .with("capabilities", Fields.of("drop", List.of("ALL")));
  }

  /** The ports of a container: number by name. */
  static List<Fields> containerPorts(Map<String, Integer> ports) {
    return ports.entrySet().stream()
        .map(port -> Fields.of("name", port.getKey()).with("containerPort", port.getValue()))
        .toList();
  }

  /** The ports of a Service that leads to the same ports of its pods: number by name. */
  static List<Fields> servicePorts(Map<String, Integer> ports) {
    return ports.entrySet().stream()
        .map(
            port ->
                Fields.of("name", port.getKey())
                    .with("port", port.getValue())
                    .with("targetPort", port.getValue()))
        .toList();
  }

  /** Copies fields that are called alike on both sides, as far as they are set. */
  static Fields copy(Tree from, Fields to, String... fields) {
    for (String field : fields) {
      from.at(field).node().ifPresent(value -> to.put(field, value));
    }
    return to;
  }

  /** Fields with others in their places, each as a whole. */
  static Fields over(Fields defaults, Tree given) {
    defaults.putAll(given.map());
    return defaults;
  }

  /** A number of pods that each are written down by themselves. */
  static long pods(Tree number, long otherwise) {
    return Math.max(0, Math.min(MOST_PODS, number.number(otherwise)));
  }

  /** One rule of a role. */
  static Fields allow(String group, List<String> resources, List<String> verbs, String... names) {
    return allow(group, resources, verbs, List.of(names));
  }

  /** One rule of a role about objects of these names; about all where there are none. */
  static Fields allow(
      String group, List<String> resources, List<String> verbs, List<String> names) {
    Fields rule =
        Fields.of("apiGroups", List.of(group)).with("resources", resources).with("verbs", verbs);
    return names.isEmpty() ? rule : rule.with("resourceNames", names);
  }

  /** A pod that the operator makes without a controller. */
  ProjectedObjects pod(String name, Map<String, ?> labels, Map<String, Object> spec) {
    return add("v1", "Pod", name, labels, Fields.of("spec", spec));
  }

  /** A claim of one pod. */
  ProjectedObjects claim(String name, Map<String, ?> labels, Map<String, Object> spec) {
    return add("v1", "PersistentVolumeClaim", name, labels, Fields.of("spec", spec));
  }

  /** The claims of a StatefulSet's pods; each is called after its template and its pod. */
  ProjectedObjects claims(
      String template, String set, long replicas, Map<String, ?> labels, Map<String, Object> spec) {
    for (long number = 0; number < Math.min(replicas, MOST_PODS); number++) {
      claim("%s-%s-%d".formatted(template, set, number), labels, spec);
    }
    return this;
  }

  /**
   * A Deployment or StatefulSet.
   *
   * @param labels of the object itself
   * @param spec its fields, without the template
   * @param podLabels what its pods carry
   */
  ProjectedObjects replicated(
      String kind,
      String name,
      Map<String, ?> labels,
      Fields spec,
      Map<String, ?> podLabels,
      Map<String, Object> pod) {
    return add(
        "apps/v1",
        kind,
        name,
        labels,
        Fields.of(
            "spec",
            spec.with(
                "template",
                Fields.of("metadata", Fields.of("labels", podLabels)).with("spec", pod))));
  }

  ProjectedObjects service(String name, Map<String, ?> labels, Map<String, Object> spec) {
    return add("v1", "Service", name, labels, Fields.of("spec", spec));
  }

  /** A secret of which only the keys are known. */
  ProjectedObjects secret(String name, Map<String, ?> labels, String... keys) {
    return add("v1", "Secret", name, labels, Fields.of("data", hidden(keys)));
  }

  /** A ConfigMap of which only the keys are known. */
  ProjectedObjects configMap(String name, Map<String, ?> labels, String... keys) {
    return add("v1", "ConfigMap", name, labels, Fields.of("data", hidden(keys)));
  }

  private static Map<String, Object> hidden(String... keys) {
    Map<String, Object> data = new TreeMap<>();
    Stream.of(keys).forEach(key -> data.put(key, ""));
    return data;
  }

  /** An account; the content says what is below its metadata. */
  ProjectedObjects account(String name, Map<String, ?> labels, Map<String, Object> content) {
    return add("v1", "ServiceAccount", name, labels, content);
  }

  ProjectedObjects role(String name, Map<String, ?> labels, List<? extends Map<String, ?>> rules) {
    return add(RIGHTS + "/v1", "Role", name, labels, Fields.of("rules", rules));
  }

  /** Gives a role to an account. */
  ProjectedObjects binding(String name, Map<String, ?> labels, String role, String account) {
    return add(
        RIGHTS + "/v1",
        "RoleBinding",
        name,
        labels,
        Fields.of("roleRef", Fields.of("apiGroup", RIGHTS).with("kind", "Role").with("name", role))
            .with("subjects", List.of(Fields.of("kind", "ServiceAccount").with("name", account))));
  }

  /**
   * A budget.
   *
   * @param bound {@code minAvailable} or {@code maxUnavailable} with its value
   */
  ProjectedObjects budget(
      String name, Map<String, ?> labels, Fields bound, Map<String, ?> selector) {
    return add(
        "policy/v1",
        "PodDisruptionBudget",
        name,
        labels,
        Fields.of("spec", bound.with("selector", Fields.of("matchLabels", selector))));
  }

  Stream<Made> made() {
    return made.stream();
  }

  /** Any object, with what is below its metadata. */
  ProjectedObjects add(
      String apiVersion,
      String kind,
      String name,
      Map<String, ?> labels,
      Map<String, Object> content) {
    Fields metadata = Fields.of("name", name);
    if (!labels.isEmpty()) {
      metadata.with("labels", labels);
    }
    Map<String, Object> tree = new LinkedHashMap<>(Fields.of("metadata", metadata));
    tree.putAll(content);
    return add(apiVersion, kind, tree);
  }

  /** Any object, with its metadata. */
  ProjectedObjects add(String apiVersion, String kind, Map<String, Object> object) {
    Fields metadata = Fields.copyOf(Tree.of(object).at("metadata").map());
    metadata.put("namespace", by.namespace());
    Map<String, Object> tree =
        new LinkedHashMap<>(Fields.of("apiVersion", apiVersion).with("kind", kind));
    tree.putAll(object);
    tree.put("metadata", metadata);
    made.add(new Made(by, Made.Maker.OPERATOR, new Manifest(by.path(), by.component(), tree)));
    return this;
  }
}
