package com.xtrading.platform.report;

import com.xtrading.platform.coverage.Gap;
import com.xtrading.platform.coverage.MetricCoverage;
import com.xtrading.platform.coverage.WatchedExpression;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.JsonWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What expressions look at, for people and for programs. */
public final class MetricsText {

  /**
   * Expressions held against one environment.
   *
   * @param gaps where one of them looks at nothing, or at something else
   */
  public record Judged(
      String environment,
      MetricCoverage coverage,
      List<WatchedExpression> expressions,
      List<Gap> gaps) {

    /** Holds expressions against an environment. */
    public static Judged of(
        String environment, MetricCoverage coverage, List<WatchedExpression> expressions) {
      return new Judged(environment, coverage, expressions, coverage.gaps(expressions));
    }
  }

  /** One line that counts, and one for each gap. */
  public static String text(List<Judged> all) {
    StringBuilder text = new StringBuilder();
    for (Judged judged : all) {
      text.append(
          "%s: %s; gaps: %d\n".formatted(judged.environment, counts(judged), judged.gaps.size()));
      for (Gap gap : judged.gaps) {
        text.append(
            "  %s (%s): %s; %s\n"
                .formatted(gap.at().called(), gap.at().object(), gap.text(), gap.change()));
      }
    }
    return text.toString();
  }

  private static String counts(Judged judged) {
    Map<WatchedExpression.Use, Integer> counts = new EnumMap<>(WatchedExpression.Use.class);
    judged.expressions.forEach(one -> counts.merge(one.use(), 1, Integer::sum));
    List<String> parts = new ArrayList<>();
    counts.forEach(
        (use, count) -> parts.add("%d %s%s".formatted(count, use, count == 1 ? "" : "s")));
    return parts.isEmpty() ? "no expressions" : String.join(", ", parts);
  }

  /** A list of environments; of each its expressions, with metrics, monitors and gaps. */
  public static String json(List<Judged> all) {
    List<Map<String, Object>> environments = new ArrayList<>();
    for (Judged judged : all) {
      List<Map<String, Object>> expressions = new ArrayList<>();
      for (WatchedExpression one : judged.expressions) {
        Map<String, Object> metrics = new TreeMap<>();
        judged
            .coverage
            .sources(one)
            .forEach((metric, monitors) -> metrics.put(metric, List.copyOf(monitors)));
        expressions.add(
            Fields.of("use", one.use().toString())
                .with("name", one.name())
                .with("object", one.object())
                .with("path", one.path())
                .with("expression", one.text())
                .with("metrics", metrics)
                .with(
                    "gaps",
                    judged.gaps.stream()
                        .filter(gap -> gap.at().equals(one))
                        .map(
                            gap ->
                                Fields.of("column", gap.column())
                                    .with("problem", gap.problem())
                                    .with("change", gap.change()))
                        .toList()));
      }
      environments.add(
          Fields.of("environment", judged.environment).with("expressions", expressions));
    }
    return JsonWriter.write(Fields.of("environments", environments));
  }

  private MetricsText() {}
}
