package com.xtrading.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.cli.TemporaryProject.Outcome;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import org.junit.jupiter.api.Test;

/**
 * What must hold of the committed environments and of dist/, whatever is in them. All other tests
 * look at environments of their own.
 */
class CommittedTest {

  @Test
  void distIsCurrentAndEveryPolicyHolds() {
    Outcome check = TemporaryProject.committed().run("check");
    assertThat(check.exitCode()).as(check.out() + check.err()).isZero();
  }

  @Test
  void stagingProvesSomethingOfProduction() {
    assumeThat(TestPlatform.committed())
        .extracting(JudgedEnvironment::name)
        .contains("staging", "production");
    Outcome parity = TemporaryProject.committed().run("parity", "staging", "production");
    assertThat(parity.exitCode()).as(parity.out() + parity.err()).isZero();
  }
}
