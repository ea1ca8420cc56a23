package com.xtrading.platform.dashboard;

import com.xtrading.platform.dashboard.PromQl.Form;
import com.xtrading.platform.model.InvalidValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What queries of a panel must be, so that it shows something that can be read. */
final class PanelChecks {

  private static final Pattern GROUPING = Pattern.compile("\\bby\\s*\\(([^)]*)\\)");
  private static final Pattern JOINED = Pattern.compile("\\bgroup_(?:left|right)\\s*\\(([^)]*)\\)");
  private static final Pattern KEEPS_OTHERS = Pattern.compile("\\bwithout\\s*\\(");
  private static final Pattern ADDED = Pattern.compile("label_(?:replace|join)\\(");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{ ?(\\w+) ?}}");
  private static final Pattern FIXED_RATE = Pattern.compile("\\bi?rate\\([^\\[]*\\[(\\d[^]]*)]");

  /** Values of labels, which may hold anything. */
  private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");

  /** Grafana names queries by the letters of the alphabet. */
  private static final int MOST = 26;

  /** The queries, which are of one form. */
  static List<PromQl> queries(Frame frame, List<PromQl> queries, Form form) {
    if (queries.isEmpty() || queries.size() > MOST) {
      throw new InvalidValue(
          "panel \"%s\" has %d queries".formatted(frame.title(), queries.size()),
          "1 to %d".formatted(MOST),
          queries.isEmpty() ? "give it a query" : "make two panels of it");
    }
    for (PromQl query : queries) {
      if (query.form() != form) {
        throw new InvalidValue(
            "panel \"%s\" asks %s".formatted(frame.title(), said(query.form())),
            said(form),
            "use PromQl.%s for it".formatted(form == Form.RANGE ? "range" : "instant"));
      }
      requireOwnStep(frame, query);
      requireLabels(frame, query);
    }
    return List.copyOf(queries);
  }

  /** Every line has a name, and no two queries give the same. */
  static void requireLegends(Frame frame, List<PromQl> queries) {
    Set<String> legends = new HashSet<>();
    for (PromQl query : queries) {
      if (query.legend().isBlank()) {
        throw new InvalidValue(
            "a line of panel \"%s\" has no legend".formatted(frame.title()),
            "text and {{label}}",
            "name the line, by the labels that its expression keeps");
      }
      if (!legends.add(query.legend())) {
        throw new InvalidValue(
            "two queries of panel \"%s\" have the legend \"%s\""
                .formatted(frame.title(), query.legend()),
            "a legend of its own for each query",
            "add a word that tells them apart");
      }
    }
  }

  /** Labels by which an expression groups, at whatever depth. */
  static Set<String> grouped(String expression) {
    return labels(GROUPING, expression);
  }

  /** A fixed range is too short where a line is drawn over days, and too long over minutes. */
  private static void requireOwnStep(Frame frame, PromQl query) {
    FIXED_RATE
        .matcher(unquoted(query.expression()))
        .results()
        .map(match -> match.group(1))
        .filter(range -> query.form() == Form.RANGE)
        .findFirst()
        .ifPresent(
            range -> {
              throw new InvalidValue(
                  "panel \"%s\" takes the rate over [%s]".formatted(frame.title(), range),
                  "[$__rate_interval]",
                  "let Grafana choose the range, which depends on the time that is shown");
            });
  }

  /** A placeholder whose label the expression has dropped is shown as nothing. */
  private static void requireLabels(Frame frame, PromQl query) {
    Set<String> kept = grouped(query.expression());
    if (kept.isEmpty()
        || KEEPS_OTHERS.matcher(unquoted(query.expression())).find()
        || ADDED.matcher(query.expression()).find()) {
      return;
    }
    kept.addAll(labels(JOINED, query.expression()));
    PLACEHOLDER
        .matcher(query.legend())
        .results()
        .map(match -> match.group(1))
        .filter(label -> !kept.contains(label))
        .findFirst()
        .ifPresent(
            label -> {
              throw new InvalidValue(
                  "the legend of panel \"%s\" shows {{%s}}, which its expression drops"
                      .formatted(frame.title(), label),
                  "labels that it groups by: " + String.join(", ", kept),
                  "group by %s too, or take it out of the legend".formatted(label));
            });
  }

  private static Set<String> labels(Pattern pattern, String expression) {
    return pattern
        .matcher(unquoted(expression))
        .results()
        .map((MatchResult match) -> match.group(1))
        .flatMap(list -> Pattern.compile("[\\s,]+").splitAsStream(list.strip()))
        .filter(label -> !label.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String unquoted(String expression) {
    return QUOTED.matcher(expression).replaceAll("\"\"");
  }

  private static String said(Form form) {
    return switch (form) {
      case RANGE -> "over time";
      case INSTANT -> "for now";
    };
  }

  private PanelChecks() {}
}
