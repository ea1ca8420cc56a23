package com.xtrading.platform.policy;

import com.xtrading.platform.declaration.Waiver;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a suite says of one environment. Every list is in the order of rule, object and path.
 *
 * @param environment name of the environment
 * @param findings what counts: covered by no waiver
 * @param waived what a waiver covers
 * @param expiredFindings what only expired waivers cover; {@code check} counts them, {@code synth}
 *     warns
 * @param expiredWaivers waivers whose last day has passed
 * @param unusedWaivers waivers that have not expired and cover no finding
 * @param unknownWaivers waivers of a rule that does not exist
 */
public record Verdict(
    String environment,
    List<Finding> findings,
    List<Waived> waived,
    List<Waived> expiredFindings,
    List<Waiver> expiredWaivers,
    List<Waiver> unusedWaivers,
    List<Waiver> unknownWaivers) {

  /**
   * A finding and the waiver that covers it.
   *
   * @param finding what is wrong
   * @param waiver why it may be
   */
  public record Waived(Finding finding, Waiver waiver) {}

  public Verdict {
    findings = List.copyOf(findings);
    waived = List.copyOf(waived);
    expiredFindings = List.copyOf(expiredFindings);
    expiredWaivers = List.copyOf(expiredWaivers);
    unusedWaivers = List.copyOf(unusedWaivers);
    unknownWaivers = List.copyOf(unknownWaivers);
  }

  /** Whether the output may be written: no finding that counts is an error. */
  public boolean isFit() {
    return findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
  }

  /** What no waiver covers any more: what counts, and what only expired waivers cover. */
  public List<Finding> uncovered() {
    return Stream.concat(findings.stream(), expiredFindings.stream().map(Waived::finding)).toList();
  }

  /** Expired, unused and unknown waivers as findings of {@code check}. */
  public List<Finding> waiverFindings() {
    List<Finding> found = new ArrayList<>();
    expiredWaivers.forEach(
        waiver ->
            found.add(
                finding(
                    waiver,
                    "waiver expired on " + waiver.expires(),
                    "put it right, or ask %s to renew the waiver".formatted(waiver.owner()))));
    unusedWaivers.forEach(
        waiver -> found.add(finding(waiver, "waiver covers no finding", "remove the waiver")));
    unknownWaivers.forEach(
        waiver ->
            found.add(
                finding(
                    waiver,
                    "waiver of a rule that does not exist",
                    "correct the name of the rule, or remove the waiver")));
    return List.copyOf(found);
  }

  private static Finding finding(Waiver waiver, String problem, String change) {
    return new Finding("Waivers", Severity.ERROR, waiver.object(), waiver.rule(), problem, change);
  }
}
