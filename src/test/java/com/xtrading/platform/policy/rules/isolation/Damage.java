package com.xtrading.platform.policy.rules.isolation;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Something that is taken away from a NetworkPolicy.
 *
 * @param what for people
 * @param policy as it is rendered
 * @param instead what is left of it; empty where the whole policy is gone
 * @param lost which openings went with it
 */
record Damage(String what, Manifest policy, Optional<Manifest> instead, List<Lost> lost) {

  /**
   * An opening that is gone.
   *
   * @param direction {@code ingress} or {@code egress}
   * @param peer the other side, as it is written
   * @param port as it is written
   */
  record Lost(String direction, Tree peer, Tree port) {}

  private static final Map<String, String> SIDES = Map.of("ingress", "from", "egress", "to");

  /** A policy as a whole, and each of its rules, peers and ports. */
  static Stream<Damage> to(Manifest policy) {
    List<Damage> damages = new ArrayList<>();
    List<Lost> all = new ArrayList<>();
    SIDES.forEach(
        (direction, side) -> {
          List<Tree> rules = policy.at("spec", direction).elements().toList();
          for (int i = 0; i < rules.size(); i++) {
            List<Tree> peers = rules.get(i).at(side).elements().toList();
            List<Tree> ports = rules.get(i).at("ports").elements().toList();
            String place = "%s without %s[%d]".formatted(policy.id(), direction, i);
            List<Lost> rule = lost(direction, peers, ports);
            all.addAll(rule);
            damages.add(new Damage(place, policy, without(policy, i, "spec", direction), rule));
            // An empty list would mean everything.
            for (int j = 0; j < peers.size() && peers.size() > 1; j++) {
              damages.add(
                  new Damage(
                      "%s.%s[%d]".formatted(place, side, j),
                      policy,
                      without(policy, j, "spec", direction, i, side),
                      lost(direction, List.of(peers.get(j)), ports)));
            }
            for (int j = 0; j < ports.size() && ports.size() > 1; j++) {
              damages.add(
                  new Damage(
                      "%s.ports[%d]".formatted(place, j),
                      policy,
                      without(policy, j, "spec", direction, i, "ports"),
                      lost(direction, peers, List.of(ports.get(j)))));
            }
          }
        });
    damages.add(new Damage(policy.id() + " is gone", policy, Optional.empty(), all));
    return damages.stream();
  }

  private static List<Lost> lost(String direction, List<Tree> peers, List<Tree> ports) {
    return peers.stream()
        .flatMap(peer -> ports.stream().map(port -> new Lost(direction, peer, port)))
        .toList();
  }

  /** What is left of some manifests. */
  List<Manifest> in(List<Manifest> manifests) {
    List<Manifest> left = new ArrayList<>(manifests);
    left.remove(policy);
    instead.ifPresent(left::add);
    return left;
  }

  /** The policy without one element of a list. */
  private static Optional<Manifest> without(Manifest policy, int element, Object... path) {
    Map<String, Object> tree = copy(policy.tree());
    Object place = tree;
    for (Object step : path) {
      place =
          step instanceof Integer index
              ? ((List<?>) place).get(index)
              : ((Map<?, ?>) place).get(step);
    }
    ((List<?>) place).remove(element);
    return Optional.of(new Manifest(policy.path(), policy.component(), tree));
  }

  /** A tree that can be changed. */
  static Map<String, Object> copy(Map<String, Object> tree) {
    Map<String, Object> copy = new LinkedHashMap<>();
    tree.forEach((key, value) -> copy.put(key, copyOf(value)));
    return copy;
  }

  @SuppressWarnings("unchecked") // rendered trees are maps with text keys, and lists
  private static Object copyOf(Object value) {
    if (value instanceof Map<?, ?> map) {
      return copy((Map<String, Object>) map);
    }
    return value instanceof List<?> list
        ? new ArrayList<>(
            IntStream.range(0, list.size()).mapToObj(i -> copyOf(list.get(i))).toList())
        : value;
  }
}
