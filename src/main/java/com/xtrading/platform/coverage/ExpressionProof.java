package com.xtrading.platform.coverage;

import com.xtrading.platform.metric.MetricSet;
import com.xtrading.platform.metric.MetricType;
import com.xtrading.platform.metric.StoredBound;
import com.xtrading.platform.model.Suggestion;
import com.xtrading.platform.promql.Aggregation;
import com.xtrading.platform.promql.AggregationOperator;
import com.xtrading.platform.promql.BinaryExpr;
import com.xtrading.platform.promql.BinaryOperator;
import com.xtrading.platform.promql.Call;
import com.xtrading.platform.promql.Expr;
import com.xtrading.platform.promql.LabelMatcher;
import com.xtrading.platform.promql.MatchOp;
import com.xtrading.platform.promql.MatrixSelector;
import com.xtrading.platform.promql.ParenExpr;
import com.xtrading.platform.promql.Promql;
import com.xtrading.platform.promql.PromqlException;
import com.xtrading.platform.promql.Subquery;
import com.xtrading.platform.promql.ValueType;
import com.xtrading.platform.promql.VectorMatching;
import com.xtrading.platform.promql.VectorSelector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Holds one expression against what is stored. */
final class ExpressionProof {

  /** What makes of a counter how fast it grows, or says only whether it is there. */
  private static final Set<String> FOR_COUNTERS =
      Set.of(
          "absent",
          "absent_over_time",
          "changes",
          "count_over_time",
          "increase",
          "irate",
          "present_over_time",
          "rate",
          "resets",
          "timestamp");

  private static final Set<String> RATES = Set.of("increase", "irate", "rate");

  /** Below four scrapes a rate has gaps as soon as one of them fails. */
  private static final int SCRAPES = 4;

  private final MetricStore store;
  private final Duration retention;
  private final WatchedExpression watched;
  private final List<Gap> gaps = new ArrayList<>();

  /** What {@code unless} leaves out: that there is nothing of it is no gap. */
  private final Set<Expr> exclusions = Collections.newSetFromMap(new IdentityHashMap<>());

  private LabelFlow flow;

  ExpressionProof(MetricStore store, Duration retention, WatchedExpression watched) {
    this.store = store;
    this.retention = retention;
    this.watched = watched;
  }

  List<Gap> gaps() {
    Expr expression;
    try {
      expression = Promql.parse(Variables.fill(watched.text()));
    } catch (PromqlException e) {
      gaps.add(
          new Gap(
              watched,
              e.column(),
              "Prometheus would refuse it: " + e.problem(),
              "correct the expression"));
      return gaps;
    }
    flow = new LabelFlow(store, expression);
    expression.walk(
        (part, parents) -> {
          if (part instanceof BinaryExpr binary && binary.operator() == BinaryOperator.UNLESS) {
            binary.right().walk((excluded, above) -> exclusions.add(excluded));
          }
        });
    visit(expression, Optional.empty());
    if (gaps.isEmpty()) {
      told(expression);
    }
    return gaps;
  }

  private void visit(Expr expr, Optional<Expr> parent) {
    if (expr instanceof VectorSelector selector) {
      selector(selector);
      counters(selector, parent);
      within(selector, selector.offset().millis());
    } else if (expr instanceof MatrixSelector matrix) {
      selector(matrix.selector());
      counters(matrix.selector(), parent);
      window(matrix, parent);
      return;
    } else if (expr instanceof Subquery subquery) {
      within(subquery, subquery.range().millis() + subquery.offset().millis());
    } else if (expr instanceof Aggregation aggregation) {
      grouped(aggregation);
    } else if (expr instanceof BinaryExpr binary) {
      matched(binary);
    } else if (expr instanceof Call call) {
      quantile(call);
    }
    Optional<Expr> above =
        expr instanceof ParenExpr || expr instanceof VectorSelector ? parent : Optional.of(expr);
    expr.children().forEach(child -> visit(child, above));
  }

  private void selector(VectorSelector selector) {
    Optional<String> metric = selector.metric();
    if (metric.isEmpty()) {
      return;
    }
    String name = metric.get();
    List<StoredSeries> stored = store.series(name);
    if (stored.isEmpty()) {
      unknown(selector, name);
      return;
    }
    if (flow.found(selector).isEmpty()) {
      if (!exclusions.contains(selector)) {
        unmet(selector, name, stored);
      }
      return;
    }
    for (LabelMatcher matcher : selector.matchers()) {
      bound(selector, name, matcher);
    }
    List<Scrape> scraped =
        flow.found(selector).stream().flatMap(one -> one.scrape().stream()).toList();
    if (!scraped.isEmpty() && scraped.stream().noneMatch(Scrape::reached)) {
      gap(
          selector,
          "no network policy lets Prometheus reach where %s is exported (%s)"
              .formatted(name, scraped.get(0).from()),
          "open the port to Prometheus, as declared metrics are");
    }
  }

  private void unknown(VectorSelector selector, String name) {
    Optional<Scrape> dropping = store.dropping(name);
    List<MetricSet> exporting = MetricStore.exporting(name);
    if (dropping.isPresent()) {
      gap(
          selector,
          "%s throws %s away".formatted(dropping.get().from(), name),
          "keep it there, or use another metric");
    } else if (!exporting.isEmpty()) {
      gap(
          selector,
          "%s comes from %s, which nothing here scrapes".formatted(name, exporting.get(0)),
          "declare the metrics of that component, or leave the expression out where it is not");
    } else {
      gap(
          selector,
          "nobody exports or records %s".formatted(name),
          Suggestion.of(name, store.names())
              .map(near -> "write " + near)
              .orElse("use a metric of the catalogue, or add it with its source"));
    }
  }

  /** Says which condition nothing meets. */
  private void unmet(VectorSelector selector, String name, List<StoredSeries> stored) {
    for (LabelMatcher matcher : selector.matchers()) {
      if (stored.stream().noneMatch(one -> LabelFlow.meets(one, matcher))) {
        SortedSet<String> labels = new TreeSet<>();
        SortedSet<String> values = new TreeSet<>();
        stored.forEach(
            one -> {
              labels.addAll(one.labels().keySet());
              Optional.ofNullable(one.labels().get(matcher.name()))
                  .flatMap(value -> value)
                  .ifPresent(values::add);
            });
        if (values.isEmpty()) {
          gap(
              selector,
              "%s has no label %s".formatted(name, matcher.name()),
              labels.contains("exported_" + matcher.name())
                  ? "write exported_%s, as it is renamed when it is scraped"
                      .formatted(matcher.name())
                  : "use one of " + Suggestion.list(labels));
        } else {
          gap(
              selector,
              "no series of %s meets %s".formatted(name, matcher),
              "%s is %s".formatted(matcher.name(), Suggestion.list(values)));
        }
        return;
      }
    }
    gap(
        selector,
        "no series of %s meets all of %s".formatted(name, selector.matchers()),
        "they come from different places; ask for one of them");
  }

  /**
   * Prometheus 3 stores bounds of buckets as numbers with a point (scrape, "le" and "quantile").
   */
  private void bound(VectorSelector selector, String name, LabelMatcher matcher) {
    boolean isBound =
        matcher.name().equals("le") && name.endsWith("_bucket")
            || matcher.name().equals("quantile");
    if (isBound && matcher.op() == MatchOp.EQUAL) {
      StoredBound.of(matcher.value())
          .filter(bound -> !bound.equals(matcher.value()))
          .ifPresent(
              bound ->
                  gap(
                      selector,
                      "%s never matches: Prometheus stores the bound as \"%s\""
                          .formatted(matcher, bound),
                      "write %s=\"%s\"".formatted(matcher.name(), bound)));
    }
  }

  private void counters(VectorSelector selector, Optional<Expr> parent) {
    List<StoredSeries> series = flow.found(selector);
    if (series.isEmpty() || watched.use() == WatchedExpression.Use.VARIABLE) {
      return;
    }
    String name = selector.metric().orElse("");
    String function =
        parent.filter(Call.class::isInstance).map(Call.class::cast).stream()
            .map(call -> call.function().name())
            .findFirst()
            .orElse("");
    boolean counts = series.stream().allMatch(one -> one.type() == MetricType.COUNTER);
    boolean isCounted =
        parent
            .filter(Aggregation.class::isInstance)
            .map(Aggregation.class::cast)
            .filter(
                above ->
                    above.operator() == AggregationOperator.COUNT
                        || above.operator() == AggregationOperator.GROUP)
            .isPresent();
    boolean isOnlyThere =
        parent
            .filter(BinaryExpr.class::isInstance)
            .map(BinaryExpr.class::cast)
            .filter(above -> above.operator().isSet() && above.right() == selector)
            .isPresent();
    if (counts && !FOR_COUNTERS.contains(function) && !isCounted && !isOnlyThere) {
      gap(
          selector,
          "%s is a counter, which only grows until its program is started anew".formatted(name),
          "put it in rate(…) or increase(…)");
    }
    boolean isGauge = series.stream().allMatch(one -> one.type() == MetricType.GAUGE);
    if (isGauge && RATES.contains(function)) {
      gap(
          selector,
          "%s is a gauge, of which %s takes every fall for a new start".formatted(name, function),
          "use deriv(…) or delta(…)");
    }
  }

  private void window(MatrixSelector matrix, Optional<Expr> parent) {
    long range = matrix.range().millis();
    within(matrix, range + matrix.selector().offset().millis());
    boolean isRate =
        parent
            .filter(Call.class::isInstance)
            .map(Call.class::cast)
            .filter(call -> RATES.contains(call.function().name()))
            .isPresent();
    if (!isRate) {
      return;
    }
    flow.found(matrix.selector()).stream()
        .flatMap(one -> one.scrape().stream())
        .map(Scrape::interval)
        .max(Duration::compareTo)
        .filter(interval -> range < SCRAPES * interval.toMillis())
        .ifPresent(
            interval ->
                gap(
                    matrix,
                    "[%s] holds less than %d scrapes, of which there is one in %d s"
                        .formatted(matrix.range(), SCRAPES, interval.toSeconds()),
                    "take at least %d s".formatted(SCRAPES * interval.toSeconds())));
  }

  private void within(Expr expr, long millis) {
    if (millis > retention.toMillis()) {
      gap(
          expr,
          "it looks back %d h, and samples are kept for %d h"
              .formatted(Duration.ofMillis(millis).toHours(), retention.toHours()),
          "shorten it, or raise monitoring.retention");
    }
  }

  private void grouped(Aggregation aggregation) {
    if (aggregation.without() || isUnknown(aggregation.expr())) {
      return;
    }
    SortedSet<String> there = flow.at(aggregation.expr()).labels();
    for (String label : aggregation.labels()) {
      if (!there.contains(label)) {
        gap(
            aggregation,
            "it groups by %s, which what is in it does not have".formatted(label),
            there.contains("exported_" + label)
                ? "write exported_%s, as it is renamed when it is scraped".formatted(label)
                : there.isEmpty() ? "leave it out" : "use one of " + Suggestion.list(there));
      }
    }
  }

  private void matched(BinaryExpr binary) {
    if (binary.matching().isEmpty() || isUnknown(binary.left()) || isUnknown(binary.right())) {
      return;
    }
    VectorMatching matching = binary.matching().get();
    SortedSet<String> left = flow.at(binary.left()).labels();
    SortedSet<String> right = flow.at(binary.right()).labels();
    if (matching.on()) {
      for (String label : matching.labels()) {
        if (!left.contains(label) || !right.contains(label)) {
          gap(
              binary,
              "%s matches on %s, which its %s side does not have"
                  .formatted(
                      binary.operator().written(), label, left.contains(label) ? "right" : "left"),
              "match on labels of both sides");
        }
      }
    } else if (isGrouped(binary.left()) && isGrouped(binary.right())) {
      SortedSet<String> some = new TreeSet<>(left);
      some.removeAll(matching.labels());
      SortedSet<String> others = new TreeSet<>(right);
      others.removeAll(matching.labels());
      if (!some.equals(others) && !matching.isGrouped()) {
        gap(
            binary,
            "the sides of %s never meet: one has the labels %s, the other %s"
                .formatted(binary.operator().written(), some, others),
            "group both by the same labels, or say on(…)");
      }
    }
  }

  /** Whether exactly the labels are known that its results have. */
  private static boolean isGrouped(Expr expr) {
    if (expr instanceof ParenExpr || expr instanceof BinaryExpr) {
      return expr.children().stream()
          .filter(child -> child.type() == ValueType.VECTOR)
          .allMatch(ExpressionProof::isGrouped);
    }
    return expr instanceof Aggregation aggregation && !aggregation.without();
  }

  private void quantile(Call call) {
    if (!call.function().name().equals("histogram_quantile")) {
      return;
    }
    Expr buckets = call.arguments().get(1);
    while (buckets instanceof ParenExpr) {
      buckets = buckets.children().get(0);
    }
    boolean byBound =
        buckets instanceof Aggregation sum
            && sum.operator() == AggregationOperator.SUM
            && (sum.without() ? !sum.labels().contains("le") : sum.labels().contains("le"));
    if (!byBound && !isUnknown(buckets)) {
      gap(
          call,
          "it takes a quantile of each series by itself, and not of all of them together",
          "sum the rates of the buckets by le and by what is told apart");
    }
  }

  /** Whether nothing is known of what it finds: a gap of its own says so, or it names no metric. */
  private boolean isUnknown(Expr expr) {
    return expr instanceof VectorSelector selector
        ? flow.found(selector).isEmpty()
        : expr.children().stream().anyMatch(this::isUnknown);
  }

  private void told(Expr expression) {
    if (isUnknown(expression)) {
      return;
    }
    SortedSet<String> labels = flow.result().labels();
    for (String label : watched.told()) {
      if (!labels.contains(label)) {
        gap(
            expression,
            "people are told the label %s, which the result does not have".formatted(label),
            watched.given().containsKey(label)
                ? "labels of the rule itself are empty in its texts; write the value"
                : labels.isEmpty() ? "leave it out" : "use one of " + Suggestion.list(labels));
      }
    }
  }

  private void gap(Expr at, String problem, String change) {
    gaps.add(new Gap(watched, at.position().start() + 1, problem, change));
  }
}
