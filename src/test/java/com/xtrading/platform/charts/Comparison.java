package com.xtrading.platform.charts;

import com.xtrading.platform.admission.ObjectPolicies;
import com.xtrading.platform.admission.Profile;
import com.xtrading.platform.declaration.Dependency;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.Namespace.PodSecurity;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.Rights;
import com.xtrading.platform.declaration.Rights.Power;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.model.Cpu;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Port;
import com.xtrading.platform.model.Resources;
import com.xtrading.platform.objects.ClusterObjects;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.objects.PodTemplate;
import com.xtrading.platform.objects.PodTemplate.Role;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.rules.admission.ObjectRule;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What an add-on declares, held against what its chart renders. */
final class Comparison {

  private static final ObjectPolicies POLICIES = ObjectPolicies.newest();

  private final String addOn;
  private final Topology topology;
  private final List<Manifest> rendered;
  private final List<String> differences = new ArrayList<>();

  private Comparison(String addOn, Topology topology, List<Manifest> rendered) {
    this.addOn = addOn;
    this.topology = topology;
    this.rendered = rendered;
  }

  /** Each with the field, what is declared and what is rendered; none where all is the same. */
  static List<String> differences(String addOn, Topology topology, List<Manifest> rendered) {
    Comparison comparison = new Comparison(addOn, topology, rendered);
    comparison.pods();
    comparison.rights();
    return comparison.differences;
  }

  private void pods() {
    List<PodGroup> declared =
        topology.groups().stream()
            .filter(group -> group.component().equals(addOn))
            .filter(group -> group.maker() == PodGroup.Maker.ADD_ON)
            .toList();
    List<PodTemplate> pods =
        rendered.stream().flatMap(object -> PodTemplate.of(object).stream()).toList();
    for (PodTemplate pod : pods) {
      List<PodGroup> groups = declared.stream().filter(group -> selects(group, pod)).toList();
      if (groups.size() == 1) {
        compare(groups.get(0), pod);
      } else {
        differ(
            "pods",
            groups.stream().map(group -> group.pods().name()).toList(),
            pod.owner().id() + " " + pod.labels());
      }
    }
    declared.stream()
        .filter(group -> pods.stream().noneMatch(pod -> selects(group, pod)))
        .forEach(group -> differ("pods", group.pods(), "nothing"));
  }

  private static boolean selects(PodGroup group, PodTemplate pod) {
    return group.pods().namespace().equals(pod.owner().namespace())
        && group.pods().labelValue().equals(pod.labels().get(group.pods().labelKey()));
  }

  private void compare(PodGroup group, PodTemplate pod) {
    String name = " of " + group.pods().name();
    Tree spec = pod.spec();
    same("kind" + name, group.control().kind().orElseThrow().toString(), pod.owner().kind());
    if (pod.owner().is(Kinds.DEPLOYMENT) || pod.owner().is(Kinds.STATEFUL_SET)) {
      long replicas = pod.owner().at("spec", "replicas").number(1);
      // More than these are what programs of the add-on start with the same labels.
      same("pods" + name, (long) group.min(), replicas);
    }
    same("requests" + name, group.requests().toString(), resources(pod, "requests"));
    same("limits" + name, group.limits().toString(), resources(pod, "limits"));
    same("account" + name, group.account(), spec.at("serviceAccountName").text("default"));
    same("priority" + name, group.priorityClass(), spec.at("priorityClassName").text(""));
    same(
        "network" + name,
        group.network(),
        spec.at("hostNetwork").isTrue() ? PodGroup.Network.NODE : PodGroup.Network.POD);
    SortedSet<String> ports = new TreeSet<>();
    pod.ports().forEach(port -> ports.add(port(port.at("name"), port.at("containerPort"))));
    ports(group)
        .map(port -> port.name() + " " + port.number())
        .filter(port -> !ports.contains(port))
        .forEach(port -> differ("port" + name, port, ports));
    boolean asks =
        topology.from(group.pods()).anyMatch(edge -> edge.to().purpose().equals("Kubernetes API"));
    if (asks && !hasToken(pod)) {
      differ("token" + name, "asks the API server", "none is mounted");
    }
    security(group, pod);
    pod.containers(Role.MAIN, Role.INIT)
        .forEach(
            container -> {
              String image = container.tree().at("image").text("");
              if (!image.matches(".+(:(?!latest)[^/:]+|@sha256:[0-9a-f]+)")) {
                differ("image" + name, "a version", image);
              }
            });
  }

  private Stream<Port> ports(PodGroup group) {
    return Stream.concat(
        topology.to(group.pods()).map(Dependency::to).map(endpoint -> endpoint.port()),
        topology.metrics().stream()
            .filter(source -> source.pods().equals(group.pods()))
            .map(MetricSource::port));
  }

  private static String port(Tree name, Tree number) {
    return name.text("") + " " + number.text("");
  }

  /** Of all containers; {@code unlimited} where one of them says nothing. */
  private static String resources(PodTemplate pod, String side) {
    List<Tree> all =
        pod.containers(Role.MAIN).stream()
            .map(container -> container.tree().at("resources", side))
            .toList();
    return all.stream().allMatch(one -> one.at("cpu").exists() && one.at("memory").exists())
        ? all.stream()
            .map(
                one ->
                    new Resources(
                        Cpu.parse(one.at("cpu").text("")), Memory.parse(one.at("memory").text(""))))
            .reduce(Resources::plus)
            .orElseThrow()
            .toString()
        : "unlimited";
  }

  private boolean hasToken(PodTemplate pod) {
    Tree own = pod.spec().at("automountServiceAccountToken");
    String account = pod.spec().at("serviceAccountName").text("default");
    return own.exists()
        ? own.isTrue()
        : rendered.stream()
            .filter(object -> object.is(Kinds.SERVICE_ACCOUNT) && object.name().equals(account))
            .filter(object -> object.namespace().equals(pod.owner().namespace()))
            .noneMatch(object -> object.at("automountServiceAccountToken").isFalse());
  }

  private void security(PodGroup group, PodTemplate pod) {
    PodSecurity level =
        topology.namespaces().stream()
            .filter(namespace -> namespace.name().equals(group.pods().namespace()))
            .findFirst()
            .orElseThrow()
            .podSecurity();
    List<ObjectRule> rules =
        switch (level) {
          case PRIVILEGED -> List.of();
          case BASELINE -> ObjectRule.of(Profile.BASELINE);
          case RESTRICTED -> ObjectRule.of(Profile.RESTRICTED);
        };
    ClusterObjects alone = new ClusterObjects(List.of(pod.owner()), List.of());
    rules.stream()
        .flatMap(rule -> rule.check(alone, POLICIES).stream())
        .map(Finding::path)
        .forEach(path -> differ("security of " + group.pods().name(), level, path));
  }

  private void rights() {
    SortedMap<String, SortedSet<Power>> declared = new TreeMap<>();
    for (Rights rights : topology.rights()) {
      if (rights.addOn().equals(addOn)) {
        List<String> where =
            rights.namespaces().isEmpty()
                ? List.of(RenderedRights.EVERYWHERE)
                : rights.namespaces();
        where.forEach(
            one -> declared.computeIfAbsent(one, name -> new TreeSet<>()).addAll(rights.powers()));
      }
    }
    same("rights", RenderedRights.withoutTheSameTwice(declared), RenderedRights.of(rendered));
  }

  private void same(String field, Object declared, Object found) {
    if (!declared.equals(found)) {
      differ(field, declared, found);
    }
  }

  private void differ(String field, Object declared, Object found) {
    differences.add("%s: declared %s, rendered %s".formatted(field, declared, found));
  }
}
