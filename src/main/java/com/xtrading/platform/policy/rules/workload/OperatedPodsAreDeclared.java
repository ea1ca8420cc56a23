package com.xtrading.platform.policy.rules.workload;

import com.xtrading.platform.declaration.Dependency;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.model.Port;
import com.xtrading.platform.objects.PodRequests;
import com.xtrading.platform.objects.PodTemplate;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Findings;
import com.xtrading.platform.policy.Rule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pods that operators make are those that components declare. */
public final class OperatedPodsAreDeclared implements Rule {

  @Override
  public String statement() {
    return "Every pod that an operator makes of a custom resource is selected by the label of exactly"
        + " one declared workload, and there are as many, of that size and with those ports:"
        + " policies, monitors and quotas follow from the declaration and would miss it otherwise.";
  }

  @Override
  public String remedy() {
    return "Declare the workload in its component as its operator makes it, or change the custom"
        + " resource.";
  }

  @Override
  public String goodExample() {
    return """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: no-operator-makes-pods-of-it, namespace: shop}
        """;
  }

  @Override
  public String badExample() {
    return """
        apiVersion: postgresql.cnpg.io/v1
        kind: Cluster
        metadata: {name: nobody-declares-it, namespace: shop}
        spec: {instances: 1}
        """;
  }

  @Override
  public List<Finding> check(Evidence evidence) {
    Findings findings = new Findings(this);
    Topology topology = evidence.topology();
    Map<PodGroup, List<PodTemplate>> made = new HashMap<>();
    evidence
        .objects()
        .operatedPods()
        .forEach(
            pod -> {
              List<PodGroup> groups = groupsOf(pod, topology);
              groups.forEach(
                  group -> made.computeIfAbsent(group, unused -> new ArrayList<>()).add(pod));
              if (groups.size() != 1) {
                findings.add(
                    pod,
                    place(pod, "metadata.labels"),
                    groups.isEmpty()
                        ? "no declared workload has one of the labels %s".formatted(pod.labels())
                        : "is selected by %s"
                            .formatted(
                                groups.stream()
                                    .map(group -> group.pods().name())
                                    .sorted()
                                    .collect(Collectors.joining(" and "))),
                    "declare one workload with one label of these pods");
              }
            });
    topology.groups().stream()
        .filter(group -> group.maker() == PodGroup.Maker.OPERATOR)
        .forEach(group -> compare(group, made.getOrDefault(group, List.of()), topology, findings));
    return findings.list();
  }

  private static List<PodGroup> groupsOf(PodTemplate pod, Topology topology) {
    return topology.groups().stream()
        .filter(group -> group.pods().select(pod.owner().namespace(), pod.labels()))
        .toList();
  }

  private static void compare(
      PodGroup group, List<PodTemplate> made, Topology topology, Findings findings) {
    long number =
        made.stream().mapToLong(pod -> pod.owner().at("spec", "replicas").number(1)).sum();
    if (number < group.min() || number > group.max()) {
      findings.add(
          "workload %s/%s".formatted(group.pods().namespace(), group.pods().name()),
          "pods",
          "%d to %d are declared and operators make %d with the label %s=%s"
              .formatted(
                  group.min(),
                  group.max(),
                  number,
                  group.pods().labelKey(),
                  group.pods().labelValue()),
          "declare the number and the label that the operator gives them");
    }
    for (PodTemplate pod : made) {
      compareSize(
          group,
          pod,
          "cpu",
          BigDecimal.valueOf(group.requests().cpu().millicores()).movePointLeft(3),
          findings);
      compareSize(
          group, pod, "memory", BigDecimal.valueOf(group.requests().memory().bytes()), findings);
      comparePorts(group, pod, topology, findings);
    }
  }

  private static void compareSize(
      PodGroup group, PodTemplate pod, String resource, BigDecimal declared, Findings findings) {
    BigDecimal requested = PodRequests.of(pod, resource);
    if (requested.compareTo(declared) != 0) {
      findings.add(
          pod,
          place(pod, "spec.containers"),
          "request %s of %s together, and %s declares %s"
              .formatted(
                  requested.toPlainString(),
                  resource,
                  group.pods().name(),
                  declared.toPlainString()),
          "declare what all containers of one pod request");
    }
  }

  private static void comparePorts(
      PodGroup group, PodTemplate pod, Topology topology, Findings findings) {
    Set<String> open =
        pod.ports().stream()
            .map(port -> port.at("containerPort").text(""))
            .collect(Collectors.toSet());
    SortedSet<Port> used =
        Stream.concat(
                topology.to(group.pods()).map(Dependency::to).map(endpoint -> endpoint.port()),
                topology.metrics().stream()
                    .filter(source -> source.pods().equals(group.pods()))
                    .map(MetricSource::port))
            .collect(Collectors.toCollection(TreeSet::new));
    for (Port port : used) {
      if (!open.contains(Integer.toString(port.number()))) {
        findings.add(
            pod,
            place(pod, "spec.containers"),
            "nothing listens on %d, which is declared as %s of %s"
                .formatted(port.number(), port.name(), group.pods().name()),
            "declare a port on which these pods listen: "
                + open.stream().sorted().collect(Collectors.joining(", ")));
      }
    }
  }

  private static String place(PodTemplate pod, String path) {
    return pod.path().isEmpty() ? path : pod.path() + "." + path;
  }
}
