package com.xtrading.platform.projection;

import com.xtrading.platform.declaration.Dependency;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.PodGroup.Kind;
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

  static Stream<Made> of(Topology topology) {
    return topology.groups().stream()
        .filter(group -> group.maker().isAddOn())
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
    Kind kind = group.control().kind().orElseThrow();
    if (kind == Kind.DAEMON_SET) {
      // As charts do that serve every node.
      spec.put("tolerations", List.of(Fields.of("operator", "Exists")));
    }
    Fields content =
        Fields.of(
            "template", Fields.of("metadata", Fields.of("labels", labels)).with("spec", spec));
    if (kind == Kind.JOB) {
      content.with("parallelism", group.max());
    } else {
      content.with("selector", Fields.of("matchLabels", labels));
    }
    if (kind == Kind.DEPLOYMENT || kind == Kind.STATEFUL_SET) {
      content.with("replicas", group.min());
    }
    Map<String, Object> tree =
        Fields.of("apiVersion", kind == Kind.JOB ? "batch/v1" : "apps/v1")
            .with("kind", kind.toString())
            .with(
                "metadata",
                Fields.of("name", group.pods().name()).with("namespace", group.pods().namespace()))
            .with("spec", content);
    Manifest object = new Manifest("argocd", group.component(), tree);
    return new Made(object, Made.Maker.ADD_ON, object);
  }

  private AddOnPods() {}
}
