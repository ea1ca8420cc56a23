package com.xtrading.platform.policy.rules.access;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.objects.Made;
import com.xtrading.platform.objects.ObjectIndex;
import com.xtrading.platform.objects.PodTemplate;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Findings;
import com.xtrading.platform.policy.Rule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who has nothing to ask the API server has nothing to ask it with. */
public final class TokensAreNeeded implements Rule {

  @Override
  public String statement() {
    return "A pod, ours or one that an operator makes of a custom resource, has the token of its"
        + " service account only where a role is bound to that account. Kubernetes mounts the token"
        + " unless the pod or the account says no. Pods of charts are not judged: what their add-ons"
        + " may do is in the README of the environment.";
  }

  @Override
  public String remedy() {
    return "Leave the token out (automountServiceAccountToken: false), or bind a role that names what"
        + " the pod needs (Access).";
  }

  @Override
  public String goodExample() {
    return example("false");
  }

  @Override
  public String badExample() {
    return example("true");
  }

  private static String example(String mounted) {
    return """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, namespace: shop}
        spec:
          serviceAccountName: web
          automountServiceAccountToken: %s
          containers: [{name: web}]
        """
        .formatted(mounted);
  }

  @Override
  public List<Finding> check(Evidence evidence) {
    Findings findings = new Findings(this);
    ObjectIndex index = evidence.index();
    Set<String> bound =
        Stream.concat(
                evidence.objects().ofKind(Kinds.ROLE_BINDING, Kinds.CLUSTER_ROLE_BINDING),
                evidence.objects().madeOfKind(Kinds.ROLE_BINDING).map(Made::object))
            .flatMap(TokensAreNeeded::accounts)
            .collect(Collectors.toSet());
    evidence
        .objects()
        .knownPods()
        .filter(pod -> hasToken(pod, index) && !bound.contains(account(pod)))
        .forEach(
            pod ->
                findings.add(
                    pod,
                    pod.specPath() + ".automountServiceAccountToken",
                    "has a token that no role is bound to",
                    "leave the token out"));
    return findings.list();
  }

  private static Stream<String> accounts(Manifest binding) {
    return binding
        .at("subjects")
        .elements()
        .filter(subject -> subject.at("kind").text("").equals("ServiceAccount"))
        .map(
            subject ->
                subject.at("namespace").text(binding.namespace())
                    + "/"
                    + subject.at("name").text(""));
  }

  private static String account(PodTemplate pod) {
    return pod.owner().namespace() + "/" + pod.spec().at("serviceAccountName").text("default");
  }

  private static boolean hasToken(PodTemplate pod, ObjectIndex index) {
    Tree own = pod.spec().at("automountServiceAccountToken");
    if (own.exists()) {
      return own.isTrue();
    }
    return index
        .find(
            Kinds.SERVICE_ACCOUNT,
            pod.owner().namespace(),
            pod.spec().at("serviceAccountName").text("default"))
        .map(account -> !account.at("automountServiceAccountToken").isFalse())
        .orElse(true);
  }
}
