package com.xtrading.platform.capacity;

import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.LabelSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Pods that another pod wants near itself or far from itself, and what near means.
 *
 * @param selector which pods
 * @param namespaces in which namespaces; empty for all
 * @param topologyKey label of nodes; nodes with the same value are near each other
 * @param also terms that must select the same pods; their topology keys do not count
 */
record AffinityTerm(
    LabelSelector selector, Set<String> namespaces, String topologyKey, List<AffinityTerm> also) {

  AffinityTerm(LabelSelector selector, Set<String> namespaces, String topologyKey) {
    this(selector, namespaces, topologyKey, List.of());
  }

  /**
   * A term of pod affinity or anti-affinity. A {@code namespaceSelector} counts as every namespace:
   * which labels namespaces of others have is not known, and to keep apart from too many is the
   * side that is told about.
   */
  static AffinityTerm of(Tree tree, String ownNamespace) {
    Set<String> named =
        tree.at("namespaces").elements().map(name -> name.text("")).collect(Collectors.toSet());
    boolean everywhere = tree.at("namespaceSelector").exists();
    return new AffinityTerm(
        selector(tree),
        everywhere ? Set.of() : named.isEmpty() ? Set.of(ownNamespace) : named,
        tree.at("topologyKey").text(""));
  }

  /** The pods of a topology spread constraint, which are in the namespace of the pod. */
  static AffinityTerm ofSpread(Tree tree, String ownNamespace) {
    return new AffinityTerm(selector(tree), Set.of(ownNamespace), tree.at("topologyKey").text(""));
  }

  /** A selector that is not there selects nothing, an empty one everything. */
  private static LabelSelector selector(Tree tree) {
    Tree selector = tree.at("labelSelector");
    return selector.exists()
        ? new LabelSelector(selector)
        : new LabelSelector(
            Tree.of(
                Map.of("matchExpressions", List.of(Map.of("key", "nothing", "operator", "In")))));
  }

  /**
   * Required affinity to several kinds of pods: the scheduler looks for pods that all of the terms
   * select, near by each of their topology keys.
   */
  static List<AffinityTerm> together(List<AffinityTerm> terms) {
    if (terms.size() < 2) {
      return terms;
    }
    List<AffinityTerm> all = new ArrayList<>();
    for (AffinityTerm one : terms) {
      List<AffinityTerm> others = terms.stream().filter(other -> other != one).toList();
      all.add(new AffinityTerm(one.selector, one.namespaces, one.topologyKey, others));
    }
    return List.copyOf(all);
  }

  boolean matches(String namespace, Map<String, Object> labels) {
    return (namespaces.isEmpty() || namespaces.contains(namespace))
        && selector.matches(labels)
        && also.stream().allMatch(other -> other.matches(namespace, labels));
  }
}
