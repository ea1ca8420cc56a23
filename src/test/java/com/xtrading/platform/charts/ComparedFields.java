package com.xtrading.platform.charts;

import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.objects.PodTemplate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is recorded of rendered objects: those that are compared, with the fields that are. */
final class ComparedFields {

  private static final Set<String> OF_PODS =
      Set.of(
          "serviceAccountName",
          "automountServiceAccountToken",
          "hostNetwork",
          "hostPID",
          "hostIPC",
          "priorityClassName",
          "securityContext");

  private static final Set<String> OF_CONTAINERS = Set.of("image", "resources", "securityContext");

  private final String namespace;
  private final Set<String> bound;

  /**
   * @param namespace of objects that name none
   * @param bound roles that somebody has
   */
  private ComparedFields(String namespace, Set<String> bound) {
    this.namespace = namespace;
    this.bound = bound;
  }

  /**
   * In a fixed order.
   *
   * @param namespace of objects that name none
   */
  static List<Map<String, Object>> of(List<Manifest> rendered, String namespace) {
    Set<String> bound =
        rendered.stream()
            .filter(ComparedFields::isBinding)
            .map(one -> one.at("roleRef", "kind").text("") + one.at("roleRef", "name").text(""))
            .collect(Collectors.toSet());
    ComparedFields fields = new ComparedFields(namespace, bound);
    return rendered.stream()
        // Argo CD runs no tests of charts.
        .filter(one -> !one.at("metadata", "annotations", "helm.sh/hook").text("").contains("test"))
        .sorted(
            Comparator.comparing(Manifest::kind)
                .thenComparing(Manifest::namespace)
                .thenComparing(Manifest::name))
        .flatMap(fields::kept)
        .toList();
  }

  private static boolean isBinding(Manifest object) {
    return object.is(Kinds.ROLE_BINDING) || object.is(Kinds.CLUSTER_ROLE_BINDING);
  }

  private Stream<Map<String, Object>> kept(Manifest object) {
    Fields head = head(object);
    if (object.is(Kinds.ROLE) || object.is(Kinds.CLUSTER_ROLE)) {
      copy(object.tree(), head, Set.of("rules", "aggregationRule"));
      return bound.contains(object.kind() + object.name()) ? Stream.of(head) : Stream.empty();
    }
    if (isBinding(object)) {
      copy(object.tree(), head, Set.of("roleRef", "subjects"));
      return Stream.of(head);
    }
    if (object.is(Kinds.SERVICE_ACCOUNT)) {
      copy(object.tree(), head, Set.of("automountServiceAccountToken"));
      return Stream.of(head);
    }
    if (object.is(Kinds.CERTIFICATE)) {
      Map<String, Object> names = new LinkedHashMap<>();
      copy(object.at("spec").map(), names, Set.of("dnsNames"));
      return Stream.of(head.with("spec", names));
    }
    return PodTemplate.of(object).stream().map(pod -> workload(pod, head));
  }

  private Fields head(Manifest object) {
    Fields metadata = Fields.of("name", object.name());
    if (!object.kind().startsWith("Cluster")) {
      metadata.put("namespace", object.namespace().isEmpty() ? namespace : object.namespace());
    }
    return Fields.of("apiVersion", object.at("apiVersion").text(""))
        .with("kind", object.kind())
        .with("metadata", metadata);
  }

  /** Pods stay where they are in the object that makes them. */
  private static Fields workload(PodTemplate pod, Fields head) {
    Fields content =
        Fields.of("metadata", Fields.of("labels", pod.labels())).with("spec", spec(pod.spec()));
    List<String> steps = List.of(pod.path().split("\\."));
    for (int i = steps.size() - 1; i > 0; i--) {
      content = Fields.of(steps.get(i), content);
    }
    copy(pod.owner().at("spec").map(), content, Set.of("replicas"));
    return head.with(steps.get(0), content);
  }

  private static Map<String, Object> spec(Tree pod) {
    Map<String, Object> spec = new LinkedHashMap<>();
    list(spec, "containers", pod.at("containers").elements().map(ComparedFields::container));
    list(
        spec, "initContainers", pod.at("initContainers").elements().map(ComparedFields::container));
    list(
        spec,
        "volumes",
        pod.at("volumes")
            .elements()
            .filter(volume -> volume.at("hostPath").exists())
            .map(
                volume ->
                    Fields.of("name", volume.at("name").text(""))
                        .with(
                            "hostPath",
                            Fields.of("path", volume.at("hostPath", "path").text("")))));
    copy(pod.map(), spec, OF_PODS);
    return spec;
  }

  private static Fields container(Tree container) {
    Fields kept = Fields.of("name", container.at("name").text(""));
    copy(container.map(), kept, OF_CONTAINERS);
    list(
        kept,
        "ports",
        container
            .at("ports")
            .elements()
            .map(
                port -> {
                  Fields one = Fields.of("name", port.at("name").text(""));
                  copy(port.map(), one, Set.of("containerPort", "hostPort"));
                  return one;
                }));
    return kept;
  }

  private static void list(Map<String, Object> to, String field, Stream<Fields> elements) {
    List<Fields> all = elements.toList();
    if (!all.isEmpty()) {
      to.put(field, all);
    }
  }

  /** Fields that say nothing are left out. */
  private static void copy(Map<String, Object> from, Map<String, Object> to, Set<String> fields) {
    new TreeSet<>(fields)
        .forEach(
            field -> {
              Object value = from.get(field);
              if (value != null && !(value instanceof Map<?, ?> map && map.isEmpty())) {
                to.put(field, value);
              }
            });
  }
}
