package com.xtrading.platform.capacity;

import com.xtrading.platform.manifest.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where a pod may and would like to run (Kubernetes, "Assigning Pods to Nodes").
 *
 * @param selector labels that a node must have
 * @param nodeTerms one of them must hold for a node; empty where any node will do
 * @param apart pods with which it shares no node
 * @param together pods with which it must share a node
 * @param preferred pods that it would like near, or far where the weight is negative
 * @param spread over what it is spread
 * @param tolerations which taints it accepts
 * @param hostPorts ports of the node that it takes, as {@code TCP/80}
 */
record SchedulingConstraints(
    Map<String, Object> selector,
    List<Tree> nodeTerms,
    List<AffinityTerm> apart,
    List<AffinityTerm> together,
    List<Preferred> preferred,
    List<Spread> spread,
    List<Toleration> tolerations,
    List<String> hostPorts) {

  static final SchedulingConstraints NONE =
      new SchedulingConstraints(
          Map.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

  /** Weight from 1 to 100; negative for pods that it would rather be away from. */
  record Preferred(AffinityTerm term, int weight) {}

  /**
   * @param skew by how much the fullest place may be ahead of the emptiest
   * @param strict whether the pod rather waits
   * @param ofVersion whether only pods of its own set and version count
   * @param leastPlaces with fewer places than these the emptiest counts as empty
   */
  record Spread(AffinityTerm term, int skew, boolean strict, int leastPlaces, boolean ofVersion) {

    Spread(AffinityTerm term, int skew, boolean strict, int leastPlaces) {
      this(term, skew, strict, leastPlaces, false);
    }
  }

  /**
   * What the scheduler spreads pods of a Service or a set by when they do not say anything
   * (Kubernetes, "Pod Topology Spread Constraints", internal default constraints); zones are not
   * known here.
   */
  static final int DEFAULT_SKEW = 3;

  static SchedulingConstraints of(Tree spec, String namespace, List<String> hostPorts) {
    Tree affinity = spec.at("affinity");
    List<Preferred> preferred = new ArrayList<>();
    preferred(preferred, affinity.at("podAffinity"), namespace, 1);
    preferred(preferred, affinity.at("podAntiAffinity"), namespace, -1);
    return new SchedulingConstraints(
        spec.at("nodeSelector").map(),
        affinity
            .at("nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution")
            .at("nodeSelectorTerms")
            .elements()
            .toList(),
        required(affinity.at("podAntiAffinity"), namespace),
        required(affinity.at("podAffinity"), namespace),
        List.copyOf(preferred),
        spec.at("topologySpreadConstraints")
            .elements()
            .map(
                tree ->
                    new Spread(
                        AffinityTerm.ofSpread(tree, namespace),
                        (int) tree.at("maxSkew").number(1),
                        !tree.at("whenUnsatisfiable").text("").equals("ScheduleAnyway"),
                        (int) tree.at("minDomains").number(1)))
            .toList(),
        spec.at("tolerations").elements().map(Toleration::of).toList(),
        hostPorts);
  }

  SchedulingConstraints spreadBy(List<Spread> other) {
    return new SchedulingConstraints(
        selector, nodeTerms, apart, together, preferred, other, tolerations, hostPorts);
  }

  /** Whether a cordoned node takes the pod all the same. */
  boolean tolerateCordon() {
    return tolerations.stream().anyMatch(one -> one.accepts(Toleration.Taint.CORDON));
  }

  private static List<AffinityTerm> required(Tree affinity, String namespace) {
    return affinity
        .at("requiredDuringSchedulingIgnoredDuringExecution")
        .elements()
        .map(tree -> AffinityTerm.of(tree, namespace))
        .toList();
  }

  private static void preferred(List<Preferred> to, Tree affinity, String namespace, int sign) {
    affinity
        .at("preferredDuringSchedulingIgnoredDuringExecution")
        .elements()
        .forEach(
            tree ->
                to.add(
                    new Preferred(
                        AffinityTerm.of(tree.at("podAffinityTerm"), namespace),
                        sign * (int) tree.at("weight").number(1))));
  }

  /** Whether every node has the labels and the name that the pod asks for. */
  boolean acceptAll() {
    return selector.isEmpty() && nodeTerms.isEmpty();
  }

  /** Whether the labels and the name of a node let the pod in at all. */
  boolean accept(SimulatedNode node) {
    return (selector.isEmpty()
            || selector.entrySet().stream()
                .allMatch(
                    wanted ->
                        String.valueOf(wanted.getValue())
                            .equals(node.labels().get(wanted.getKey()))))
        && (nodeTerms.isEmpty() || nodeTerms.stream().anyMatch(term -> holds(term, node)));
  }

  /** Whether the pod may run on a node that is empty, however large. */
  boolean admit(SimulatedNode node) {
    return accept(node) && tolerate(node);
  }

  boolean tolerate(SimulatedNode node) {
    return node.taints().stream()
        .filter(Toleration.Taint::refuses)
        .allMatch(taint -> tolerations.stream().anyMatch(one -> one.accepts(taint)));
  }

  private static boolean holds(Tree term, SimulatedNode node) {
    boolean labels =
        term.at("matchExpressions")
            .elements()
            .allMatch(one -> holds(one, node.labels().get(one.at("key").text(""))));
    boolean fields = term.at("matchFields").elements().allMatch(one -> holds(one, node.name()));
    return labels && fields && !term.map().isEmpty();
  }

  private static boolean holds(Tree expression, String value) {
    List<String> values = expression.at("values").elements().map(one -> one.text("")).toList();
    return switch (expression.at("operator").text("")) {
      case "In" -> value != null && values.contains(value);
      case "NotIn" -> value == null || !values.contains(value);
      case "Exists" -> value != null;
      case "DoesNotExist" -> value == null;
      case "Gt" -> isNumber(value) && values.stream().anyMatch(other -> isLess(other, value));
      case "Lt" -> isNumber(value) && values.stream().anyMatch(other -> isLess(value, other));
      default -> false;
    };
  }

  private static boolean isLess(String one, String other) {
    return isNumber(one) && isNumber(other) && Long.parseLong(one) < Long.parseLong(other);
  }

  private static boolean isNumber(String text) {
    return text != null && text.matches("-?\\d{1,18}");
  }
}
