package com.xtrading.platform.coverage;

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
import com.xtrading.platform.promql.StringLiteral;
import com.xtrading.platform.promql.Subquery;
import com.xtrading.platform.promql.UnaryExpr;
import com.xtrading.platform.promql.VectorMatching;
import com.xtrading.platform.promql.VectorSelector;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which labels each part of an expression can have, from what is stored up to the result
 * (Prometheus 3, promql/engine.go).
 */
final class LabelFlow {

  /** Labels that a result may have. */
  record Labels(SortedSet<String> labels) {

    static final Labels NONE = new Labels(new TreeSet<>());

    Labels with(Collection<String> more) {
      SortedSet<String> all = new TreeSet<>(labels);
      all.addAll(more);
      return new Labels(all);
    }

    Labels only(Collection<String> kept) {
      SortedSet<String> some = new TreeSet<>(labels);
      some.retainAll(kept);
      return new Labels(some);
    }

    Labels without(Collection<String> gone) {
      SortedSet<String> some = new TreeSet<>(labels);
      some.removeAll(gone);
      return new Labels(some);
    }
  }

  private final MetricStore store;
  private final Labels result;
  private final Map<Expr, Labels> labels = new IdentityHashMap<>();
  private final Map<VectorSelector, List<StoredSeries>> found = new IdentityHashMap<>();

  LabelFlow(MetricStore store, Expr expression) {
    this.store = store;
    result = of(expression);
  }

  Labels result() {
    return result;
  }

  /** The labels of a part of the expression. */
  Labels at(Expr part) {
    return labels.get(part);
  }

  /** What a selector may find. */
  List<StoredSeries> found(VectorSelector selector) {
    return found.get(selector);
  }

  private Labels of(Expr expr) {
    Labels computed = compute(expr);
    labels.put(expr, computed);
    return computed;
  }

  private Labels compute(Expr expr) {
    if (expr instanceof VectorSelector selector) {
      return selected(selector);
    }
    if (expr instanceof MatrixSelector matrix) {
      return of(matrix.selector());
    }
    if (expr instanceof Subquery subquery) {
      return of(subquery.expr());
    }
    if (expr instanceof ParenExpr paren) {
      return of(paren.children().get(0));
    }
    if (expr instanceof UnaryExpr unary) {
      return of(unary.children().get(0));
    }
    if (expr instanceof Aggregation aggregation) {
      return aggregated(aggregation);
    }
    if (expr instanceof BinaryExpr binary) {
      return combined(binary);
    }
    return expr instanceof Call call ? called(call) : Labels.NONE;
  }

  private Labels selected(VectorSelector selector) {
    List<StoredSeries> series = new ArrayList<>();
    selector
        .metric()
        .ifPresent(
            name ->
                store.series(name).stream()
                    .filter(one -> selector.matchers().stream().allMatch(m -> meets(one, m)))
                    .forEach(series::add));
    found.put(selector, series);
    SortedSet<String> all = new TreeSet<>();
    series.forEach(one -> all.addAll(one.labels().keySet()));
    return new Labels(all);
  }

  static boolean meets(StoredSeries series, LabelMatcher matcher) {
    return matcher.name().equals(LabelMatcher.METRIC_NAME) || series.mayMeet(matcher);
  }

  private Labels aggregated(Aggregation aggregation) {
    aggregation.parameter().ifPresent(this::of);
    Labels inner = of(aggregation.expr());
    boolean keeps =
        aggregation.operator() == AggregationOperator.TOPK
            || aggregation.operator() == AggregationOperator.BOTTOMK;
    Labels grouped =
        keeps
            ? inner
            : aggregation.without()
                ? inner.without(aggregation.labels())
                : inner.only(aggregation.labels());
    return aggregation.operator() == AggregationOperator.COUNT_VALUES
            && aggregation.parameter().orElseThrow() instanceof StringLiteral label
        ? grouped.with(List.of(label.value()))
        : grouped;
  }

  private Labels combined(BinaryExpr binary) {
    Labels left = of(binary.left());
    Labels right = of(binary.right());
    if (binary.matching().isEmpty()) {
      return left.with(right.labels());
    }
    if (binary.operator() == BinaryOperator.OR) {
      return left.with(right.labels());
    }
    if (binary.operator().isSet()) {
      return left;
    }
    VectorMatching matching = binary.matching().get();
    return switch (matching.cardinality()) {
      case MANY_TO_ONE -> left.with(right.only(matching.include()).labels());
      case ONE_TO_MANY -> right.with(left.only(matching.include()).labels());
      case ONE_TO_ONE, MANY_TO_MANY ->
          matching.on() ? left.only(matching.labels()) : left.without(matching.labels());
    };
  }

  private Labels called(Call call) {
    List<Labels> arguments = new ArrayList<>();
    call.arguments().forEach(argument -> arguments.add(of(argument)));
    Labels all = Labels.NONE;
    for (Labels argument : arguments) {
      all = all.with(argument.labels());
    }
    return switch (call.function().name()) {
      case "absent", "absent_over_time" -> new Labels(fixed(call.arguments().get(0)));
      case "histogram_quantile" -> all.without(List.of("le"));
      case "label_replace", "label_join" ->
          call.arguments().get(1) instanceof StringLiteral label
              ? all.with(List.of(label.value()))
              : all;
      case "scalar", "vector", "time" -> Labels.NONE;
      default -> all;
    };
  }

  /** What {@code absent} says is not there: labels that one matcher alone fixes. */
  private static SortedSet<String> fixed(Expr argument) {
    SortedSet<String> fixed = new TreeSet<>();
    Expr selected = argument instanceof MatrixSelector matrix ? matrix.selector() : argument;
    if (selected instanceof VectorSelector selector) {
      Set<String> seen = new HashSet<>();
      for (LabelMatcher matcher : selector.matchers()) {
        if (!seen.add(matcher.name())) {
          fixed.remove(matcher.name());
        } else if (matcher.op() == MatchOp.EQUAL
            && !matcher.name().equals(LabelMatcher.METRIC_NAME)) {
          fixed.add(matcher.name());
        }
      }
    }
    return fixed;
  }
}
