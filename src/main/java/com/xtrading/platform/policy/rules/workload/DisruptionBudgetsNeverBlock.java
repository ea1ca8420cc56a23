package com.xtrading.platform.policy.rules.workload;

import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.objects.Autoscalers;
import com.xtrading.platform.objects.Kinds;
import com.xtrading.platform.objects.LabelSelector;
import com.xtrading.platform.objects.Made;
import com.xtrading.platform.objects.ObjectIndex;
import com.xtrading.platform.objects.PodKind;
import com.xtrading.platform.objects.PodTemplate;
import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Findings;
import com.xtrading.platform.policy.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A node can always be drained: every budget lets one pod go. */
public final class DisruptionBudgetsNeverBlock implements Rule {

  private static final Set<PodKind> COUNTED =
      Set.of(
          PodKind.DEPLOYMENT,
          PodKind.STATEFUL_SET,
          PodKind.REPLICA_SET,
          PodKind.REPLICATION_CONTROLLER,
          PodKind.POD);

  @Override
  public String statement() {
    return "Every PodDisruptionBudget selects pods, allows at least one eviction at the fewest"
        + " replicas of its workload, lets unhealthy pods go, and is the only one of its pods:"
        + " otherwise no node can be drained.";
  }

  @Override
  public String remedy() {
    return "Set maxUnavailable: 1 and unhealthyPodEvictionPolicy: AlwaysAllow; a workload of one"
        + " replica gets no budget.";
  }

  @Override
  public List<Finding> check(Evidence evidence) {
    Findings findings = new Findings(this);
    ObjectIndex index = evidence.index();
    Autoscalers autoscalers = evidence.autoscalers();
    Map<Manifest, Manifest> budgets = new HashMap<>();
    madeBudgets(evidence, index, budgets);
    for (Manifest budget : evidence.objects().ofKind(Kinds.POD_DISRUPTION_BUDGET).toList()) {
      if (!budget.at("spec", "unhealthyPodEvictionPolicy").text("").equals("AlwaysAllow")) {
        findings.add(
            budget,
            "spec.unhealthyPodEvictionPolicy",
            "is \"%s\": pods that never become ready hold their node"
                .formatted(budget.at("spec", "unhealthyPodEvictionPolicy").text("")),
            "set AlwaysAllow");
      }
      LabelSelector selector = new LabelSelector(budget.at("spec", "selector"));
      List<PodTemplate> pods =
          budget.at("spec", "selector").exists()
              ? index.pods(budget.namespace(), selector)
              : List.of();
      if (pods.isEmpty()) {
        findings.add(
            budget,
            "spec.selector",
            "%s selects no pod of this namespace".formatted(selector.tree().map()),
            "repeat the labels of the pods");
      }
      for (PodTemplate pod : pods) {
        Manifest first = budgets.putIfAbsent(pod.owner(), budget);
        if (first != null) {
          findings.add(
              budget,
              "spec.selector",
              "selects the pods of %s, which %s selects already; no pod with two budgets can be evicted"
                  .formatted(pod.owner().id(), first.id()),
              "keep one of the two");
        }
      }
      checkAmount(budget, expected(pods, autoscalers), findings);
    }
    return findings.list();
  }

  /** Budgets that operators make; their form is not ours to judge. */
  private static void madeBudgets(
      Evidence evidence, ObjectIndex index, Map<Manifest, Manifest> budgets) {
    evidence
        .objects()
        .madeOfKind(Kinds.POD_DISRUPTION_BUDGET)
        .map(Made::object)
        .forEach(
            budget ->
                index
                    .pods(budget.namespace(), new LabelSelector(budget.at("spec", "selector")))
                    .forEach(pod -> budgets.put(pod.owner(), budget)));
  }

  /** The fewest pods while none is missing; nothing where it depends on nodes or operators. */
  private static OptionalLong expected(List<PodTemplate> pods, Autoscalers autoscalers) {
    long sum = 0;
    for (PodTemplate pod : pods) {
      if (!COUNTED.contains(pod.kind())) {
        return OptionalLong.empty();
      }
      Optional<Manifest> autoscaler = autoscalers.of(pod.owner());
      sum +=
          autoscaler.isPresent()
              ? Autoscalers.minimum(autoscaler.get())
              : pod.owner().at("spec", "replicas").number(1); // a Pod has none and is one
    }
    return sum == 0 ? OptionalLong.empty() : OptionalLong.of(sum);
  }

  private static void checkAmount(Manifest budget, OptionalLong expected, Findings findings) {
    Tree maximum = budget.at("spec", "maxUnavailable");
    Tree minimum = budget.at("spec", "minAvailable");
    if (maximum.exists() == minimum.exists()) {
      findings.add(
          budget,
          "spec",
          maximum.exists()
              ? "has both minAvailable and maxUnavailable"
              : "has neither minAvailable nor maxUnavailable",
          "set maxUnavailable: 1");
      return;
    }
    boolean blocks;
    if (maximum.exists()) {
      blocks = amountOf(maximum, 1) == 0;
    } else if (minimum.text("").endsWith("%")) {
      blocks = amountOf(minimum, 100) >= 100;
      if (!blocks && expected.isPresent()) {
        blocks = ceilPercent(minimum, expected.getAsLong()) >= expected.getAsLong();
      }
    } else {
      blocks = expected.isPresent() && amountOf(minimum, 0) >= expected.getAsLong();
    }
    if (blocks) {
      String field = maximum.exists() ? "maxUnavailable" : "minAvailable";
      findings.add(
          budget,
          "spec." + field,
          "%s allows no eviction%s"
              .formatted(
                  budget.at("spec", field).text(""),
                  expected.isPresent()
                      ? " while there are %d pods".formatted(expected.getAsLong())
                      : ""),
          "set maxUnavailable: 1 instead, or run more replicas");
    }
  }

  // The controller rounds percentages up (k8s.io/kubernetes pkg/controller/disruption).
  private static long ceilPercent(Tree percent, long of) {
    return (amountOf(percent, 0) * of + 99) / 100;
  }

  private static long amountOf(Tree amount, long otherwise) {
    String text = amount.text("");
    String digits = text.endsWith("%") ? text.substring(0, text.length() - 1) : text;
    return digits.matches("\\d{1,9}") ? Long.parseLong(digits) : otherwise;
  }
}
