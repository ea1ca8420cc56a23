package com.xtrading.platform.policy;

import java.util.List;

/**
 * What rules found in objects, with the lines at which it stands.
 *
 * @param rules every rule that was held against the objects
 * @param objects number of them
 * @param findings what was found; what stops comes first
 * @param problems what could not be read, and so was not judged
 */
public record LocatedFindings(
    List<Rule> rules, int objects, List<LocatedFinding> findings, List<String> problems) {

  public LocatedFindings {
    rules = List.copyOf(rules);
    findings = findings.stream().sorted().toList();
    problems = List.copyOf(problems);
  }
}
