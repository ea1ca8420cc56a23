package com.xtrading.platform.coverage;

import com.xtrading.platform.promql.Aggregation;
import com.xtrading.platform.promql.BinaryExpr;
import com.xtrading.platform.promql.Call;
import com.xtrading.platform.promql.Expr;
import com.xtrading.platform.promql.MatrixSelector;
import com.xtrading.platform.promql.ParenExpr;
import com.xtrading.platform.promql.Promql;
import com.xtrading.platform.promql.PromqlException;
import com.xtrading.platform.promql.Subquery;
import com.xtrading.platform.promql.VectorSelector;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Holds one expression against what is stored, part by part. */
final class ExpressionProof {

  private final SelectorProof selectors;
  private final UsageProof usage;
  private final LabelProof labels;

  private ExpressionProof(SelectorProof selectors, UsageProof usage, LabelProof labels) {
    this.selectors = selectors;
    this.usage = usage;
    this.labels = labels;
  }

  static List<Gap> gaps(MetricStore store, Duration retention, WatchedExpression watched) {
    Gaps gaps = new Gaps(watched);
    Expr expression;
    try {
      expression = Promql.parse(Variables.fill(watched.text()));
    } catch (PromqlException e) {
      gaps.add(e.column(), "Prometheus would refuse it: " + e.problem(), "correct the expression");
      return gaps.list();
    }
    LabelFlow flow = new LabelFlow(store, expression);
    LabelProof labels = new LabelProof(flow, watched, gaps);
    new ExpressionProof(
            new SelectorProof(store, flow, expression, gaps),
            new UsageProof(flow, retention, watched.use(), gaps),
            labels)
        .visit(expression, Optional.empty());
    if (gaps.list().isEmpty()) {
      labels.told(expression);
    }
    return gaps.list();
  }

  /**
   * @param parent what uses the value, parentheses apart
   */
  private void visit(Expr expr, Optional<Expr> parent) {
    if (expr instanceof VectorSelector selector) {
      selectors.check(selector);
      usage.counters(selector, parent);
      usage.within(selector, selector.offset().millis());
    } else if (expr instanceof MatrixSelector matrix) {
      selectors.check(matrix.selector());
      usage.counters(matrix.selector(), parent);
      usage.window(matrix, parent);
      return;
    } else if (expr instanceof Subquery subquery) {
      usage.within(subquery, subquery.range().millis() + subquery.offset().millis());
    } else if (expr instanceof Aggregation aggregation) {
      labels.grouped(aggregation);
    } else if (expr instanceof BinaryExpr binary) {
      labels.matched(binary);
    } else if (expr instanceof Call call) {
      labels.quantile(call);
    }
    Optional<Expr> above =
        expr instanceof ParenExpr || expr instanceof VectorSelector ? parent : Optional.of(expr);
    expr.children().forEach(child -> visit(child, above));
  }
}
