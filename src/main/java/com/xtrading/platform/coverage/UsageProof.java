package com.xtrading.platform.coverage;

import com.xtrading.platform.metric.MetricType;
import com.xtrading.platform.promql.Aggregation;
import com.xtrading.platform.promql.AggregationOperator;
import com.xtrading.platform.promql.BinaryExpr;
import com.xtrading.platform.promql.Call;
import com.xtrading.platform.promql.Expr;
import com.xtrading.platform.promql.MatrixSelector;
import com.xtrading.platform.promql.VectorSelector;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether metrics are used as their types want, over as much time as is there. */
final class UsageProof {

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

  private final LabelFlow flow;
  private final Duration retention;
  private final WatchedExpression.Use use;
  private final Gaps gaps;

  UsageProof(LabelFlow flow, Duration retention, WatchedExpression.Use use, Gaps gaps) {
    this.flow = flow;
    this.retention = retention;
    this.use = use;
    this.gaps = gaps;
  }

  void counters(VectorSelector selector, Optional<Expr> parent) {
    List<StoredSeries> series = flow.found(selector);
    if (series.isEmpty() || use == WatchedExpression.Use.VARIABLE) {
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
      gaps.add(
          selector,
          "%s is a counter, which only grows until its program is started anew".formatted(name),
          "put it in rate(…) or increase(…)");
    }
    boolean isGauge = series.stream().allMatch(one -> one.type() == MetricType.GAUGE);
    if (isGauge && RATES.contains(function)) {
      gaps.add(
          selector,
          "%s is a gauge, of which %s takes every fall for a new start".formatted(name, function),
          "use deriv(…) or delta(…)");
    }
  }

  void window(MatrixSelector matrix, Optional<Expr> parent) {
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
                gaps.add(
                    matrix,
                    "[%s] holds less than %d scrapes, of which there is one in %d s"
                        .formatted(matrix.range(), SCRAPES, interval.toSeconds()),
                    "take at least %d s".formatted(SCRAPES * interval.toSeconds())));
  }

  void within(Expr expr, long millis) {
    if (millis > retention.toMillis()) {
      gaps.add(
          expr,
          "it looks back %d h, and samples are kept for %d h"
              .formatted(Duration.ofMillis(millis).toHours(), retention.toHours()),
          "shorten it, or raise monitoring.retention");
    }
  }
}
