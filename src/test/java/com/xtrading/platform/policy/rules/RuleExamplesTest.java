package com.xtrading.platform.policy.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.policy.Evidence;
import com.xtrading.platform.policy.Examples;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Rule;
import com.xtrading.platform.policy.rules.change.VolumesOnlyGrow;
import com.xtrading.platform.policy.rules.change.WhatIsFixedStays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RuleExamplesTest {

  static List<Rule> rules() {
    return Policies.all();
  }

  /** The examples of changes are held against what they were before. */
  private static Evidence evidence(String example) {
    return Examples.after(
        Examples.rendered(
                VolumesOnlyGrow.claim("10Gi"), WhatIsFixedStays.storageClass("Retain", "true"))
            .manifests(),
        Examples.rendered(example));
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aRuleAcceptsItsGoodExampleAndRefusesItsBadOne(Rule rule) {
    assertThat(rule.check(evidence(rule.goodExample()))).isEmpty();
    assertThat(rule.check(evidence(rule.badExample()))).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aFindingNamesRuleObjectPlaceProblemAndChange(Rule rule) {
    for (Finding finding : rule.check(evidence(rule.badExample()))) {
      assertThat(finding.rule()).isEqualTo(rule.id());
      assertThat(List.of(finding.object(), finding.path(), finding.problem(), finding.change()))
          .noneMatch(String::isBlank);
    }
  }

  @Test
  void rulesAreSortedById() {
    assertThat(rules().stream().map(Rule::id)).isSorted().hasSizeGreaterThan(30);
  }
}
