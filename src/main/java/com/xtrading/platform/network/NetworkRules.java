package com.xtrading.platform.network;

import com.xtrading.platform.manifest.ManifestId;
import com.xtrading.platform.objects.LabelSelector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a NetworkPolicy says.
 *
 * @param file where it is written
 * @param id the policy
 * @param namespace in which it selects pods
 * @param pods which of them
 * @param ingress who may connect to them; empty where the policy does not speak of it
 * @param egress whom they may connect to; empty where the policy does not speak of it
 */
record NetworkRules(
    String file,
    ManifestId id,
    String namespace,
    LabelSelector pods,
    Optional<List<Rule>> ingress,
    Optional<List<Rule>> egress) {

  /** Every range of addresses that it names, holes among them. */
  Stream<AddressRange> ranges() {
    return Stream.of(ingress, egress)
        .flatMap(Optional::stream)
        .flatMap(List::stream)
        .flatMap(rule -> rule.peers().stream())
        .flatMap(peer -> peer.block().stream())
        .flatMap(block -> Stream.concat(Stream.of(block.range()), block.except().stream()));
  }

  /**
   * Some peers and ports.
   *
   * @param path the place in the policy
   * @param peers none means everybody
   * @param ports none means every port
   */
  record Rule(String path, List<Peer> peers, List<PortRule> ports) {

    /**
     * What it opens towards pods.
     *
     * @param named ports that their containers declare
     */
    Traffic opens(List<Party.NamedPort> named) {
      if (ports.isEmpty()) {
        return Traffic.ALL;
      }
      Traffic traffic = Traffic.NONE;
      for (PortRule port : ports) {
        traffic = traffic.union(port.traffic(named));
      }
      return traffic;
    }
  }

  /**
   * Pods, or addresses.
   *
   * @param pods all of them where empty
   * @param namespaces that of the policy where empty
   * @param block addresses, and then neither of both
   */
  record Peer(
      Optional<LabelSelector> pods, Optional<LabelSelector> namespaces, Optional<Block> block) {

    static Peer of(Block block) {
      return new Peer(Optional.empty(), Optional.empty(), Optional.of(block));
    }

    /** Whether it means some pods, with the labels of their namespace. */
    boolean means(Party.Pods party, Map<String, Object> labels, String ownNamespace) {
      if (block.isPresent()) {
        return false;
      }
      boolean place =
          namespaces
              .map(selector -> selector.matches(labels))
              .orElse(party.namespace().equals(ownNamespace));
      return place && pods.map(selector -> selector.matches(party.labels())).orElse(true);
    }
  }

  /** A range of addresses with holes. */
  record Block(AddressRange range, List<AddressRange> except) {
    boolean contains(AddressRange other) {
      return range.contains(other) && except.stream().noneMatch(hole -> hole.meets(other));
    }
  }

  /**
   * Ports of a protocol.
   *
   * @param name that of a container's port; empty where numbers are given
   * @param numbers none where a name is given
   */
  record PortRule(Protocol protocol, Optional<String> name, PortSet numbers) {
    Traffic traffic(List<Party.NamedPort> named) {
      if (name.isEmpty()) {
        return new Traffic(Map.of(protocol, numbers));
      }
      Traffic traffic = Traffic.NONE;
      for (Party.NamedPort port : named) {
        if (port.name().equals(name.get()) && port.protocol() == protocol) {
          traffic = traffic.union(Traffic.of(protocol, port.number()));
        }
      }
      return traffic;
    }
  }
}
