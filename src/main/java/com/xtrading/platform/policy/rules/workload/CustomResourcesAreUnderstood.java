package com.xtrading.platform.policy.rules.workload;

import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Findings;
import com.xtrading.platform.policy.Rule;
import com.xtrading.platform.projection.FollowedFields;
import com.xtrading.platform.projection.UnreadPods;
import java.util.List;

/** What operators make of custom resources is known, whatever these say. */
public final class CustomResourcesAreUnderstood implements Rule {

  @Override
  public String statement() {
    return "Every field of a custom resource shows in what its operator will make of it, or is known"
        + " to change nothing that a rule looks at: of any other field nobody would know whether"
        + " it gives a pod privileges, opens a port or names a secret.";
  }

  @Override
  public String remedy() {
    return "Leave the field out, or let the projection of its kind (package projection) follow it,"
        + " with a recorded case of the running operator.";
  }

  @Override
  public String goodExample() {
    return """
        apiVersion: postgresql.cnpg.io/v1
        kind: Cluster
        metadata: {name: store, namespace: shop}
        spec:
          instances: 1
          podSecurityContext: {runAsUser: 26}
        """;
  }

  @Override
  public String badExample() {
    return """
        apiVersion: postgresql.cnpg.io/v1
        kind: Cluster
        metadata: {name: store, namespace: shop}
        spec:
          instances: 1
          plugins: [{name: nobody-knows-what-it-adds}]
        """;
  }

  @Override
  public List<Finding> check(Evidence evidence) {
    Findings findings = new Findings(this);
    evidence.manifests().stream()
        .filter(one -> !one.is(Kinds.APPLICATION)) // add-ons declare what they bring
        .filter(one -> UnreadPods.problem(one, List.of()).isPresent())
        .forEach(
            one ->
                findings.add(
                    one,
                    "kind",
                    "is not evaluated: the pods that it runs are not known",
                    "declare them as those of an add-on, or write a projection of the kind"));
    FollowedFields.unfollowed(evidence.manifests()).stream()
        .filter(field -> field.offBy().isEmpty())
        .forEach(
            field ->
                findings.add(
                    field.resource(),
                    field.path(),
                    "is not evaluated: what the operator makes of it is not known",
                    "leave it out, or let the projection of the kind follow it"));
    return findings.list();
  }
}
