package com.xtrading.platform.schema;

import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Severity;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What was found in one object, in the order in which it was found. */
final class SchemaProblems {

  private static final String RULE = "MatchesSchema";

  record Problem(Severity severity, FieldPath path, String what, String change) {}

  // A set: several rules of a schema may ask for the same field.
  private final Set<Problem> all = new LinkedHashSet<>();

  void error(FieldPath path, String what, String change) {
    all.add(new Problem(Severity.ERROR, path, what, change));
  }

  /** For what the API server accepts and does not do. */
  void warning(FieldPath path, String what, String change) {
    all.add(new Problem(Severity.WARNING, path, what, change));
  }

  boolean hasErrors() {
    return all.stream().anyMatch(problem -> problem.severity() == Severity.ERROR);
  }

  /** The first error with its place; empty where there is none. */
  String firstError() {
    return all.stream()
        .filter(problem -> problem.severity() == Severity.ERROR)
        .map(problem -> (problem.path().text() + " " + problem.what()).strip())
        .findFirst()
        .orElse("");
  }

  List<Finding> findings(String object) {
    return all.stream()
        .map(
            problem ->
                new Finding(
                    RULE,
                    problem.severity(),
                    object,
                    problem.path().text().isEmpty() ? "(object)" : problem.path().text(),
                    problem.what(),
                    problem.change()))
        .toList();
  }
}
