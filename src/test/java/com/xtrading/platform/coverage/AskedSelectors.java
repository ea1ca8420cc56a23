package com.xtrading.platform.coverage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.JsonWriter;
import com.xtrading.platform.metric.StoredBound;
import com.xtrading.platform.promql.Expr;
import com.xtrading.platform.promql.LabelMatcher;
import com.xtrading.platform.promql.MatchOp;
import com.xtrading.platform.promql.Promql;
import com.xtrading.platform.promql.VectorSelector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes of what the command {@code metrics} writes the questions for a running Prometheus: each
 * expression as one that can be asked, and its selectors alone, as of now.
 *
 * <p>Arguments: the answer of the command, a file with bounds of buckets, one a line, and where to
 * write.
 */
public final class AskedSelectors {

  /** A matcher whose value people choose; none is asked for, as with "all" of a page. */
  private static final Pattern CHOSEN_MATCHER =
      Pattern.compile("\\w+\\s*(?:=~|!~|!=|=)\\s*\"[^\"]*__chosen__[^\"]*\"");

  /** True of every series: none has the label. */
  private static final String ANY = "__chosen__!=\"none\"";

  public static void main(String[] arguments) throws IOException {
    JsonNode answer = new ObjectMapper().readTree(Path.of(arguments[0]).toFile());
    List<Fields> questions = new ArrayList<>();
    for (JsonNode expression : answer.at("/environments/0/expressions")) {
      questions.add(question(expression));
    }
    List<Fields> bounds = new ArrayList<>();
    for (String written : Files.readAllLines(Path.of(arguments[1]))) {
      bounds.add(
          Fields.of("written", written).with("stored", StoredBound.of(written).orElse(written)));
    }
    Files.writeString(
        Path.of(arguments[2]),
        JsonWriter.write(Fields.of("questions", questions).with("bounds", bounds)));
  }

  private static Fields question(JsonNode expression) {
    String asked =
        CHOSEN_MATCHER
            .matcher(Variables.fill(expression.get("expression").asText()))
            .replaceAll(ANY);
    Expr parsed = Promql.parse(asked);
    return Fields.of("called", "%s %s".formatted(text(expression, "use"), text(expression, "name")))
        .with("object", text(expression, "object"))
        .with("path", text(expression, "path"))
        .with("expression", text(expression, "expression"))
        .with("asked", asked)
        .with(
            "selectors",
            parsed.parts(VectorSelector.class).stream()
                .filter(selector -> selector.metric().isPresent())
                .map(selector -> selector(selector, expression))
                .toList());
  }

  private static Fields selector(VectorSelector selector, JsonNode expression) {
    String metric = selector.metric().orElseThrow();
    List<String> monitors = new ArrayList<>();
    expression.get("metrics").path(metric).forEach(monitor -> monitors.add(monitor.asText()));
    List<LabelMatcher> matchers =
        selector.matchers().stream()
            .filter(matcher -> !matcher.toString().equals(ANY))
            .filter(matcher -> !isName(matcher))
            .toList();
    return Fields.of("metric", metric)
        .with("asked", written(metric, matchers))
        .with(
            "matchers",
            matchers.stream()
                .map(one -> List.of(one.name(), one.op().written(), one.value()))
                .toList())
        .with("monitors", monitors);
  }

  private static String written(String metric, List<LabelMatcher> matchers) {
    return matchers.stream()
        .map(LabelMatcher::toString)
        .sorted()
        .collect(Collectors.joining(",", metric + "{", "}"));
  }

  private static boolean isName(LabelMatcher matcher) {
    return matcher.name().equals(LabelMatcher.METRIC_NAME) && matcher.op() == MatchOp.EQUAL;
  }

  private static String text(JsonNode expression, String field) {
    return expression.get(field).asText();
  }

  private AskedSelectors() {}
}
