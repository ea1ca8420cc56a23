package com.xtrading.platform.capacity;

import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.policy.LabelSelector;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Pods that another pod wants near itself or far from itself, and what near means.
 *
 * @param selector which pods
 * @param namespaces in which namespaces; empty for all
 * @param topologyKey label of nodes; nodes with the same value are near each other
 */
record Term(LabelSelector selector, Set<String> namespaces, String topologyKey) {

  /**
   * A term of pod affinity or anti-affinity. A {@code namespaceSelector} counts as every namespace:
   * which labels namespaces of others have is not known, and to keep apart from too many is the
   * side that is told about.
   */
  static Term of(Tree tree, String ownNamespace) {
    Set<String> named =
        tree.at("namespaces").elements().map(name -> name.text("")).collect(Collectors.toSet());
    boolean everywhere = tree.at("namespaceSelector").exists();
    return new Term(
        selector(tree),
        everywhere ? Set.of() : named.isEmpty() ? Set.of(ownNamespace) : named,
        tree.at("topologyKey").text(""));
  }

  /** The pods of a topology spread constraint, which are in the namespace of the pod. */
  static Term ofSpread(Tree tree, String ownNamespace) {
    return new Term(selector(tree), Set.of(ownNamespace), tree.at("topologyKey").text(""));
  }

  /** A selector that is not there selects nothing, an empty one everything. */
  private static LabelSelector selector(Tree tree) {
    Tree selector = tree.at("labelSelector");
    return selector.exists()
        ? new LabelSelector(selector)
        : new LabelSelector(
            Tree.of(
                Map.of(
                    "matchExpressions",
                    java.util.List.of(Map.of("key", "nothing", "operator", "In")))));
  }

  boolean matches(String namespace, Map<String, Object> labels) {
    return (namespaces.isEmpty() || namespaces.contains(namespace)) && selector.matches(labels);
  }
}
