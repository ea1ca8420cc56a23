package com.xtrading.platform.component;

import com.xtrading.platform.declaration.Dependency;
import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.kubernetes.NetworkPolicies;
import com.xtrading.platform.kubernetes.NetworkPolicies.Opening;
import com.xtrading.platform.kubernetes.Scope;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.model.Cidr;
import com.xtrading.platform.model.Port;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the service mesh (Istio in ambient mode) lets through to the pods of a workload: the
 * declared edges by the service accounts of their callers. All connections of the mesh arrive at
 * one port, so that network policies tell pods apart and no longer their ports; these policies do.
 */
final class WorkloadMeshPolicy {

  private static final String API_VERSION = "security.istio.io/v1";

  /** Probes of the kubelet, at any port. */
  static final Opening PROBES =
      new Opening(
          List.of(NetworkPolicies.addresses(Topology.MESH_PROBES)),
          List.of(Port.tcpRange("probes", 1, 65535)));

  static void render(Scope scope, Peer.Pods pods, Topology topology) {
    Map<String, Object> selector =
        Fields.of("matchLabels", Fields.of(pods.labelKey(), pods.labelValue()));
    SortedSet<Port> plain = new TreeSet<>();
    topology
        .to(pods)
        .filter(edge -> !topology.isMeshed(edge))
        .forEach(edge -> plain.add(edge.to().port()));
    if (!plain.isEmpty()) {
      Map<String, Object> exceptions = new TreeMap<>();
      plain.forEach(
          port -> exceptions.put(Integer.toString(port.number()), Fields.of("mode", "PERMISSIVE")));
      scope.custom(
          API_VERSION,
          "PeerAuthentication",
          pods.name(),
          Fields.of("selector", selector)
              .with("mtls", Fields.of("mode", "STRICT"))
              .with("portLevelMtls", exceptions));
    }
    Fields spec = Fields.of("selector", selector).with("action", "ALLOW");
    List<Map<String, Object>> rules = rules(pods, topology);
    if (!rules.isEmpty()) {
      // Without any, nobody is let in.
      spec.put("rules", rules);
    }
    scope.custom(API_VERSION, "AuthorizationPolicy", pods.name(), spec);
  }

  /** One rule for each caller, with all ports that it may use. */
  private static List<Map<String, Object>> rules(Peer.Pods pods, Topology topology) {
    SortedMap<String, Map<String, Object>> sources = new TreeMap<>();
    SortedMap<String, SortedSet<Port>> ports = new TreeMap<>();
    topology
        .to(pods)
        .forEach(
            edge -> {
              Map<String, Object> source = source(edge, topology);
              sources.put(source.toString(), source);
              ports
                  .computeIfAbsent(source.toString(), unused -> new TreeSet<>())
                  .add(edge.to().port());
            });
    List<Map<String, Object>> rules = new ArrayList<>();
    sources.forEach(
        (key, source) -> {
          Fields rule =
              Fields.of(
                  "to",
                  List.of(
                      Fields.of(
                          "operation",
                          Fields.of(
                              "ports",
                              ports.get(key).stream()
                                  .map(port -> Integer.toString(port.number()))
                                  .toList()))));
          if (!source.isEmpty()) {
            rule.put("from", List.of(Fields.of("source", source)));
          }
          rules.add(rule);
        });
    return rules;
  }

  /** Who calls, as far as the mesh can know: nothing for pods that are not in it. */
  private static Map<String, Object> source(Dependency edge, Topology topology) {
    if (edge.from() instanceof Peer.Addresses addresses) {
      return Fields.of("ipBlocks", addresses.cidrs().stream().map(Cidr::value).toList());
    }
    Peer.Pods caller = (Peer.Pods) edge.from();
    return topology.isMeshed(caller)
        ? Fields.of(
            "principals",
            List.of(
                "cluster.local/ns/%s/sa/%s"
                    .formatted(caller.namespace(), topology.account(caller))))
        : Map.of();
  }

  private WorkloadMeshPolicy() {}
}
