package com.xtrading.platform.network;

import com.xtrading.platform.declaration.LabelKeys;
import com.xtrading.platform.network.NetworkRules.Block;
import com.xtrading.platform.network.NetworkRules.Peer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everybody there is, by number: pods in the order of their names, then ranges of addresses. */
final class Parties {

  private final List<Party> all;
  private final Map<Party, Integer> numbers = new HashMap<>();
  private final Map<String, List<Integer>> podsByNamespace = new HashMap<>();

  /** Pods of a namespace with a label. */
  private final Map<String, Map<String, List<Integer>>> podsByLabel = new HashMap<>();

  private final Set<String> unknownKeys = new HashSet<>();
  private final int firstRange;
  private final Map<String, Map<String, Object>> namespaceLabels;

  /**
   * @param pods in the order of their names
   * @param ranges of addresses in their order, of which none lies half inside of a block
   * @param namespaceLabels of the namespaces that are known
   */
  Parties(
      List<Party.Pods> pods,
      List<AddressRange> ranges,
      Map<String, Map<String, Object>> namespaceLabels) {
    List<Party> everybody = new ArrayList<>(pods);
    ranges.forEach(range -> everybody.add(new Party.Outside(range)));
    all = List.copyOf(everybody);
    firstRange = pods.size();
    this.namespaceLabels = namespaceLabels;
    for (int i = 0; i < all.size(); i++) {
      numbers.put(all.get(i), i);
    }
    for (int i = 0; i < firstRange; i++) {
      String namespace = pods.get(i).namespace();
      podsByNamespace.computeIfAbsent(namespace, unused -> new ArrayList<>()).add(i);
      Map<String, List<Integer>> byLabel =
          podsByLabel.computeIfAbsent(namespace, unused -> new HashMap<>());
      for (Map.Entry<String, Object> label : pods.get(i).labels().entrySet()) {
        byLabel.computeIfAbsent(SelectorIndex.written(label), unused -> new ArrayList<>()).add(i);
      }
    }
    pods.forEach(
        some ->
            some.labels()
                .forEach(
                    (key, value) -> {
                      if (AddedLabels.UNKNOWN.equals(value)) {
                        unknownKeys.add(key);
                      }
                    }));
  }

  /** Keys of labels that some pods have, with a value that only the cluster knows. */
  Set<String> unknownKeys() {
    return unknownKeys;
  }

  List<Party> all() {
    return all;
  }

  int size() {
    return all.size();
  }

  Party get(int number) {
    return all.get(number);
  }

  int number(Party party) {
    return numbers.get(party);
  }

  /** Whom a peer of a policy in some namespace stands for. */
  BitSet meantBy(Peer peer, String namespace) {
    return peer.block().isPresent() ? ranges(peer.block().get()) : pods(peer, namespace);
  }

  private BitSet pods(Peer peer, String namespace) {
    BitSet meant = new BitSet();
    // The label that every namespace has says where to look, and mostly it is given.
    Collection<String> places =
        peer.namespaces()
            .map(
                selector ->
                    Optional.ofNullable(selector.matchLabels().get(LabelKeys.NAMESPACE_NAME))
                        .<Collection<String>>map(name -> List.of(name.toString()))
                        .orElse(podsByNamespace.keySet()))
            .orElse(List.of(namespace));
    for (String place : places) {
      Map<String, Object> labels = labelsOf(place);
      for (int i : candidates(peer, place)) {
        Party.Pods pods = (Party.Pods) all.get(i);
        // Pods of the node's network have no address that a selector could stand for.
        meant.set(i, !pods.onNode() && peer.means(pods, labels, namespace));
      }
    }
    return meant;
  }

  /** The pods of a namespace that have the rarest of the labels that a peer asks for. */
  private List<Integer> candidates(Peer peer, String namespace) {
    Map<String, List<Integer>> byLabel = podsByLabel.getOrDefault(namespace, Map.of());
    return peer.pods()
        .flatMap(
            selector ->
                selector.matchLabels().entrySet().stream()
                    .map(label -> byLabel.getOrDefault(SelectorIndex.written(label), List.of()))
                    .min(Comparator.comparing(List::size)))
        .orElse(podsByNamespace.getOrDefault(namespace, List.of()));
  }

  private Map<String, Object> labelsOf(String namespace) {
    Map<String, Object> labels = new HashMap<>(namespaceLabels.getOrDefault(namespace, Map.of()));
    labels.put(LabelKeys.NAMESPACE_NAME, namespace);
    return labels;
  }

  private BitSet ranges(Block block) {
    BitSet meant = new BitSet();
    int low = firstRange;
    int high = all.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (range(middle).compareTo(block.range()) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    for (int i = low; i < all.size() && block.range().contains(range(i)); i++) {
      meant.set(i, block.contains(range(i)));
    }
    return meant;
  }

  private AddressRange range(int number) {
    return ((Party.Outside) all.get(number)).range();
  }
}
