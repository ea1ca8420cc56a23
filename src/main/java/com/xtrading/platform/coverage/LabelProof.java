package com.xtrading.platform.coverage;

import com.xtrading.platform.model.Suggestion;
import com.xtrading.platform.promql.Aggregation;
import com.xtrading.platform.promql.AggregationOperator;
import com.xtrading.platform.promql.BinaryExpr;
import com.xtrading.platform.promql.Call;
import com.xtrading.platform.promql.Expr;
import com.xtrading.platform.promql.ParenExpr;
import com.xtrading.platform.promql.ValueType;
import com.xtrading.platform.promql.VectorMatching;
import com.xtrading.platform.promql.VectorSelector;
import java.util.SortedSet;
import java.util.TreeSet;

/** Whether the labels by which something is grouped, matched and told are there. */
final class LabelProof {

  private final LabelFlow flow;
  private final WatchedExpression watched;
  private final Gaps gaps;

  LabelProof(LabelFlow flow, WatchedExpression watched, Gaps gaps) {
    this.flow = flow;
    this.watched = watched;
    this.gaps = gaps;
  }

  void grouped(Aggregation aggregation) {
    if (aggregation.without() || isUnknown(aggregation.expr())) {
      return;
    }
    SortedSet<String> there = flow.at(aggregation.expr()).labels();
    for (String label : aggregation.labels()) {
      if (!there.contains(label)) {
        gaps.add(
            aggregation,
            "it groups by %s, which what is in it does not have".formatted(label),
            there.contains("exported_" + label)
                ? "write exported_%s, as it is renamed when it is scraped".formatted(label)
                : there.isEmpty() ? "leave it out" : "use one of " + Suggestion.list(there));
      }
    }
  }

  void matched(BinaryExpr binary) {
    if (binary.matching().isEmpty() || isUnknown(binary.left()) || isUnknown(binary.right())) {
      return;
    }
    VectorMatching matching = binary.matching().get();
    SortedSet<String> left = flow.at(binary.left()).labels();
    SortedSet<String> right = flow.at(binary.right()).labels();
    if (matching.on()) {
      for (String label : matching.labels()) {
        if (!left.contains(label) || !right.contains(label)) {
          gaps.add(
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
        gaps.add(
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
          .allMatch(LabelProof::isGrouped);
    }
    return expr instanceof Aggregation aggregation && !aggregation.without();
  }

  void quantile(Call call) {
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
      gaps.add(
          call,
          "it takes a quantile of each series by itself, and not of all of them together",
          "sum the rates of the buckets by le and by what is told apart");
    }
  }

  void told(Expr expression) {
    if (isUnknown(expression)) {
      return;
    }
    SortedSet<String> labels = flow.result().labels();
    for (String label : watched.told()) {
      if (!labels.contains(label)) {
        gaps.add(
            expression,
            "people are told the label %s, which the result does not have".formatted(label),
            watched.given().containsKey(label)
                ? "labels of the rule itself are empty in its texts; write the value"
                : labels.isEmpty() ? "leave it out" : "use one of " + Suggestion.list(labels));
      }
    }
  }

  /** Whether nothing is known of what it finds: a gap of its own says so, or it names no metric. */
  private boolean isUnknown(Expr expr) {
    return expr instanceof VectorSelector selector
        ? flow.found(selector).isEmpty()
        : expr.children().stream().anyMatch(this::isUnknown);
  }
}
