package com.xtrading.platform.capacity;

import com.xtrading.platform.environment.Capacity.Reserved;
import com.xtrading.platform.environment.Cluster.Nodes;
import com.xtrading.platform.environment.Cluster.SystemPods;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.ClusterObjects;
import com.xtrading.platform.objects.LabelSelector;
import com.xtrading.platform.objects.Made;
import com.xtrading.platform.projection.OperatedKinds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Everything that wants room on the nodes, and who selects whom, on however many nodes. */
final class Fleet {

  private static final List<String> MOVING_LABELS =
      OperatedKinds.all().stream().flatMap(kind -> kind.movingLabel().stream()).toList();

  private final List<PodSet> sets;
  private final AffinityTerms terms;
  private final BudgetedSets budgets;

  /**
   * @param budgets PodDisruptionBudgets, rendered and made
   */
  Fleet(List<PodSet> sets, List<DisruptionBudget> budgets) {
    this.sets = sets.stream().sorted(Comparator.comparing(PodSet::name)).toList();
    this.terms = new AffinityTerms(this.sets);
    this.budgets =
        new BudgetedSets(
            this.sets,
            budgets.stream().sorted(Comparator.comparing(DisruptionBudget::name)).toList());
  }

  /** By name. */
  List<PodSet> sets() {
    return sets;
  }

  AffinityTerms terms() {
    return terms;
  }

  BudgetedSets budgets() {
    return budgets;
  }

  /** Sets to one of which an operator moves a label of this one when its node is drained. */
  List<Integer> heirs(int set) {
    PodSet leaving = sets.get(set);
    return MOVING_LABELS.stream()
        .filter(leaving.labels()::containsKey)
        .flatMap(
            label ->
                IntStream.range(0, sets.size())
                    .filter(
                        other ->
                            other != set
                                && sets.get(other).source().equals(leaving.source())
                                && sets.get(other).labels().containsKey(label))
                    .boxed())
        .toList();
  }

  /** The pods to one of which an operator moves a label of this one. */
  List<SimulatedPod> heirs(SimulatedPod pod) {
    return heirs(pod.set()).stream().map(set -> new SimulatedPod(set, 0)).toList();
  }

  /**
   * What is rendered, what operators and charts make of it, what comes with the cluster, and what
   * is reserved for parts that are to come.
   */
  static Fleet of(Premises premises, ClusterObjects cluster) {
    List<Manifest> objects =
        Stream.concat(cluster.manifests().stream(), cluster.made().stream().map(Made::object))
            .toList();
    PriorityClasses priorities = PriorityClasses.in(objects);
    PodSetReader reader = new PodSetReader(premises.kubernetes(), objects, priorities);
    List<PodSet> sets = new ArrayList<>();
    cluster.runningPods().forEach(pod -> reader.read(pod).ifPresent(sets::add));
    List<Toleration> tolerations = tolerations(premises.nodes());
    premises
        .system()
        .forEach((name, pods) -> sets.add(system(name.value(), pods, priorities, tolerations)));
    premises
        .asked()
        .reserved()
        .ifPresent(
            parts ->
                parts.forEach(
                    (name, part) ->
                        sets.add(reserved(name.value(), part, priorities, tolerations))));
    List<DisruptionBudget> budgets = new ArrayList<>();
    cluster.manifests().forEach(object -> DisruptionBudget.of(object).ifPresent(budgets::add));
    cluster.made().forEach(one -> DisruptionBudget.of(one).ifPresent(budgets::add));
    return new Fleet(sets, budgets);
  }

  /** What the nodes ask for, and no more: a node that is drained they leave as others do. */
  private static List<Toleration> tolerations(Nodes nodes) {
    return nodes.taints().orElse(List.of()).stream()
        .map(taint -> new Toleration(taint.key(), "Exists", "", taint.effect().written()))
        .toList();
  }

  private static PodSet system(
      String name, SystemPods pods, PriorityClasses priorities, List<Toleration> tolerations) {
    return given(
        "kube-system/" + name,
        "cluster.system." + name,
        ResourceAmount.of(pods.requests()),
        pods.pods(),
        priorities.of("system-node-critical"),
        false,
        tolerations);
  }

  private static PodSet reserved(
      String name, Reserved part, PriorityClasses priorities, List<Toleration> tolerations) {
    return given(
        "reserved/" + name,
        "capacity.reserved." + name,
        ResourceAmount.of(part.requests()),
        part.pods(),
        priorities.of(part.priorityClass().value()),
        true,
        tolerations);
  }

  /** Pods of which an environment file says nothing but number and size. */
  private static PodSet given(
      String name,
      String path,
      ResourceAmount size,
      Optional<Integer> pods,
      PodSet.Priority priority,
      boolean apart,
      List<Toleration> tolerations) {
    Map<String, Object> labels = Map.of("name", name.substring(name.indexOf('/') + 1));
    AffinityTerm itself =
        new AffinityTerm(
            LabelSelector.ofLabels(Tree.of(labels)),
            Set.of(namespace(name)),
            SimulatedNode.HOSTNAME);
    SchedulingConstraints constraints =
        new SchedulingConstraints(
            Map.of(),
            List.of(),
            apart ? List.of(itself) : List.of(),
            List.of(),
            List.of(new SchedulingConstraints.Preferred(itself, -100)),
            List.of(),
            tolerations,
            List.of());
    int number = pods.orElse(0);
    return new PodSet(
        name,
        path,
        namespace(name),
        labels,
        size,
        size,
        priority,
        new PodSet.Number(
            number, number, 0, 0, pods.isPresent() ? PodSet.Place.ANY : PodSet.Place.EACH_NODE),
        constraints);
  }

  private static String namespace(String name) {
    return name.substring(0, name.indexOf('/'));
  }
}
