package com.xtrading.platform.policy.rules.workload;

import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Findings;
import com.xtrading.platform.policy.Rule;
import java.util.List;

/** Everything that is rendered has room on the nodes, whatever happens of what must be stood. */
public final class EverythingFits implements Rule {

  @Override
  public String statement() {
    return "Every pod finds a node: in the steady state, while a new version is rolled out, when a"
        + " node is lost or drained as far as the environment asks for it, and when everything is"
        + " scaled to its maximum. The scheduler is simulated over what is rendered, what operators"
        + " and charts make of it, what comes with the cluster, and what is reserved.";
  }

  @Override
  public String remedy() {
    return "Run capacity for the environment: it shows what sits where and how many nodes would do."
        + " Then lower requests or replicas, or raise cluster.nodes.";
  }

  @Override
  public List<Finding> check(Evidence evidence) {
    Findings findings = new Findings(this);
    evidence
        .capacity()
        .shortfalls()
        .forEach(
            shortfall ->
                findings.add(
                    shortfall.place(),
                    shortfall.scenario().written(),
                    shortfall.problem(),
                    shortfall.change()));
    return findings.list();
  }
}
