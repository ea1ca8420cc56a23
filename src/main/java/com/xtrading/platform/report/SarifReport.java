package com.xtrading.platform.report;

import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.JsonWriter;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.LocatedFinding;
import com.xtrading.platform.policy.LocatedFindings;
import com.xtrading.platform.policy.Rule;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Findings as SARIF 2.1.0, which code scanning of pull requests reads. */
public final class SarifReport {

  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  private SarifReport() {}

  /** One run, with all rules that were asked. */
  public static String of(LocatedFindings found) {
    List<Map<String, Object>> described = new ArrayList<>();
    for (Rule rule : found.rules()) {
      described.add(
          Fields.of("id", rule.id())
              .with("shortDescription", Fields.of("text", rule.statement()))
              .with("help", Fields.of("text", rule.remedy()))
              .with(
                  "defaultConfiguration", Fields.of("level", FindingsText.level(rule.severity()))));
    }
    List<Map<String, Object>> results = new ArrayList<>();
    for (LocatedFinding located : found.findings()) {
      results.add(result(located));
    }
    Map<String, Object> driver = Fields.of("name", "platform policy").with("rules", described);
    return JsonWriter.write(
        Fields.of("$schema", SCHEMA)
            .with("version", "2.1.0")
            .with(
                "runs",
                List.of(
                    Fields.of("tool", Fields.of("driver", driver))
                        .with("invocations", List.of(invocation(found.problems())))
                        .with("results", results))));
  }

  private static Map<String, Object> invocation(List<String> problems) {
    List<Map<String, Object>> notifications = new ArrayList<>();
    problems.forEach(
        problem ->
            notifications.add(
                Fields.of("level", "error").with("message", Fields.of("text", problem))));
    return Fields.of("executionSuccessful", problems.isEmpty())
        .with("toolExecutionNotifications", notifications);
  }

  private static Map<String, Object> result(LocatedFinding located) {
    Finding finding = located.finding();
    return Fields.of("ruleId", finding.rule())
        .with("level", FindingsText.level(finding.severity()))
        .with(
            "message",
            Fields.of("text", "%s: %s".formatted(finding.object(), FindingsText.message(finding))))
        .with(
            "locations",
            List.of(
                Fields.of(
                        "physicalLocation",
                        Fields.of("artifactLocation", artifact(located.file()))
                            .with("region", Fields.of("startLine", located.line())))
                    .with(
                        "logicalLocations",
                        List.of(
                            Fields.of(
                                "fullyQualifiedName", finding.object() + ": " + finding.path())))));
  }

  /** Code scanning looks for relative places from the root of the repository on. */
  private static Map<String, Object> artifact(String file) {
    String path =
        Stream.of(file.split("/"))
            .map(step -> URLEncoder.encode(step, StandardCharsets.UTF_8).replace("+", "%20"))
            .collect(Collectors.joining("/"));
    return file.startsWith("/")
        ? Fields.of("uri", "file://" + path)
        : Fields.of("uri", path).with("uriBaseId", "%SRCROOT%");
  }
}
