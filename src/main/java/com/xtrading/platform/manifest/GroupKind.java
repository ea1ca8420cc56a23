package com.xtrading.platform.manifest;

import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What an object is, whatever version it is written in. A kind alone says little: a {@code Service}
 * is one of Kubernetes or one of Knative, a {@code Cluster} one of half a dozen operators.
 *
 * <p>Kinds that began in the group {@code extensions} are in the group that they have now, as they
 * are for the API server, which serves the same objects in both.
 *
 * @param group empty for the core group
 * @param kind such as {@code Deployment}
 */
public record GroupKind(String group, String kind) implements Comparable<GroupKind> {

  private static final Comparator<GroupKind> ORDER =
      Comparator.comparing(GroupKind::group).thenComparing(GroupKind::kind);

  private static final String FORMER = "extensions";

  /** NetworkPolicies began there too; nobody reads that form. */
  private static final Map<String, String> MOVED =
      Map.of(
          "DaemonSet", "apps",
          "Deployment", "apps",
          "HorizontalPodAutoscaler", "autoscaling",
          "Ingress", "networking.k8s.io",
          "Job", "batch",
          "ReplicaSet", "apps");

  public GroupKind {
    group = group.equals(FORMER) ? MOVED.getOrDefault(kind, group) : group;
  }

  /** What the two fields at the top of an object say. */
  public static GroupKind of(String apiVersion, String kind) {
    return new GroupKind(groupOf(apiVersion), kind);
  }

  /**
   * What a reference in an object names, by {@code kind} and whichever of {@code apiVersion},
   * {@code apiGroup} and {@code group} its API has.
   *
   * @param otherwise group and kind where the reference leaves them out, as the API says
   */
  public static GroupKind namedBy(Tree reference, GroupKind otherwise) {
    String group =
        reference.at("apiVersion").exists()
            ? groupOf(reference.at("apiVersion").text(""))
            : Stream.of("apiGroup", "group")
                .map(reference::at)
                .filter(Tree::exists)
                .findFirst()
                .map(named -> named.text(""))
                .orElse(otherwise.group());
    return new GroupKind(group, reference.at("kind").text(otherwise.kind()));
  }

  static String groupOf(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }

  /** By group, the core group first, then by kind. */
  @Override
  public int compareTo(GroupKind other) {
    return ORDER.compare(this, other);
  }

  /** {@code Deployment.apps}, as kubectl takes it; {@code Service} in the core group. */
  @Override
  public String toString() {
    return group.isEmpty() ? kind : kind + "." + group;
  }
}
