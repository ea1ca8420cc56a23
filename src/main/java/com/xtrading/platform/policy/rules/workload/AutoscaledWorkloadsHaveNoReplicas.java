package com.xtrading.platform.policy.rules.workload;

import com.xtrading.platform.objects.Autoscalers;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Findings;
import com.xtrading.platform.policy.Rule;
import java.util.List;

/** Whoever scales a workload is the only one who says how many pods it has. */
public final class AutoscaledWorkloadsHaveNoReplicas implements Rule {

  @Override
  public String statement() {
    return "A workload that an autoscaler scales has no spec.replicas: every sync would set it back"
        + " to that number, at peak load as well.";
  }

  @Override
  public String remedy() {
    return "Leave spec.replicas out and say the minimum in the autoscaler.";
  }

  @Override
  public List<Finding> check(Evidence evidence) {
    Findings findings = new Findings(this);
    Autoscalers autoscalers = evidence.autoscalers();
    evidence.manifests().stream()
        .filter(manifest -> manifest.at("spec", "replicas").exists())
        .forEach(
            workload ->
                autoscalers
                    .of(workload)
                    .ifPresent(
                        autoscaler ->
                            findings.add(
                                workload,
                                "spec.replicas",
                                "%s is set back on every sync while %s scales the workload"
                                    .formatted(
                                        workload.at("spec", "replicas").text(""), autoscaler.id()),
                                "leave replicas out")));
    return findings.list();
  }
}
