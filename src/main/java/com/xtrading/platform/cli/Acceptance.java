package com.xtrading.platform.cli;

import com.xtrading.platform.policy.Verdict;
import com.xtrading.platform.synthesis.EnvironmentOutput;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import com.xtrading.platform.synthesis.RejectedOutput;
import java.util.HashSet;
import java.util.Set;

/**
 * Whether what is judged may be written: what is wrong is told environment by environment.
 *
 * <p>An expired waiver does not stop a roll-out here; {@code check} fails on it.
 */
final class Acceptance {

  private final Workspace workspace;
  private final Console console;
  private final Set<String> told = new HashSet<>();
  private boolean given = true;

  Acceptance(Workspace workspace, Console console) {
    this.workspace = workspace;
    this.console = console;
  }

  /** Tells what the verdict says, and gives what is to be written. */
  EnvironmentOutput judged(JudgedEnvironment result) {
    EnvironmentOutput output = result.output();
    Verdict verdict = result.verdict();
    String name = output.name();
    verdict
        .expiredFindings()
        .forEach(waived -> console.warning(name + ": waiver expired: " + waived.finding()));
    result.told(verdict.findings()).forEach(finding -> console.finding(name, finding));
    if (!verdict.expiredFindings().isEmpty()) {
      told.add(name);
    }
    if (!verdict.isFit()) {
      given = false;
      console.error(
          "%s is not written; look at %s"
              .formatted(name, RejectedOutput.write(workspace.directory(), output)));
    }
    return output;
  }

  /** Whether everything may be written. */
  boolean isGiven() {
    return given;
  }

  /** The environments about which there was something to tell that did not stop them. */
  Set<String> told() {
    return told;
  }
}
