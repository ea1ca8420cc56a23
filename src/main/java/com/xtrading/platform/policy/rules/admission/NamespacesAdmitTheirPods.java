package com.xtrading.platform.policy.rules.admission;

import com.xtrading.platform.admission.ObjectPolicies;
import com.xtrading.platform.admission.Profile;
import com.xtrading.platform.admission.RenderedAdmission;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.objects.PodTemplate;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Findings;
import com.xtrading.platform.policy.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Nothing that we render, or that operators make of it, is refused where it is applied. */
public final class NamespacesAdmitTheirPods implements Rule {

  private static final String LEVEL = "pod-security.kubernetes.io/enforce";

  private static final List<String> LEVELS = List.of("privileged", "baseline", "restricted");
  private static final List<ObjectRule> BASELINE = ObjectRule.of(Profile.BASELINE);
  private static final List<ObjectRule> RESTRICTED = ObjectRule.of(Profile.RESTRICTED);

  @Override
  public String statement() {
    return "The Pod Security level of every namespace admits the pods that we render for it and that"
        + " operators will make in it; every ValidatingAdmissionPolicy that denies there admits them"
        + " too, and none denies where operators make pods: a failover must never be refused.";
  }

  @Override
  public String remedy() {
    return "Give the pods another namespace (Zone), or correct them; a waiver of a rule about pods"
        + " makes its policy warn in that namespace instead.";
  }

  @Override
  public String goodExample() {
    return """
        apiVersion: v1
        kind: Namespace
        metadata: {name: shop, labels: {pod-security.kubernetes.io/enforce: baseline}}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec: {containers: [{name: web, image: web}]}
        """;
  }

  @Override
  public String badExample() {
    return """
        apiVersion: v1
        kind: Namespace
        metadata: {name: shop, labels: {pod-security.kubernetes.io/enforce: baseline}}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec: {hostNetwork: true, containers: [{name: web, image: web}]}
        """;
  }

  @Override
  public List<Finding> check(Evidence evidence) {
    Findings findings = new Findings(this);
    RenderedAdmission admission = new RenderedAdmission(evidence.manifests());
    Map<String, String> levels = new HashMap<>();
    for (Manifest namespace : evidence.objects().ofKind(Kinds.NAMESPACE).toList()) {
      String level = namespace.at("metadata", "labels").at(LEVEL).text("");
      levels.put(namespace.name(), level);
      if (!LEVELS.contains(level)) {
        findings.add(
            namespace,
            "metadata.labels[\"" + LEVEL + "\"]",
            "\"%s\" is no level, and admits everything".formatted(level),
            "write one of " + LEVELS);
      }
    }
    evidence
        .objects()
        .knownPods()
        .forEach(
            pod -> {
              String namespace = pod.source().namespace();
              byLevel(pod, levels.getOrDefault(namespace, ""), evidence.admission(), findings);
              byPolicies(pod, namespace, admission, findings);
            });
    return findings.list();
  }

  private static void byLevel(
      PodTemplate pod, String level, ObjectPolicies policies, Findings findings) {
    List<ObjectRule> rules =
        switch (level) {
          case "baseline" -> BASELINE;
          case "restricted" -> RESTRICTED;
          default -> List.of();
        };
    for (ObjectRule rule : rules) {
      for (Finding finding : rule.ofPods(pod, policies).toList()) {
        findings.add(
            finding.object(),
            finding.path(),
            "the level \"%s\" of its namespace refuses it: %s".formatted(level, finding.problem()),
            finding.change());
      }
    }
  }

  private static void byPolicies(
      PodTemplate pod, String namespace, RenderedAdmission admission, Findings findings) {
    boolean isOurs = pod.owner() == pod.source();
    Manifest owner = pod.owner();
    for (String policy : admission.denying(pod.kind(), namespace)) {
      if (!isOurs) {
        findings.add(
            pod,
            pod.specPath(),
            "%s denies where an operator makes pods".formatted(policy),
            "bind it there with Audit and Warn");
        continue;
      }
      for (String refusal : admission.refusals(policy, owner)) {
        findings.add(
            pod,
            pod.specPath(),
            "%s refuses it: %s".formatted(policy, refusal),
            "correct the pods, or bind it there with Audit and Warn");
      }
    }
  }
}
