package com.xtrading.platform.schema;

import com.xtrading.platform.policy.Finding;
import java.util.List;

/**
 * What holding objects against schemas found, and what it could not look at.
 *
 * @param findings every place that the API server would refuse (errors), drop or warn of (warnings)
 * @param objects how many objects were held against a schema, or had none
 * @param celRulesNotEvaluated how many CEL rules ({@code x-kubernetes-validations}) apply to values
 *     of these objects when they are created; only an API server evaluates them
 */
public record SchemaReport(List<Finding> findings, int objects, int celRulesNotEvaluated) {

  public SchemaReport {
    findings = List.copyOf(findings);
  }

  static SchemaReport sum(List<SchemaReport> reports) {
    return new SchemaReport(
        reports.stream().flatMap(report -> report.findings().stream()).toList(),
        reports.stream().mapToInt(SchemaReport::objects).sum(),
        reports.stream().mapToInt(SchemaReport::celRulesNotEvaluated).sum());
  }
}
