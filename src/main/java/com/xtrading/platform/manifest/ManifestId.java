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
    int slash = apiVersion.indexOf('/');
    return slash < 0 ? "" : apiVersion.substring(0, slash);
  }

  /** Whether both name the same object of the API server, whatever version they are written in. */
  public boolean sameObjectAs(ManifestId other) {
    return group().equals(other.group())
        && kind.equals(other.kind)
        && namespace.equals(other.namespace)
        && name.equals(other.name);
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
