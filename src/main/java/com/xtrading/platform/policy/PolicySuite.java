package com.xtrading.platform.policy;

import com.xtrading.platform.declaration.Waiver;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A set of rules that judges rendered environments. */
public final class PolicySuite {

  private static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::rule)
          .thenComparing(Finding::object)
          .thenComparing(Finding::path)
          .thenComparing(Finding::problem);

  private final List<Rule> rules;

  private PolicySuite(List<Rule> rules) {
    this.rules = rules;
  }

  /**
   * A suite of the given rules.
   *
   * @throws IllegalArgumentException when two rules have the same id
   */
  public static PolicySuite of(List<Rule> rules) {
    Set<String> ids = new HashSet<>();
    for (Rule rule : rules) {
      if (!ids.add(rule.id())) {
        throw new IllegalArgumentException("two rules are named " + rule.id());
      }
    }
    return new PolicySuite(rules.stream().sorted(Comparator.comparing(Rule::id)).toList());
  }

  public List<Rule> rules() {
    return rules;
  }

  /**
   * Holds every rule against a rendered environment.
   *
   * @param today the day on which waivers are read; a waiver counts up to and including its last
   *     day
   * @throws IllegalStateException when a rule itself fails, naming the rule and the environment
   */
  public Verdict judge(Evidence evidence, List<Waiver> waivers, LocalDate today) {
    Map<String, List<Waiver>> byRule = new HashMap<>();
    waivers.forEach(
        waiver -> byRule.computeIfAbsent(waiver.rule(), rule -> new ArrayList<>()).add(waiver));
    List<Finding> findings = new ArrayList<>();
    List<Verdict.Waived> waived = new ArrayList<>();
    List<Verdict.Waived> expired = new ArrayList<>();
    Set<Waiver> used = new HashSet<>();
    for (Rule rule : rules) {
      for (Finding finding : check(rule, evidence)) {
        List<Waiver> covering =
            byRule.getOrDefault(rule.id(), List.of()).stream()
                .filter(waiver -> waiver.covers(finding.object()))
                .toList();
        used.addAll(covering);
        List<Waiver> counting =
            covering.stream().filter(waiver -> !waiver.hasExpired(today)).toList();
        if (!counting.isEmpty()) {
          waived.add(new Verdict.Waived(finding, counting.get(0)));
        } else if (!covering.isEmpty()) {
          expired.add(new Verdict.Waived(finding, covering.get(0)));
        } else {
          findings.add(finding);
        }
      }
    }
    Set<String> ids = new HashSet<>();
    Set<String> ofChanges = new HashSet<>();
    for (Rule rule : rules) {
      ids.add(rule.id());
      if (rule.isAboutAChange()) {
        ofChanges.add(rule.id());
      }
    }
    return new Verdict(
        evidence.environment(),
        findings,
        waived,
        expired,
        waivers.stream()
            .filter(waiver -> ids.contains(waiver.rule()) || waiver.scannerCheck().isPresent())
            .filter(waiver -> waiver.hasExpired(today))
            .toList(),
        waivers.stream()
            .filter(
                waiver ->
                    waiver.scannerCheck().isPresent()
                        ? namesNothing(waiver, evidence)
                        : ids.contains(waiver.rule())
                            && !ofChanges.contains(waiver.rule())
                            && !used.contains(waiver))
            .filter(waiver -> !waiver.hasExpired(today))
            .toList(),
        waivers.stream()
            .filter(waiver -> !ids.contains(waiver.rule()) && waiver.scannerCheck().isEmpty())
            .toList());
  }

  /** Whether the check would fire without the waiver is for the scanner to say. */
  private static boolean namesNothing(Waiver waiver, Evidence evidence) {
    return evidence.manifests().stream()
            .noneMatch(manifest -> waiver.covers(manifest.id().toString()))
        && evidence.files().stream().noneMatch(file -> waiver.covers(file.path()));
  }

  private static List<Finding> check(Rule rule, Evidence evidence) {
    try {
      return rule.check(evidence).stream().sorted(ORDER).toList();
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          "rule %s failed on environment %s: %s".formatted(rule.id(), evidence.environment(), e),
          e);
    }
  }
}
