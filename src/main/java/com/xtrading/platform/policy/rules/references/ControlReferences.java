package com.xtrading.platform.policy.rules.references;

import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.Autoscalers;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.objects.LabelSelector;
import com.xtrading.platform.objects.ObjectIndex;
import com.xtrading.platform.objects.ObjectReference;
import com.xtrading.platform.objects.PodTemplate;
import com.xtrading.platform.objects.TreePath;
import com.xtrading.platform.policy.Findings;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What monitors watch, autoscalers scale and bindings bind. */
final class ControlReferences {

  // Made by the API server at its start.
  private static final Set<String> BUILT_IN_ROLES = Set.of("view", "edit", "admin");

  private final ObjectIndex index;
  private final Findings findings;

  ControlReferences(ObjectIndex index, Findings findings) {
    this.index = index;
    this.findings = findings;
  }

  void autoscaler(Manifest autoscaler) {
    Autoscalers.Target target = Autoscalers.targetOf(autoscaler);
    if (!index.has(target.kind(), target.namespace(), target.name())) {
      findings.add(
          autoscaler,
          "spec.scaleTargetRef.name",
          "no %s is rendered".formatted(target),
          "render it, or correct kind and name");
    }
  }

  void serviceMonitor(Manifest monitor) {
    LabelSelector selector = new LabelSelector(monitor.at("spec", "selector"));
    List<Manifest> services =
        selected(
            monitor,
            namespace -> index.services(namespace, selector),
            () -> index.services(selector));
    if (services.isEmpty()) {
      nothingSelected(monitor, selector, "Service");
      return;
    }
    List<String> ports =
        services.stream()
            .flatMap(service -> service.at("spec", "ports").elements())
            .map(port -> port.at("name").text(""))
            .toList();
    ports(monitor, "endpoints", ports, "selected Service");
  }

  void podMonitor(Manifest monitor) {
    LabelSelector selector = new LabelSelector(monitor.at("spec", "selector"));
    List<PodTemplate> pods =
        selected(monitor, namespace -> index.pods(namespace, selector), () -> index.pods(selector));
    if (pods.isEmpty()) {
      nothingSelected(monitor, selector, "pod");
      return;
    }
    List<String> ports =
        pods.stream()
            .flatMap(pod -> pod.ports().stream())
            .map(port -> port.at("name").text(""))
            .toList();
    ports(monitor, "podMetricsEndpoints", ports, "selected pod");
  }

  private static <T> List<T> selected(
      Manifest monitor, Function<String, List<T>> inNamespace, Supplier<List<T>> everywhere) {
    Tree namespaces = monitor.at("spec", "namespaceSelector");
    if (namespaces.at("any").isTrue()) {
      return everywhere.get();
    }
    List<String> names = namespaces.at("matchNames").elements().map(name -> name.text("")).toList();
    return (names.isEmpty() ? Stream.of(monitor.namespace()) : names.stream())
        .flatMap(name -> inNamespace.apply(name).stream())
        .toList();
  }

  private void nothingSelected(Manifest monitor, LabelSelector selector, String what) {
    findings.add(
        monitor,
        "spec.selector",
        "%s selects no %s".formatted(selector.tree().map(), what),
        "repeat the labels of the %s and name its namespace".formatted(what));
  }

  private void ports(Manifest monitor, String field, List<String> known, String where) {
    List<Tree> endpoints = monitor.at("spec", field).elements().toList();
    for (int i = 0; i < endpoints.size(); i++) {
      Tree port = endpoints.get(i).at("port");
      if (port.exists() && !known.contains(port.text(""))) {
        findings.add(
            monitor,
            TreePath.element("spec." + field, i) + ".port",
            "no %s has a port named \"%s\"".formatted(where, port.text("")),
            "use one of its port names");
      }
    }
  }

  void binding(Manifest binding) {
    GroupKind kind = GroupKind.namedBy(binding.at("roleRef"), Kinds.ROLE);
    String role = binding.at("roleRef", "name").text("");
    boolean builtIn =
        kind.equals(Kinds.CLUSTER_ROLE)
            && (BUILT_IN_ROLES.contains(role) || role.startsWith("system:"));
    if (!builtIn && !index.has(kind, kind.equals(Kinds.ROLE) ? binding.namespace() : "", role)) {
      findings.add(
          binding,
          "roleRef.name",
          "the %s \"%s\" is neither rendered nor built in".formatted(kind.kind(), role),
          "render it, or use view, edit or admin");
    }
    List<Tree> subjects = binding.at("subjects").elements().toList();
    for (int i = 0; i < subjects.size(); i++) {
      Tree subject = subjects.get(i);
      ObjectReference account =
          index.refer(
              Kinds.SERVICE_ACCOUNT,
              subject.at("namespace").text(binding.namespace()),
              subject.at("name").text(""));
      if (subject.at("kind").text("").equals("ServiceAccount")
          && !account.name().equals("default")
          && account.missing() == ObjectReference.Missing.OBJECT) {
        findings.add(
            binding,
            "subjects[" + i + "].name",
            account.absent(),
            "render it, or correct the name");
      }
    }
  }
}
