package com.xtrading.platform.charts;

import com.xtrading.platform.declaration.Rights.Power;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.Kinds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What roles let those do who are bound to them, computed as the API server decides it. */
final class RenderedRights {

  /** Where a ClusterRoleBinding counts. */
  static final String EVERYWHERE = "everywhere";

  private static final Set<String> READING = Set.of("get", "list", "watch");
  private static final Set<String> CHANGING = Set.of("create", "update", "patch");
  private static final String RBAC = "rbac.authorization.k8s.io";
  private static final String ADMISSION = "admissionregistration.k8s.io";

  /** Roles of Kubernetes that charts bind, which only ask whether others may do something. */
  private static final Set<String> HARMLESS =
      Set.of("system:auth-delegator", "extension-apiserver-authentication-reader");

  /**
   * One way to a power.
   *
   * @param named whether a rule for single objects, which it names, is as good
   */
  private record Way(
      Power power, Set<String> verbs, String group, Set<String> resources, boolean named) {}

  private static final List<Way> WAYS =
      List.of(
          new Way(Power.READS_SECRETS, READING, "", Set.of("secrets"), false),
          new Way(Power.RUNS_PODS, Set.of("create"), "", Set.of("pods"), true),
          new Way(Power.RUNS_PODS, CHANGING, "", Set.of("replicationcontrollers"), true),
          new Way(
              Power.RUNS_PODS,
              CHANGING,
              "apps",
              Set.of("daemonsets", "deployments", "replicasets", "statefulsets"),
              true),
          new Way(Power.RUNS_PODS, CHANGING, "batch", Set.of("cronjobs", "jobs"), true),
          new Way(Power.CHANGES_PODS, Set.of("update", "patch"), "", Set.of("pods"), true),
          new Way(
              Power.OPENS_SHELLS,
              Set.of("create", "get"),
              "",
              Set.of("pods/attach", "pods/exec", "pods/portforward", "nodes/proxy"),
              true),
          new Way(
              Power.OPENS_SHELLS,
              Set.of("update", "patch"),
              "",
              Set.of("pods/ephemeralcontainers"),
              true),
          new Way(Power.TAKES_TOKENS, Set.of("create"), "", Set.of("serviceaccounts/token"), true),
          new Way(
              Power.TAKES_TOKENS,
              Set.of("impersonate"),
              "",
              Set.of("users", "groups", "serviceaccounts"),
              true),
          new Way(
              Power.GIVES_RIGHTS,
              CHANGING,
              RBAC,
              Set.of("clusterrolebindings", "clusterroles", "rolebindings", "roles"),
              true),
          new Way(
              Power.GIVES_RIGHTS,
              Set.of("bind", "escalate"),
              RBAC,
              Set.of("clusterroles", "roles"),
              true),
          new Way(
              Power.CHANGES_ADMISSION,
              CHANGING,
              ADMISSION,
              Set.of(
                  "mutatingadmissionpolicies",
                  "mutatingadmissionpolicybindings",
                  "mutatingwebhookconfigurations",
                  "validatingadmissionpolicies",
                  "validatingadmissionpolicybindings",
                  "validatingwebhookconfigurations"),
              true));

  private RenderedRights() {}

  /**
   * Powers by namespace, without those that somebody has everywhere.
   *
   * @throws IllegalArgumentException when a role is bound that is neither rendered nor known, or
   *     gathers others
   */
  static SortedMap<String, SortedSet<Power>> of(List<Manifest> objects) {
    SortedMap<String, SortedSet<Power>> powers = new TreeMap<>();
    Stream.of(Kinds.CLUSTER_ROLE_BINDING, Kinds.ROLE_BINDING)
        .flatMap(kind -> objects.stream().filter(object -> object.is(kind)))
        .forEach(
            binding -> {
              String where = binding.is(Kinds.ROLE_BINDING) ? binding.namespace() : EVERYWHERE;
              role(binding, objects)
                  .ifPresent(
                      role ->
                          powers
                              .computeIfAbsent(where, one -> new TreeSet<>())
                              .addAll(powers(role)));
            });
    return withoutTheSameTwice(powers);
  }

  /** What is everywhere is in each namespace, and said once. */
  static SortedMap<String, SortedSet<Power>> withoutTheSameTwice(
      Map<String, SortedSet<Power>> powers) {
    Set<Power> everywhere = powers.getOrDefault(EVERYWHERE, new TreeSet<>());
    SortedMap<String, SortedSet<Power>> left = new TreeMap<>();
    powers.forEach(
        (where, some) -> {
          SortedSet<Power> more = new TreeSet<>(some);
          if (!where.equals(EVERYWHERE)) {
            more.removeAll(everywhere);
          }
          if (!more.isEmpty()) {
            left.put(where, more);
          }
        });
    return left;
  }

  private static Optional<Manifest> role(Manifest binding, List<Manifest> objects) {
    Tree reference = binding.at("roleRef");
    String name = reference.at("name").text("");
    if (HARMLESS.contains(name)) {
      return Optional.empty();
    }
    boolean wide = reference.at("kind").text("").equals("ClusterRole");
    return Optional.of(
        objects.stream()
            .filter(
                object ->
                    object.name().equals(name)
                        && (wide
                            ? object.is(Kinds.CLUSTER_ROLE)
                            : object.is(Kinds.ROLE)
                                && object.namespace().equals(binding.namespace())))
            .filter(object -> !object.at("aggregationRule").exists())
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "%s binds %s, which is not known".formatted(binding.name(), name))));
  }

  /** What a role allows. */
  static SortedSet<Power> powers(Manifest role) {
    return role.at("rules")
        .elements()
        .flatMap(rule -> WAYS.stream().filter(way -> allows(rule, way)).map(Way::power))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean allows(Tree rule, Way way) {
    boolean all = !rule.at("resourceNames").elements().findAny().isPresent();
    return (all || way.named)
        && way.verbs.stream().anyMatch(verb -> has(rule, "verbs", verb))
        && has(rule, "apiGroups", way.group)
        && way.resources.stream().anyMatch(resource -> hasResource(rule, resource));
  }

  /** {@code *} is everything, and {@code *}/exec that part of everything. */
  private static boolean hasResource(Tree rule, String resource) {
    int part = resource.indexOf('/');
    return has(rule, "resources", resource)
        || part > 0 && has(rule, "resources", "*" + resource.substring(part));
  }

  private static boolean has(Tree rule, String field, String text) {
    return rule.at(field)
        .elements()
        .map(one -> one.text(""))
        .anyMatch(one -> one.equals("*") || one.equals(text));
  }
}
