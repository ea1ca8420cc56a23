package com.xtrading.platform.projection;

import com.xtrading.platform.declaration.Dependency;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.model.Port;
import com.xtrading.platform.objects.Made;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The pods that charts bring, as far as their add-ons declare them: nobody renders a chart here.
 */
final class AddOnPods {

  /** What makes the pods; whatever always runs and is not on each node is taken for this. */
  private enum Kind {
    DEPLOYMENT("apps/v1", "Deployment"),
    DAEMON_SET("apps/v1", "DaemonSet"),
    JOB("batch/v1", "Job");

    private final String apiVersion;
    private final String name;

    Kind(String apiVersion, String name) {
      this.apiVersion = apiVersion;
      this.name = name;
    }

    static Kind of(PodGroup group) {
      if (group.onEachNode()) {
        return DAEMON_SET;
      }
      return group.min() == 0 ? JOB : DEPLOYMENT;
    }
  }

  static Stream<Made> of(Topology topology) {
    return topology.groups().stream()
        .filter(group -> group.maker() == PodGroup.Maker.ADD_ON)
        .map(group -> made(group, topology));
  }

  private static Made made(PodGroup group, Topology topology) {
    SortedSet<Port> ports = new TreeSet<>();
    topology.to(group.pods()).map(Dependency::to).forEach(endpoint -> ports.add(endpoint.port()));
    topology.metrics().stream()
        .filter(source -> source.pods().equals(group.pods()))
        .map(MetricSource::port)
        .forEach(ports::add);
    Map<String, Object> labels = Map.of(group.pods().labelKey(), group.pods().labelValue());
    Map<String, Object> container =
        Fields.of("name", group.pods().name())
            .with(
                "ports",
                ports.stream()
                    .map(
                        port -> Fields.of("name", port.name()).with("containerPort", port.number()))
                    .toList())
            .with(
                "resources",
                Fields.of("requests", Fields.of(group.requests()))
                    .with("limits", Fields.of(group.limits())));
    Fields spec = Fields.of("containers", List.of(container));
    if (!group.priorityClass().isEmpty()) {
      spec.put("priorityClassName", group.priorityClass());
    }
    if (group.network() == PodGroup.Network.NODE) {
      spec.put("hostNetwork", true);
    }
    if (group.onEachNode()) {
      // As charts do that serve every node.
      spec.put("tolerations", List.of(Fields.of("operator", "Exists")));
    }
    Fields content =
        Fields.of(
            "template", Fields.of("metadata", Fields.of("labels", labels)).with("spec", spec));
    Kind kind = Kind.of(group);
    if (kind == Kind.JOB) {
      content.with("parallelism", group.max());
    } else {
      content.with("selector", Fields.of("matchLabels", labels));
    }
    if (kind == Kind.DEPLOYMENT) {
      content.with("replicas", group.min());
    }
    Map<String, Object> tree =
        Fields.of("apiVersion", kind.apiVersion)
            .with("kind", kind.name)
            .with(
                "metadata",
                Fields.of("name", group.pods().name()).with("namespace", group.pods().namespace()))
            .with("spec", content);
    Manifest object = new Manifest("argocd", group.component(), tree);
    return new Made(object, Made.Maker.ADD_ON, object);
  }

  private AddOnPods() {}
}
