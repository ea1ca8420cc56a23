package com.xtrading.platform.projection;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What rules and proofs look at in an object that somebody makes: one line for each field, so that
 * what is projected and what was recorded can be compared however much else the API server adds.
 * Nothing, an empty value and the default of the API server are alike.
 */
final class MadeView {

  /** The same in words. */
  static final String COMPARED =
      """
      Compared are, of everything that is made: name, owner and labels; of pods: labels, account and its token, priority, security
      contexts, namespaces of the node, places (affinity, spread, tolerations, node selector), time to end, what volumes hold,
      and of each container name, image, ports, sizes, security context and the secrets in its environment; of what makes
      pods: number, selector, governing Service; of Services: type, selector, ports, source ranges; of Secrets and ConfigMaps:
      their keys; of claims: size, class, mode; of Roles every right by itself; budgets, autoscalers and monitors whole.
      """;

  /** Of a pod; what follows from all of these alone, such as a probe, is not looked at. */
  private static final List<String> POD =
      List.of(
          "affinity",
          "hostIPC",
          "hostNetwork",
          "hostPID",
          "nodeSelector",
          "priorityClassName",
          "securityContext",
          "serviceAccountName",
          "shareProcessNamespace",
          "terminationGracePeriodSeconds",
          "topologySpreadConstraints");

  private static final List<String> CONTAINER =
      List.of("image", "resources", "restartPolicy", "securityContext");

  private static final List<String> SERVICE =
      List.of(
          "clusterIP",
          "externalTrafficPolicy",
          "loadBalancerSourceRanges",
          "publishNotReadyAddresses",
          "selector",
          "type");

  private final SortedMap<String, String> lines = new TreeMap<>();

  private MadeView() {}

  /** The lines of an object: value by path. */
  static SortedMap<String, String> of(Manifest object) {
    MadeView view = new MadeView();
    Tree tree = Tree.of(object.tree());
    view.add("labels", tree.at("metadata", "labels"));
    view.content(object.kind(), tree);
    return view.lines;
  }

  private void content(String kind, Tree tree) {
    Tree spec = tree.at("spec");
    switch (kind) {
      case "Pod" -> pod("spec", spec);
      case "Deployment", "StatefulSet", "DaemonSet" -> {
        add("spec.replicas", spec.at("replicas"));
        add("spec.selector", spec.at("selector"));
        add("spec.serviceName", spec.at("serviceName"));
        add("spec.template.labels", spec.at("template", "metadata", "labels"));
        pod("spec.template.spec", spec.at("template", "spec"));
      }
      case "Service" -> {
        SERVICE.forEach(field -> add("spec." + field, spec.at(field)));
        lines.remove("spec.externalTrafficPolicy", "Cluster");
        lines.computeIfPresent("spec.clusterIP", (path, ip) -> ip.equals("None") ? ip : null);
        spec.at("ports").elements().forEach(port -> port("spec.ports", port, "port"));
      }
      case "Secret", "ConfigMap" ->
          tree.at("data").map().keySet().forEach(key -> lines.put("data." + key, "there"));
      case "PersistentVolumeClaim" -> {
        add("spec.accessModes", spec.at("accessModes"));
        add("spec.storageClassName", spec.at("storageClassName"));
        lines.remove("spec.storageClassName", "standard"); // the default class of the trial
        add("spec.storage", spec.at("resources", "requests", "storage"));
      }
      case "Role" -> tree.at("rules").elements().forEach(this::rights);
      case "RoleBinding" -> {
        add("roleRef", tree.at("roleRef"));
        tree.at("subjects")
            .elements()
            .forEach(
                one ->
                    lines.put(
                        "subject " + one.at("kind").text("") + " " + one.at("name").text(""),
                        "there"));
      }
      case "ServiceAccount" ->
          add("automountServiceAccountToken", tree.at("automountServiceAccountToken"));
      default -> add("spec", spec);
    }
  }

  private void pod(String path, Tree pod) {
    POD.forEach(field -> add(path + "." + field, pod.at(field)));
    lines.remove(path + ".terminationGracePeriodSeconds", "30");
    pod.at("tolerations")
        .elements()
        .filter(one -> !one.at("key").text("").startsWith("node.kubernetes.io/"))
        .forEach(one -> add(path + ".tolerations[" + one.at("key").text("") + "]", one));
    if (pod.at("automountServiceAccountToken").isFalse()) {
      lines.put(path + ".automountServiceAccountToken", "false");
    }
    for (String list : List.of("initContainers", "containers")) {
      pod.at(list).elements().forEach(one -> container(path + "." + list, one));
    }
    pod.at("volumes")
        .elements()
        .filter(one -> !one.at("name").text("").startsWith("kube-api-access"))
        .forEach(one -> volume(path + ".volumes", one));
  }

  private void container(String path, Tree container) {
    String place = path + "[" + container.at("name").text("") + "]";
    lines.put(place, "there");
    CONTAINER.forEach(field -> add(place + "." + field, container.at(field)));
    container.at("ports").elements().forEach(port -> port(place + ".ports", port, "containerPort"));
    container
        .at("env")
        .elements()
        .filter(one -> one.at("valueFrom", "secretKeyRef").exists())
        .forEach(
            one ->
                lines.put(
                    place + ".env." + one.at("name").text(""),
                    one.at("valueFrom", "secretKeyRef", "name").text("")));
  }

  private void port(String path, Tree port, String number) {
    boolean isService = number.equals("port");
    String target = isService ? port.at("targetPort").text(port.at(number).text("")) : "";
    lines.put(
        path + "." + port.at("name").text(""),
        Stream.of(
                port.at(number).text(""),
                target,
                port.at("hostPort").text(""),
                port.at("protocol").text("TCP"))
            .filter(text -> !text.isEmpty())
            .reduce((one, other) -> one + " " + other)
            .orElse(""));
  }

  /** Volumes that hold what is elsewhere; those that begin empty are alike. */
  private void volume(String path, Tree volume) {
    SortedSet<String> sources = new TreeSet<>();
    source(volume, sources);
    volume.at("projected", "sources").elements().forEach(one -> source(one, sources));
    if (!sources.isEmpty()) {
      lines.put(path + "[" + volume.at("name").text("") + "]", String.join(", ", sources));
    }
  }

  private static void source(Tree source, SortedSet<String> sources) {
    name(sources, "secret", source.at("secret", "secretName"));
    name(sources, "secret", source.at("secret", "name"));
    name(sources, "config map", source.at("configMap", "name"));
    name(sources, "claim", source.at("persistentVolumeClaim", "claimName"));
    name(sources, "path of the node", source.at("hostPath", "path"));
    name(sources, "size", source.at("emptyDir", "sizeLimit"));
    if (source.at("serviceAccountToken").exists()) {
      sources.add("token");
    }
  }

  private static void name(SortedSet<String> sources, String what, Tree name) {
    if (name.exists()) {
      sources.add(what + " " + name.text(""));
    }
  }

  private void rights(Tree rule) {
    List<String> names = texts(rule.at("resourceNames"));
    for (String group : texts(rule.at("apiGroups"))) {
      for (String resource : texts(rule.at("resources"))) {
        for (String verb : texts(rule.at("verbs"))) {
          for (String name : names.isEmpty() ? List.of("*") : names) {
            lines.put("%s %s/%s %s".formatted(verb, group, resource, name), "allowed");
          }
        }
      }
    }
  }

  private static List<String> texts(Tree list) {
    return list.elements().map(one -> one.text("")).toList();
  }

  private void add(String path, Tree value) {
    value.node().ifPresent(node -> add(path, node));
  }

  private void add(String path, Object node) {
    if (node instanceof Map<?, ?> map) {
      map.forEach((key, value) -> add(path + "." + key, value));
    } else if (node instanceof List<?> list) {
      List<String> elements = new ArrayList<>();
      for (Object element : list) {
        MadeView one = new MadeView();
        one.add("", element);
        elements.add(
            one.lines.size() == 1 && one.lines.containsKey("")
                ? one.lines.get("")
                : one.lines.toString());
      }
      if (!elements.isEmpty()) {
        lines.put(path, String.join(" ", elements));
      }
    } else if (node != null && !List.of("", "false").contains(node.toString())) {
      lines.put(path, node.toString());
    }
  }
}
