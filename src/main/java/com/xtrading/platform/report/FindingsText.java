package com.xtrading.platform.report;

import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.JsonWriter;
import com.xtrading.platform.policy.Finding;
import com.xtrading.platform.policy.LocatedFinding;
import com.xtrading.platform.policy.LocatedFindings;
import com.xtrading.platform.policy.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Findings for people, and for programs of one's own. */
public final class FindingsText {

  /** What XML cannot say, and a terminal should not. */
  private static final Pattern PRINTABLE_ONLY =
      Pattern.compile("[^\\t\\n\\r\\u0020-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

  private FindingsText() {}

  /** A line for each finding, and one with the totals. */
  public static String text(LocatedFindings found) {
    return lines(found.findings()) + summary(found) + "\n";
  }

  private static String summary(LocatedFindings found) {
    Map<Severity, Long> counts =
        found.findings().stream()
            .collect(Collectors.groupingBy(one -> one.finding().severity(), Collectors.counting()));
    long objects = found.findings().stream().map(one -> one.finding().object()).distinct().count();
    return "%d errors, %d warnings in %d of %d objects; rules: %d"
        .formatted(
            counts.getOrDefault(Severity.ERROR, 0L),
            counts.getOrDefault(Severity.WARNING, 0L),
            objects,
            found.objects(),
            found.rules().size());
  }

  /** One JSON object with the lists {@code findings} and {@code problems}. */
  public static String json(LocatedFindings found) {
    List<Map<String, Object>> findings = new ArrayList<>();
    for (LocatedFinding located : found.findings()) {
      Finding finding = located.finding();
      findings.add(
          Fields.of("rule", finding.rule())
              .with("severity", level(finding.severity()))
              .with("object", finding.object())
              .with("path", finding.path())
              .with("message", message(finding))
              .with("file", located.file())
              .with("line", located.line()));
    }
    return JsonWriter.write(Fields.of("findings", findings).with("problems", found.problems()));
  }

  static String lines(Collection<LocatedFinding> findings) {
    StringBuilder lines = new StringBuilder();
    for (LocatedFinding located : findings) {
      lines.append("%s:%d: %s\n".formatted(located.file(), located.line(), located.finding()));
    }
    return printable(lines);
  }

  /** With a sign in place of what cannot be shown. */
  static String printable(CharSequence text) {
    return PRINTABLE_ONLY.matcher(text).replaceAll("\uFFFD");
  }

  static String message(Finding finding) {
    return finding.problem() + "; " + finding.change();
  }

  static String level(Severity severity) {
    return severity == Severity.ERROR ? "error" : "warning";
  }
}
