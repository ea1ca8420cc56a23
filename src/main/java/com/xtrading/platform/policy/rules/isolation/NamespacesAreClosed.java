package com.xtrading.platform.policy.rules.isolation;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Findings;
import com.xtrading.platform.policy.Rule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Nothing is open because nobody has thought of it. */
public final class NamespacesAreClosed implements Rule {

  @Override
  public String statement() {
    return "In every namespace a network policy selects all pods, governs both directions and opens nothing, so"
        + " that pods which no policy of their own selects are closed.";
  }

  @Override
  public String remedy() {
    return "Render a policy that selects every pod and opens nothing.";
  }

  @Override
  public String goodExample() {
    return """
        apiVersion: v1
        kind: Namespace
        metadata: {name: shop}
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: default-deny, namespace: shop}
        spec: {podSelector: {}, policyTypes: [Ingress, Egress]}
        """;
  }

  @Override
  public String badExample() {
    return """
        apiVersion: v1
        kind: Namespace
        metadata: {name: shop}
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: default-deny, namespace: shop}
        spec: {podSelector: {matchLabels: {app: web}}, policyTypes: [Ingress, Egress]}
        """;
  }

  @Override
  public List<Finding> check(Evidence evidence) {
    Findings findings = new Findings(this);
    Set<String> closed =
        evidence
            .objects()
            .ofKind(Kinds.NETWORK_POLICY)
            .filter(NamespacesAreClosed::closesAll)
            .map(Manifest::namespace)
            .collect(Collectors.toSet());
    evidence
        .objects()
        .ofKind(Kinds.NAMESPACE)
        .filter(namespace -> !closed.contains(namespace.name()))
        .forEach(
            namespace ->
                findings.add(
                    namespace,
                    "metadata.name",
                    "pods of %s that no policy of their own selects reach everybody, and everybody reaches them"
                        .formatted(namespace.name()),
                    "render a policy that selects every pod and opens nothing"));
    return findings.list();
  }

  private static boolean closesAll(Manifest policy) {
    Set<String> types =
        policy
            .at("spec", "policyTypes")
            .elements()
            .map(type -> type.text(""))
            .collect(Collectors.toSet());
    return policy.at("spec", "podSelector").node().orElse("") instanceof Map<?, ?> all
        && all.isEmpty()
        && !policy.at("spec", "ingress").exists()
        && !policy.at("spec", "egress").exists()
        && types.equals(Set.of("Ingress", "Egress"));
  }
}
