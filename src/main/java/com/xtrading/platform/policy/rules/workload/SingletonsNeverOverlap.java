package com.xtrading.platform.policy.rules.workload;

import com.xtrading.platform.declaration.AnnotationKeys;
import com.xtrading.platform.objects.Autoscalers;
import com.xtrading.platform.objects.PodKind;
import com.xtrading.platform.objects.PodTemplate;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Findings;
import com.xtrading.platform.policy.Rule;
import java.util.List;

/** Of what may run once, there is never a second one. */
public final class SingletonsNeverOverlap implements Rule {

  @Override
  public String statement() {
    return "Pods with the annotation "
        + AnnotationKeys.SINGLETON
        + " belong to a StatefulSet with one replica that nothing scales. A Deployment starts another"
        + " pod while the first one is still there, or while its node cannot be reached: two runners"
        + " send every order twice.";
  }

  @Override
  public String remedy() {
    return "Declare it as a SingleService.";
  }

  @Override
  public List<Finding> check(Evidence evidence) {
    Findings findings = new Findings(this);
    Autoscalers autoscalers = evidence.autoscalers();
    for (PodTemplate pod : evidence.objects().knownPods().toList()) {
      if (!pod.tree()
          .at("metadata", "annotations", AnnotationKeys.SINGLETON)
          .text("")
          .equals("true")) {
        continue;
      }
      if (pod.kind() != PodKind.STATEFUL_SET) {
        findings.add(
            pod.source(),
            "kind",
            "a %s may run two of what may run once".formatted(pod.owner().kind()),
            "draw a StatefulSet with one replica");
      }
      long replicas = pod.owner().at("spec", "replicas").number(1);
      if (replicas > 1) {
        findings.add(
            pod.source(),
            "spec.replicas",
            "%d of what may run once".formatted(replicas),
            "write 1");
      }
      autoscalers
          .of(pod.owner())
          .ifPresent(
              autoscaler ->
                  findings.add(
                      pod.source(),
                      "metadata.name",
                      "%s scales what may run once".formatted(autoscaler.id()),
                      "remove the autoscaler"));
    }
    return findings.list();
  }
}
