package com.xtrading.platform.capacity;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which pod runs on which node. Everything that is done can be undone, so that one start serves
 * every scenario.
 */
final class Occupancy {

  private static final Comparator<SimulatedPod> IN_ORDER =
      Comparator.comparingInt(SimulatedPod::set).thenComparingInt(SimulatedPod::number);

  private final List<PodSet> sets;
  private final List<SimulatedNode> nodes;
  private final AffinityTerms terms;
  private final NodeAdmission admission;
  private final NodeStates states;
  private final ResourceAmount[] used;
  private final ResourceAmount[] scored;
  private final BitSet open = new BitSet();
  private final BitSet existing = new BitSet();
  private final int[] numbers;
  private final List<Set<SimulatedPod>> running = new ArrayList<>();
  private final List<Map<String, Integer>> ports = new ArrayList<>();
  private final Map<SimulatedPod, Integer> where = new HashMap<>();
  private final Map<SimulatedPod, Integer> homes = new HashMap<>();
  private final List<Topology> topologies = new ArrayList<>();
  private final List<PlaceCounts> matching = new ArrayList<>();
  private final List<PlaceCounts> refusing = new ArrayList<>();
  private final List<PlaceCounts> weights = new ArrayList<>();
  private final int[] changes;
  private int nodeChanges;
  private final Deque<Runnable> undo = new ArrayDeque<>();

  /**
   * @param terms who selects whom among the sets
   */
  Occupancy(List<PodSet> sets, AffinityTerms terms, List<SimulatedNode> nodes) {
    this.sets = sets;
    this.nodes = nodes;
    this.terms = terms;
    this.admission = new NodeAdmission(sets, nodes);
    states = new NodeStates(nodes.size());
    used = new ResourceAmount[nodes.size()];
    scored = new ResourceAmount[nodes.size()];
    open.set(0, nodes.size());
    existing.set(0, nodes.size());
    numbers = new int[sets.size()];
    for (int node = 0; node < nodes.size(); node++) {
      used[node] = ResourceAmount.NOTHING;
      scored[node] = ResourceAmount.NOTHING;
      running.add(new TreeSet<>(IN_ORDER));
      ports.add(new HashMap<>());
    }
    changes = new int[terms.count()];
    Map<String, Topology> byKey = new HashMap<>();
    for (int term = 0; term < terms.count(); term++) {
      topologies.add(
          byKey.computeIfAbsent(terms.topologyKey(term), key -> new Topology(key, nodes)));
      matching.add(new PlaceCounts());
      refusing.add(new PlaceCounts());
      weights.add(new PlaceCounts());
    }
  }

  List<PodSet> sets() {
    return sets;
  }

  List<SimulatedNode> nodes() {
    return nodes;
  }

  PodSet set(SimulatedPod pod) {
    return sets.get(pod.set());
  }

  AffinityTerms.Wishes wishes(int set) {
    return terms.of(set);
  }

  /** Which nodes let which sets in. */
  NodeAdmission admission() {
    return admission;
  }

  NodeStates states() {
    return states;
  }

  /** Pods of a node, in the order of their sets, however they came there. */
  List<SimulatedPod> on(int node) {
    return List.copyOf(running.get(node));
  }

  /** Pods of a node that somebody makes again elsewhere. */
  List<SimulatedPod> movable(int node) {
    return on(node).stream().filter(pod -> !set(pod).onEachNode()).toList();
  }

  int numberOn(int node) {
    return running.get(node).size();
  }

  /** The node of a pod; -1 while it waits. */
  int where(SimulatedPod pod) {
    return where.getOrDefault(pod, -1);
  }

  /** The node on whose disk its volume is; -1 for none. */
  int home(SimulatedPod pod) {
    return homes.getOrDefault(pod, -1);
  }

  ResourceAmount used(int node) {
    return used[node];
  }

  /** What its pods count for in scores. */
  ResourceAmount scored(int node) {
    return scored[node];
  }

  ResourceAmount free(int node) {
    return nodes.get(node).allocatable().minus(used[node]);
  }

  /** Whether the node takes no pods any more. */
  boolean isClosed(int node) {
    return !open.get(node);
  }

  /** Whether there is no such node (any more). */
  boolean isGone(int node) {
    return !existing.get(node);
  }

  /** Nodes that take pods. */
  BitSet open() {
    return open;
  }

  /** Nodes that are there. */
  BitSet existing() {
    return existing;
  }

  /** How many pods of a set run. */
  int running(int set) {
    return numbers[set];
  }

  boolean takesPort(int node, String port) {
    return ports.get(node).getOrDefault(port, 0) > 0;
  }

  /** Where nodes are for a term. */
  Topology topology(int term) {
    return topologies.get(term);
  }

  /** The place of a node by the topology key of a term; -1 for none. */
  int place(int term, int node) {
    return topologies.get(term).place(node);
  }

  /** Pods that a term selects, near a node; -1 where the node is in no place of the term. */
  int matching(int term, int node) {
    int place = place(term, node);
    return place < 0 ? -1 : matching.get(term).at(place);
  }

  /** Another number whenever the pods that a term selects, or the nodes that there are, change. */
  int version(int term) {
    return changes[term] + nodeChanges;
  }

  /** Pods near a node that keep away whom the term selects. */
  int refusing(int term, int node) {
    return refusing.get(term).at(place(term, node));
  }

  /** What pods near a node think of whom the term selects. */
  int weight(int term, int node) {
    return weights.get(term).at(place(term, node));
  }

  /** Nodes near which there are pods that a term selects. */
  BitSet near(int term) {
    BitSet near = new BitSet();
    addNodes(near, term, matching.get(term));
    return near;
  }

  /**
   * Nodes on which a pod of a set is treated unlike elsewhere because of the pods near them: those
   * that the set wants near or far, or over whose places it is spread, and those that think
   * something of the set.
   */
  BitSet concerned(int set) {
    AffinityTerms.Wishes wishes = wishes(set);
    BitSet concerned = new BitSet();
    for (int term : wishes.looksAt()) {
      addNodes(concerned, term, matching.get(term));
    }
    for (int term : wishes.of()) {
      addNodes(concerned, term, refusing.get(term));
      addNodes(concerned, term, weights.get(term));
    }
    return concerned;
  }

  private void addNodes(BitSet nodes, int term, PlaceCounts counts) {
    Topology topology = topologies.get(term);
    counts.forEachPlace(place -> topology.nodes(place).forEach(nodes::set));
  }

  /** Pods that a term selects on a node itself. */
  int matchingOn(int term, int node) {
    if (isByNode(term)) {
      return Math.max(0, matching(term, node));
    }
    return (int) running.get(node).stream().filter(pod -> wishes(pod.set()).isOf(term)).count();
  }

  /** Pods of the same set and version on a node. */
  int alikeOn(SimulatedPod pod, int node) {
    int alike = 0;
    for (SimulatedPod other : running.get(node)) {
      alike += other.set() == pod.set() && other.isNew() == pod.isNew() ? 1 : 0;
    }
    return alike;
  }

  /** Whether every node is a place of the term. */
  boolean isByNode(int term) {
    return terms.topologyKey(term).equals(SimulatedNode.HOSTNAME);
  }

  /** Whether a term selects a pod anywhere. */
  boolean matchesNobody(int term) {
    return matching.get(term).isEmpty();
  }

  /** Lets a pod have the volume of the one that it replaces. */
  void inherit(SimulatedPod replaced, SimulatedPod successor) {
    int home = home(replaced);
    if (home >= 0 && homes.putIfAbsent(successor, home) == null) {
      undo.push(() -> homes.remove(successor));
    }
  }

  void place(SimulatedPod pod, int node) {
    long before = states.at(node);
    count(pod, node, 1);
    states.renew(node);
    boolean settles =
        set(pod).number().place() == PodSet.Place.WHERE_IT_WAS
            && homes.putIfAbsent(pod, node) == null;
    undo.push(
        () -> {
          count(pod, node, -1);
          states.restore(node, before);
          if (settles) {
            homes.remove(pod);
          }
        });
  }

  void remove(SimulatedPod pod) {
    int node = where.get(pod);
    long before = states.at(node);
    count(pod, node, -1);
    states.renew(node);
    undo.push(
        () -> {
          count(pod, node, 1);
          states.restore(node, before);
        });
  }

  /** The node takes no pods any more; those that it has stay. */
  void close(int node) {
    state(node, true, isGone(node));
  }

  /** The node is no more; its pods must have been removed. */
  void lose(int node) {
    state(node, true, true);
  }

  /** A node that was not there comes. */
  void open(int node) {
    state(node, false, false);
  }

  private void state(int node, boolean isClosed, boolean isGone) {
    boolean wasClosed = isClosed(node);
    boolean wasGone = isGone(node);
    set(node, isClosed, isGone);
    undo.push(() -> set(node, wasClosed, wasGone));
  }

  private void set(int node, boolean isClosed, boolean isGone) {
    open.set(node, !isClosed);
    existing.set(node, !isGone);
    nodeChanges++;
  }

  int mark() {
    return undo.size();
  }

  /** Undoes everything since the mark. */
  void backTo(int mark) {
    while (undo.size() > mark) {
      undo.pop().run();
    }
  }

  private void count(SimulatedPod pod, int node, int sign) {
    PodSet set = set(pod);
    numbers[pod.set()] += sign;
    used[node] = used[node].plus(set.requests().times(sign));
    scored[node] = scored[node].plus(set.counted().times(sign));
    if (sign > 0) {
      where.put(pod, node);
      running.get(node).add(pod);
    } else {
      where.remove(pod);
      running.get(node).remove(pod);
    }
    for (String port : set.constraints().hostPorts()) {
      ports.get(node).merge(port, sign, Integer::sum);
    }
    AffinityTerms.Wishes wishes = terms.of(pod.set());
    for (int term : wishes.of()) {
      add(matching.get(term), term, node, sign);
      changes[term]++;
    }
    for (int term : wishes.apart()) {
      add(refusing.get(term), term, node, sign);
    }
    for (int term : wishes.together()) {
      add(weights.get(term), term, node, sign);
    }
    for (AffinityTerms.Weighted wish : wishes.preferred()) {
      add(weights.get(wish.term()), wish.term(), node, sign * wish.weight());
    }
  }

  private void add(PlaceCounts counts, int term, int node, int amount) {
    int place = place(term, node);
    if (place >= 0) {
      counts.add(place, amount);
    }
  }
}
