package com.xtrading.platform.manifest;

import java.util.Map;

/**
 * One rendered Kubernetes object: the tree that will be the bytes of a file.
 *
 * @param path the file below {@code dist/<env>/}, such as {@code
 *     manifests/frontend/Service-frontend.yaml}
 * @param component the component that rendered it
 * @param id the identity, as written in the tree
 * @param tree maps, lists and scalars
 */
public record Manifest(String path, String component, ManifestId id, Map<String, Object> tree) {

  public Manifest(String path, String component, Map<String, Object> tree) {
    this(path, component, ManifestId.of(tree), tree);
  }

  /** The value at the end of the given keys. */
  public Tree at(String first, String... more) {
    return Tree.of(tree).at(first, more);
  }

  public String kind() {
    return id.kind();
  }

  /** What it is: what to compare, where {@link #kind} is what to say. */
  public GroupKind groupKind() {
    return id.groupKind();
  }

  public boolean is(GroupKind wanted) {
    return groupKind().equals(wanted);
  }

  public String name() {
    return id.name();
  }

  public String namespace() {
    return id.namespace();
  }
}
