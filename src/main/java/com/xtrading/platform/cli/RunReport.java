package com.xtrading.platform.cli;

import com.xtrading.platform.cli.Console.Told;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.JsonWriter;
import com.xtrading.platform.policy.Severity;
import com.xtrading.platform.synthesis.WrittenEnvironment;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code synth} and {@code check} did, for programs. */
final class RunReport {

  private RunReport() {}

  /** How long each part took, a line each. */
  static String text(Map<String, Duration> parts) {
    return parts.entrySet().stream()
        .map(part -> "%-18s %6d ms\n".formatted(part.getKey(), part.getValue().toMillis()))
        .collect(Collectors.joining());
  }

  /**
   * One JSON object: {@code environments} that are written, {@code problems}, and {@code
   * milliseconds} by part where somebody asked for them.
   */
  static String synthesized(
      Collection<WrittenEnvironment> written, List<Told> problems, Map<String, Duration> parts) {
    Fields report =
        Fields.of("environments", written.stream().map(RunReport::fields).toList())
            .with("problems", fields(problems));
    if (!parts.isEmpty()) {
      report.with(
          "milliseconds",
          parts.entrySet().stream()
              .collect(Collectors.toMap(Map.Entry::getKey, part -> part.getValue().toMillis())));
    }
    return JsonWriter.write(report);
  }

  /** One JSON object: whether it is {@code current}, {@code problems}, and {@code notes}. */
  static String checked(boolean current, List<Told> problems, List<String> notes) {
    return JsonWriter.write(
        Fields.of("current", current).with("problems", fields(problems)).with("notes", notes));
  }

  private static Fields fields(WrittenEnvironment written) {
    return Fields.of("name", written.name())
        .with("folder", written.folder())
        .with("objects", written.objects())
        .with("otherFiles", written.otherFiles())
        .with("written", written.outcome().written())
        .with("removed", written.outcome().removed());
  }

  private static List<Fields> fields(List<Told> problems) {
    return problems.stream()
        .map(
            one ->
                Fields.of("severity", one.severity() == Severity.ERROR ? "error" : "warning")
                    .with("message", one.message()))
        .toList();
  }
}
