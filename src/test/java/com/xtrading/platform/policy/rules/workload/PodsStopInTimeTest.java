package com.xtrading.platform.policy.rules.workload;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.policy.Examples;
import com.xtrading.platform.policy.Finding;
import org.junit.jupiter.api.Test;

final class PodsStopInTimeTest {

  private final PodsStopInTime rule = new PodsStopInTime();

  @Test
  void saysWhatIsNeededAndWhatIsGiven() {
    assertThat(rule.check(Examples.rendered(rule.badExample())))
        .extracting(Finding::path, Finding::problem, Finding::change)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "spec.template.spec.terminationGracePeriodSeconds",
                "web pauses for 10 s and works on for 30 s, and is killed after 40 s",
                "write more than 40"));
  }

  @Test
  void theDefaultIsHalfAMinute() {
    String unsaid =
        rule.goodExample().replace("terminationGracePeriodSeconds: 45", "hostPID: false");
    assertThat(Examples.places(rule, Examples.rendered(unsaid))).hasSize(1);
    assertThat(rule.check(Examples.rendered(unsaid.replace("\"30\"", "\"15\"")))).isEmpty();
  }

  @Test
  void aConfigMapOfAnotherNamespaceIsAnotherOne() {
    String elsewhere =
        rule.badExample()
            .replace("name: web-config, namespace: shop", "name: web-config, namespace: x");
    assertThat(rule.check(Examples.rendered(elsewhere))).isEmpty();
  }
}
