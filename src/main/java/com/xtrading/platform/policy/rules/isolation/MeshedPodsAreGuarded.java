package com.xtrading.platform.policy.rules.isolation;

import com.xtrading.platform.declaration.LabelKeys;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.objects.LabelSelector;
import com.xtrading.platform.objects.PodTemplate;
import com.xtrading.platform.objects.TreePath;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Findings;
import com.xtrading.platform.policy.Rule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where there is a service mesh, it encrypts everything and lets in only who is declared. */
public final class MeshedPodsAreGuarded implements Rule {

  private static final String MODE_LABEL = "istio.io/dataplane-mode";

  /** Where connections of the mesh arrive, whatever port they are for. */
  private static final String TUNNEL = String.valueOf(Topology.MESH_TUNNEL.number());

  @Override
  public String statement() {
    return "In a namespace of the service mesh nothing is taken in clear except at ports that are"
        + " named for one workload, nobody is let in by default, every pod is selected by a policy"
        + " that names its callers by service accounts that exist, and network policies between pods"
        + " of the mesh open its port: that port leads to all others, so they alone would let too"
        + " much through.";
  }

  @Override
  public String remedy() {
    return "Declare the connection (uses); the policies of the mesh follow from it.";
  }

  @Override
  public List<Finding> check(Evidence evidence) {
    Findings findings = new Findings(this);
    Set<String> meshed = meshed(evidence);
    if (meshed.isEmpty()) {
      return List.of();
    }
    evidence
        .objects()
        .ofKind(Kinds.NAMESPACE)
        .filter(namespace -> meshed.contains(namespace.name()))
        .forEach(namespace -> defaults(namespace, evidence, findings));
    in(evidence, Kinds.PEER_AUTHENTICATION, meshed).forEach(one -> encrypted(one, findings));
    Set<String> accounts =
        evidence
            .objects()
            .knownPods()
            .map(
                pod ->
                    principal(
                        pod.owner().namespace(), pod.spec().at("serviceAccountName").text("")))
            .collect(Collectors.toSet());
    List<Manifest> policies = in(evidence, Kinds.AUTHORIZATION_POLICY, meshed).toList();
    policies.forEach(one -> callers(one, accounts, findings));
    evidence
        .objects()
        .knownPods()
        .filter(pod -> meshed.contains(pod.owner().namespace()))
        .forEach(pod -> guarded(pod, policies, findings));
    in(evidence, Kinds.NETWORK_POLICY, meshed).forEach(one -> opened(one, meshed, findings));
    return findings.list();
  }

  /** Namespaces of the mesh. */
  static Set<String> meshed(Evidence evidence) {
    return evidence
        .objects()
        .ofKind(Kinds.NAMESPACE)
        .filter(one -> one.at("metadata", "labels", MODE_LABEL).text("").equals("ambient"))
        .map(Manifest::name)
        .collect(Collectors.toSet());
  }

  private static Stream<Manifest> in(Evidence evidence, GroupKind kind, Set<String> namespaces) {
    return evidence.objects().ofKind(kind).filter(one -> namespaces.contains(one.namespace()));
  }

  private static String principal(String namespace, String account) {
    return "cluster.local/ns/%s/sa/%s".formatted(namespace, account);
  }

  private static void defaults(Manifest namespace, Evidence evidence, Findings findings) {
    Set<String> own = Set.of(namespace.name());
    if (in(evidence, Kinds.PEER_AUTHENTICATION, own)
        .noneMatch(one -> isForAll(one) && mode(one.at("spec", "mtls")).equals("STRICT"))) {
      findings.add(
          namespace,
          "metadata.name",
          "pods of the mesh take connections in clear",
          "render a PeerAuthentication without selector, with mode STRICT");
    }
    if (in(evidence, Kinds.AUTHORIZATION_POLICY, own)
        .noneMatch(one -> isForAll(one) && !one.at("spec", "rules").exists())) {
      findings.add(
          namespace,
          "metadata.name",
          "pods that no policy selects let everybody in",
          "render an AuthorizationPolicy without selector and rules");
    }
  }

  private static boolean isForAll(Manifest policy) {
    return !policy.at("spec", "selector").exists();
  }

  private static String mode(Tree mtls) {
    return mtls.at("mode").text("");
  }

  private static void encrypted(Manifest authentication, Findings findings) {
    if (!mode(authentication.at("spec", "mtls")).equals("STRICT")) {
      findings.add(
          authentication,
          "spec.mtls.mode",
          "takes connections in clear at every port",
          "write STRICT, and PERMISSIVE for single ports of one workload");
    }
    authentication
        .at("spec", "portLevelMtls")
        .map()
        .forEach(
            (port, value) -> {
              if (!mode(Tree.of(value)).equals("PERMISSIVE")) {
                findings.add(
                    authentication,
                    TreePath.key("spec.portLevelMtls", port),
                    "is no exception that ztunnel knows",
                    "write PERMISSIVE, or leave it out");
              }
            });
  }

  private static void callers(Manifest policy, Set<String> accounts, Findings findings) {
    List<Tree> rules = policy.at("spec", "rules").elements().toList();
    for (int i = 0; i < rules.size(); i++) {
      String path = TreePath.element("spec.rules", i);
      if (rules.get(i).at("to").elements().noneMatch(to -> to.at("operation", "ports").exists())) {
        findings.add(policy, path + ".to", "opens every port", "name the ports");
      }
      rules
          .get(i)
          .at("from")
          .elements()
          .flatMap(from -> from.at("source", "principals").elements())
          .map(caller -> caller.text(""))
          .filter(caller -> !accounts.contains(caller))
          .forEach(
              caller ->
                  findings.add(
                      policy,
                      path + ".from",
                      "no pod runs as %s".formatted(caller),
                      "name the service account of a pod"));
    }
  }

  private static void guarded(PodTemplate pod, List<Manifest> policies, Findings findings) {
    if (policies.stream()
        .filter(policy -> policy.namespace().equals(pod.owner().namespace()))
        .filter(policy -> !isForAll(policy))
        .noneMatch(
            policy -> new LabelSelector(policy.at("spec", "selector")).matches(pod.labels()))) {
      findings.add(
          pod.source(),
          "metadata.name",
          "no AuthorizationPolicy selects its pods",
          "declare them as a workload");
    }
  }

  private static void opened(Manifest policy, Set<String> meshed, Findings findings) {
    for (String[] side : new String[][] {{"ingress", "from"}, {"egress", "to"}}) {
      List<Tree> rules = policy.at("spec", side[0]).elements().toList();
      for (int i = 0; i < rules.size(); i++) {
        boolean between =
            rules
                .get(i)
                .at(side[1])
                .elements()
                .anyMatch(
                    peer ->
                        meshed.contains(
                            peer.at("namespaceSelector", "matchLabels", LabelKeys.NAMESPACE_NAME)
                                .text("")));
        if (between && !opens(rules.get(i))) {
          findings.add(
              policy,
              "spec.%s[%d].ports".formatted(side[0], i),
              "does not open the port of the mesh",
              "add " + TUNNEL);
        }
      }
    }
  }

  private static boolean opens(Tree rule) {
    return rule.at("ports")
        .elements()
        .anyMatch(
            port ->
                port.at("port").text("").equals(TUNNEL)
                    && port.at("protocol").text("TCP").equals("TCP"));
  }
}
