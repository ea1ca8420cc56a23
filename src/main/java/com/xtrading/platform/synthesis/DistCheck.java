package com.xtrading.platform.synthesis;

import com.xtrading.platform.environment.EnvironmentProblem;
import com.xtrading.platform.manifest.FileDifference;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.Severity;
import com.xtrading.platform.schema.SchemaCatalogs;
import com.xtrading.platform.schema.SchemaReport;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether {@code dist/} is what synthesis would write, and everything that must hold does. What is
 * wrong is told as it is found, and counted.
 */
public final class DistCheck {

  private final OutputFolder dist;
  private final Optional<SchemaCatalogs> schemas;
  private final Listener listener;
  private int problems;

  /** Is told what is found. */
  public interface Listener {

    /** Something is wrong. */
    void problem(Severity severity, String text);

    /** Something is worth knowing. */
    void note(String text);
  }

  /**
   * @param schemas what objects are held against beside policies
   */
  public DistCheck(OutputFolder dist, Optional<SchemaCatalogs> schemas, Listener listener) {
    this.dist = dist;
    this.schemas = schemas;
    this.listener = listener;
  }

  /** Environment files that cannot be read, though nobody asked for them. */
  public void unreadable(Collection<EnvironmentProblem> files) {
    files.forEach(problem -> error(problem.toString()));
  }

  /**
   * An environment: by policies and waivers, by schemas, and by its files.
   *
   * @return its name
   */
  public String environment(JudgedEnvironment environment) {
    findings(environment, environment.told(environment.verdict().uncovered()));
    findings(environment, environment.verdict().waiverFindings());
    schemas.ifPresent(known -> schemas(known, environment));
    List<FileDifference> differences = dist.differences(environment.output());
    differences.forEach(difference -> error(difference.toString()));
    if (differences.stream().anyMatch(FileDifference::synthesisRepairs)) {
      listener.note("fix: run mvn compile exec:java and commit " + dist.folder(environment.name()));
    }
    return environment.name();
  }

  /** What belongs to none of all environments. */
  public void strangers(Set<String> all) {
    dist.strangers(all).forEach(this::error);
  }

  /** How many problems were told. */
  public int problems() {
    return problems;
  }

  private void schemas(SchemaCatalogs known, JudgedEnvironment environment) {
    SchemaReport report =
        known.check(environment.environment().kubernetes().value(), environment.manifests());
    findings(environment, report.findings());
    listener.note(
        "%s: %d objects held against Kubernetes %s; %d CEL rules not evaluated"
            .formatted(
                environment.name(),
                report.objects(),
                environment.environment().kubernetes(),
                report.celRulesNotEvaluated()));
  }

  private void findings(JudgedEnvironment environment, Collection<Finding> findings) {
    findings.forEach(
        finding -> tell(finding.severity(), "%s: %s".formatted(environment.name(), finding)));
  }

  private void error(String text) {
    tell(Severity.ERROR, text);
  }

  private void tell(Severity severity, String text) {
    problems++;
    listener.problem(severity, text);
  }
}
