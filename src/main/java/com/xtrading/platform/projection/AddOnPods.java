package com.xtrading.platform.projection;

import com.xtrading.platform.declaration.Dependency;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.model.Port;
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
    if (group.network() == PodGroup.Network.NODE) {
      spec.put("hostNetwork", true);
    }
    Map<String, Object> tree =
        Fields.of("apiVersion", "apps/v1")
            .with("kind", "Deployment")
            .with(
                "metadata",
                Fields.of("name", group.pods().name()).with("namespace", group.pods().namespace()))
            .with(
                "spec",
                Fields.of("replicas", group.min())
                    .with("selector", Fields.of("matchLabels", labels))
                    .with(
                        "template",
                        Fields.of("metadata", Fields.of("labels", labels)).with("spec", spec)));
    Manifest object = new Manifest("argocd", group.component(), tree);
    return new Made(object, Made.Maker.ADD_ON, object);
  }

  private AddOnPods() {}
}
