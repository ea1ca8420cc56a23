package com.xtrading.platform.policy.rules.workload;

import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.network.Party;
import com.xtrading.platform.policy.DeclaredParties;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Findings;
import com.xtrading.platform.policy.Rule;
import java.util.List;

/** Declarations and pods are about each other: otherwise nothing would be compared. */
public final class WorkloadsAreDeclared implements Rule {

  @Override
  public String statement() {
    return "Every declared workload has pods, every pod that runs belongs to exactly one declared workload, and it"
        + " is on the network, its own or that of its node, that is declared.";
  }

  @Override
  public String remedy() {
    return "Declare the workload with the one label that its pods have, or remove what is not there.";
  }

  @Override
  public String goodExample() {
    return """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: nothing-runs-here, namespace: shop}
        """;
  }

  @Override
  public String badExample() {
    return """
        apiVersion: v1
        kind: Pod
        metadata: {name: nobody-declares-it, namespace: shop}
        spec: {containers: [{name: web}]}
        """;
  }

  @Override
  public List<Finding> check(Evidence evidence) {
    Findings findings = new Findings(this);
    DeclaredParties parties = evidence.parties();
    for (PodGroup group : evidence.topology().groups()) {
      List<Party> members = parties.parties(group.pods());
      if (members.isEmpty() && group.max() > 0) {
        findings.add(
            group.pods().namespace() + "/" + group.pods().name(),
            "",
            "is declared, and no pod has its label %s=%s"
                .formatted(group.pods().labelKey(), group.pods().labelValue()),
            "render what makes its pods, or declare nothing");
      }
      for (Party party : members) {
        boolean onNode = group.network() == PodGroup.Network.NODE;
        if (DeclaredParties.isOnNode(party) != onNode && parties.isOurs(party)) {
          parties.report(
              findings,
              party,
              "%s is not on the network that is declared".formatted(party),
              "declare where its pods listen");
        }
      }
    }
    for (Party party : parties.ours()) {
      if (parties.groupsOf(party).size() != 1) {
        parties.report(
            findings,
            party,
            "%s belongs to %d declared workloads and not to one"
                .formatted(party, parties.groupsOf(party).size()),
            "declare one workload with one label of its pods");
      }
    }
    return findings.list();
  }
}
