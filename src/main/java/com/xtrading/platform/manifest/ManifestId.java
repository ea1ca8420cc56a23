package com.xtrading.platform.manifest;

import java.util.Comparator;
import java.util.Map;

/**
 * What makes a Kubernetes object one object.
 *
 * @param apiVersion group and version, such as {@code apps/v1}
 * @param kind such as {@code Deployment}
 * @param namespace empty for objects of the cluster
 * @param name the name of the object
 */
public record ManifestId(String apiVersion, String kind, String namespace, String name)
    implements Comparable<ManifestId> {

  private static final Comparator<ManifestId> ORDER =
      Comparator.comparing(ManifestId::namespace)
          .thenComparing(ManifestId::kind)
          .thenComparing(ManifestId::group)
          .thenComparing(ManifestId::name)
          .thenComparing(ManifestId::apiVersion);

  /** Reads the identity of a rendered object. */
  public static ManifestId of(Map<String, ?> tree) {
    Tree metadata = Tree.of(tree).at("metadata");
    return new ManifestId(
        Tree.of(tree).at("apiVersion").text(""),
        Tree.of(tree).at("kind").text(""),
        metadata.at("namespace").text(""),
        metadata.at("name").text(""));
  }

  /** The API group; empty for the core group. */
  public String group() {
    return GroupKind.groupOf(apiVersion);
  }

  /** What the object is. */
  public GroupKind groupKind() {
    return GroupKind.of(apiVersion, kind);
  }

  /** The same object whatever version it is written in, as the API server tells objects apart. */
  public ManifestId withoutVersion() {
    return new ManifestId(group() + "/", kind, namespace, name);
  }

  @Override
  public int compareTo(ManifestId other) {
    return ORDER.compare(this, other);
  }

  /** {@code Deployment pytrading/user-service}. */
  @Override
  public String toString() {
    return kind + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
  }
}
