package com.xtrading.platform.policy.rules.isolation;

import com.xtrading.platform.declaration.LabelKeys;
import com.xtrading.platform.declaration.Namespace;
import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Findings;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whom network policies name: declared pods by their one label and namespace, and declared ranges.
 * Anything wider could mean pods that nobody has thought of yet, and would be closed today.
 */
final class PeerForms {

  private static final String CHANGE = "declare the connection, or remove what opens it";

  private final Topology topology;
  private final Stream<Manifest> policies;
  private final Findings findings;
  private final Set<Map<String, Object>> pods = new HashSet<>();
  private final Set<String> ranges = new HashSet<>();

  PeerForms(Evidence evidence, Findings findings) {
    this.topology = evidence.topology();
    this.policies = evidence.objects().ofKind(Kinds.NETWORK_POLICY);
    this.findings = findings;
  }

  void check() {
    Stream.of(
            topology.groups().stream().map(PodGroup::pods),
            topology.resolvers().stream(),
            topology.dependencies().stream()
                .flatMap(edge -> Stream.of(edge.from(), edge.to().peer())))
        .flatMap(peers -> peers)
        .forEach(this::know);
    if (topology.namespaces().stream().anyMatch(Namespace::meshed)) {
      ranges.add(Topology.MESH_PROBES.value());
    }
    policies.forEach(this::check);
  }

  private void know(Peer peer) {
    if (peer instanceof Peer.Pods some) {
      pods.add(form(some));
    } else if (peer instanceof Peer.Addresses addresses) {
      addresses.cidrs().forEach(cidr -> ranges.add(cidr.value()));
    }
  }

  /** As it is written in a policy. */
  private static Map<String, Object> form(Peer.Pods some) {
    return Map.of(
        "namespaceSelector",
        Map.of("matchLabels", Map.of(LabelKeys.NAMESPACE_NAME, some.namespace())),
        "podSelector",
        Map.of("matchLabels", Map.of(some.labelKey(), some.labelValue())));
  }

  private void check(Manifest policy) {
    for (String[] side : new String[][] {{"ingress", "from"}, {"egress", "to"}}) {
      List<Tree> rules = policy.at("spec", side[0]).elements().toList();
      for (int i = 0; i < rules.size(); i++) {
        String path = "spec.%s[%d]".formatted(side[0], i);
        List<Tree> peers = rules.get(i).at(side[1]).elements().toList();
        if (peers.isEmpty()) {
          find(policy, path + "." + side[1], "names nobody, which means everybody");
        }
        if (rules.get(i).at("ports").elements().findAny().isEmpty()) {
          find(policy, path + ".ports", "names no port, which means every port");
        }
        for (int j = 0; j < peers.size(); j++) {
          if (!isKnown(peers.get(j))) {
            find(
                policy,
                "%s.%s[%d]".formatted(path, side[1], j),
                "means more than one declared workload or range, or another");
          }
        }
      }
    }
  }

  private boolean isKnown(Tree peer) {
    Tree block = peer.at("ipBlock");
    return block.exists()
        ? peer.map().size() == 1
            && block.map().size() == 1
            && ranges.contains(block.at("cidr").text(""))
        : pods.contains(peer.map());
  }

  private void find(Manifest policy, String path, String problem) {
    findings.add(policy, path, problem, CHANGE);
  }
}
