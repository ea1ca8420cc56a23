package com.xtrading.platform.capacity;

import static com.xtrading.platform.capacity.SetBuilder.MEBIBYTE;

import com.xtrading.platform.environment.Capacity;
import com.xtrading.platform.environment.Capacity.Reserved;
import com.xtrading.platform.environment.Capacity.Survivors;
import com.xtrading.platform.environment.Cluster;
import com.xtrading.platform.environment.Cluster.Nodes;
import com.xtrading.platform.environment.Cluster.Reservation;
import com.xtrading.platform.environment.Cluster.SystemPods;
import com.xtrading.platform.environment.KubernetesVersion;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.model.Cpu;
import com.xtrading.platform.model.KubernetesName;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.objects.ClusterObjects;
import com.xtrading.platform.policy.Examples;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A few nodes of one core and 1000 MiB, on which arithmetic is easy, and some sets of pods; the
 * first set has number 0.
 */
final class SmallCluster {

  static final int CPU = 1000;
  static final int MEBIBYTES = 1000;
  static final int PODS = 10;

  final Occupancy occupancy;
  final NodeFilter filter;
  final NodeScore score;
  final NodeSearch search;
  final DisruptionBudgets budgets;
  final Scheduler scheduler;

  private SmallCluster(
      List<SimulatedNode> nodes, List<PodSet> sets, List<DisruptionBudget> budgets) {
    occupancy = new Occupancy(sets, new AffinityTerms(sets), nodes);
    filter = new NodeFilter(occupancy);
    score = new NodeScore(occupancy);
    search = new NodeSearch(occupancy, filter, score);
    this.budgets = new DisruptionBudgets(occupancy, new BudgetedSets(sets, budgets));
    scheduler = new Scheduler(occupancy, this.budgets);
  }

  static SmallCluster of(int nodes, SetBuilder... sets) {
    return of(nodes, List.of(), sets);
  }

  static SmallCluster of(int nodes, List<DisruptionBudget> budgets, SetBuilder... sets) {
    return of(IntStream.range(0, nodes).mapToObj(SmallCluster::node).toList(), budgets, sets);
  }

  static SmallCluster of(List<SimulatedNode> nodes, SetBuilder... sets) {
    return of(nodes, List.of(), sets);
  }

  private static SmallCluster of(
      List<SimulatedNode> nodes, List<DisruptionBudget> budgets, SetBuilder... sets) {
    return new SmallCluster(nodes, Arrays.stream(sets).map(SetBuilder::set).toList(), budgets);
  }

  /** The node with a number from 0 on, called node-1 and so on. */
  static SimulatedNode node(int number) {
    return node(number, Map.of());
  }

  static SimulatedNode node(int number, Map<String, String> labels, Toleration.Taint... taints) {
    Map<String, String> all = new TreeMap<>(labels);
    all.put(SimulatedNode.HOSTNAME, "node-" + (number + 1));
    return new SimulatedNode(
        "node-" + (number + 1),
        new ResourceAmount(CPU, MEBIBYTES * MEBIBYTE, MEBIBYTES * MEBIBYTE),
        PODS,
        all,
        List.of(taints));
  }

  /** The same nodes as an environment has them, which may grow to others. */
  static Nodes nodes(int count, int most) {
    return new Nodes(
        count,
        Cpu.millis(CPU),
        Memory.mebibytes(MEBIBYTES),
        Reservation.EXPLICIT,
        most,
        Optional.empty(),
        Optional.of(PODS),
        Optional.empty(),
        Optional.of(
            new Cluster.Allocatable(
                Cpu.millis(CPU), Memory.mebibytes(MEBIBYTES), Memory.mebibytes(MEBIBYTES))),
        Optional.empty());
  }

  static Nodes nodes(int count) {
    return nodes(count, count);
  }

  static Simulation simulation(
      int nodes, int most, List<DisruptionBudget> budgets, SetBuilder... sets) {
    return new Simulation(
        new Fleet(Arrays.stream(sets).map(SetBuilder::set).toList(), budgets),
        nodes(nodes, most),
        nodes,
        most);
  }

  static Simulation simulation(int nodes, SetBuilder... sets) {
    return simulation(nodes, nodes, List.of(), sets);
  }

  /** A budget of the namespace shop. */
  static DisruptionBudget budget(String name, String spec) {
    return DisruptionBudget.of(
            Examples.rendered(
                    """
                    apiVersion: policy/v1
                    kind: PodDisruptionBudget
                    metadata: {name: %s, namespace: shop}
                    spec: {%s}
                    """
                        .formatted(name, spec))
                .manifests()
                .get(0))
        .orElseThrow();
  }

  /** Objects of which nobody makes anything. */
  static ClusterObjects nothingMade(List<Manifest> manifests) {
    return new ClusterObjects(manifests, List.of());
  }

  /** The proof over YAML documents. */
  static CapacityReport prove(Premises premises, String... yaml) {
    return CapacityProof.of(premises, nothingMade(Examples.rendered(yaml).manifests()));
  }

  /** Premises that ask for nothing beyond that everything runs. */
  static Premises premises(int nodes) {
    return premises(nodes(nodes), 0, Survivors.NOTHING, 1000, List.of());
  }

  static Premises premises(
      Nodes nodes, int slack, Survivors survivors, int limits, List<String> shed) {
    return premises(
        nodes,
        new TreeMap<>(),
        new Capacity(
            slack,
            survivors,
            limits,
            Optional.of(shed.stream().map(KubernetesName::new).toList()),
            Optional.empty()));
  }

  static Premises premises(int nodes, SortedMap<KubernetesName, Reserved> reserved) {
    return premises(
        nodes(nodes),
        new TreeMap<>(),
        new Capacity(0, Survivors.NOTHING, 1000, Optional.empty(), Optional.of(reserved)));
  }

  /** Whose scheduler and controllers it runs. */
  static final KubernetesVersion KUBERNETES = new KubernetesVersion("1.35");

  static Premises premises(
      Nodes nodes, SortedMap<KubernetesName, SystemPods> system, Capacity asked) {
    return new Premises("production", KUBERNETES, nodes, system, asked, "shop-data");
  }

  /** A Deployment whose pods ask for some memory and may use no more. */
  static String deployment(String name, int replicas, String mebibytes, String more) {
    return deployment("shop", name, replicas, mebibytes, more);
  }

  static String deployment(
      String namespace, String name, int replicas, String mebibytes, String podSpec) {
    return """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: %2$s, namespace: %1$s}
        spec:
          replicas: %3$d
          selector: {matchLabels: {app: %2$s}}
          template:
            metadata: {labels: {app: %2$s}}
            spec:
              containers:
                - name: main
                  resources:
                    requests: {cpu: 10m, memory: %4$sMi}
                    limits: {memory: %4$sMi}
              %5$s
        """
        .formatted(namespace, name, replicas, mebibytes, podSpec);
  }

  /** Nodes that fit, and are compared one by one. */
  static Fitting all(int... nodes) {
    BitSet set = new BitSet();
    IntStream.of(nodes).forEach(set::set);
    return new Fitting(set, nodes);
  }

  SimulatedPod pod(int set, int number) {
    return new SimulatedPod(set, number);
  }

  /** Puts the first pod of a set on a node. */
  SmallCluster put(int set, int node) {
    return put(set, 0, node);
  }

  SmallCluster put(int set, int number, int node) {
    occupancy.place(pod(set, number), node);
    return this;
  }

  /** Why the nodes do not take the first pod of a set; empty where one does. */
  List<Optional<Refusal>> refusals(int set) {
    return refusals(pod(set, 0));
  }

  List<Optional<Refusal>> refusals(SimulatedPod pod) {
    return IntStream.range(0, occupancy.nodes().size())
        .mapToObj(node -> filter.refusal(pod, node))
        .toList();
  }

  double[] points(SimulatedPod pod) {
    return score.points(pod, all(IntStream.range(0, occupancy.nodes().size()).toArray()));
  }
}
