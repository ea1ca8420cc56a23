package com.xtrading.platform.promql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * The normal form of an expression, letter by letter that of Prometheus: one line, matchers sorted,
 * modifiers behind what they modify, parentheses as they were written. Prometheus reads it as the
 * same expression, unless a range or an offset in it is no number of milliseconds.
 */
public final class Printer {

  private final StringBuilder out = new StringBuilder();

  private Printer() {}

  public static String print(Expr expr) {
    Printer printer = new Printer();
    printer.expr(expr);
    return printer.out.toString();
  }

  private void expr(Expr expr) {
    if (expr instanceof VectorSelector selector) {
      selector(selector);
      modifiers(selector.at(), selector.offset());
    } else if (expr instanceof MatrixSelector matrix) {
      selector(matrix.selector());
      out.append('[').append(matrix.range()).append(']');
      modifiers(matrix.selector().at(), matrix.selector().offset());
    } else if (expr instanceof BinaryExpr binary) {
      binary(binary);
    } else if (expr instanceof Call call) {
      out.append(call.function().name()).append('(');
      list(call.arguments());
      out.append(')');
    } else if (expr instanceof Aggregation aggregation) {
      aggregation(aggregation);
    } else if (expr instanceof NumberLiteral number) {
      out.append(number(number));
    } else if (expr instanceof StringLiteral string) {
      out.append(Texts.quoted(string.value()));
    } else if (expr instanceof Subquery subquery) {
      expr(subquery.expr());
      out.append('[').append(subquery.range()).append(':');
      subquery.step().ifPresent(out::append);
      out.append(']');
      modifiers(subquery.at(), subquery.offset());
    } else if (expr instanceof ParenExpr paren) {
      out.append('(');
      expr(paren.expr());
      out.append(')');
    } else if (expr instanceof UnaryExpr unary) {
      out.append(unary.negates() ? '-' : '+');
      expr(unary.expr());
    }
  }

  private static String number(NumberLiteral number) {
    if (!number.duration()) {
      return Texts.number(number.value());
    }
    boolean below = number.value() < 0;
    double seconds = below ? -number.value() : number.value();
    return (below ? "-" : "") + new PromqlDuration(Arithmetic.toLong(seconds * 1e9));
  }

  private void selector(VectorSelector selector) {
    selector.name().ifPresent(out::append);
    List<LabelMatcher> matchers = selector.matchers();
    if (!matchers.isEmpty()) {
      out.append('{');
      if (matchers.size() == 1) {
        out.append(matchers.get(0));
      } else {
        out.append(
            String.join(
                ",",
                matchers.stream().map(LabelMatcher::toString).sorted(Texts.BY_BYTES).toList()));
      }
      out.append('}');
    }
  }

  private void modifiers(Optional<AtModifier> at, PromqlDuration offset) {
    at.ifPresent(time -> out.append(" @ ").append(time));
    if (!offset.isZero()) {
      out.append(" offset ");
      if (offset.nanos() < 0) {
        out.append('-').append(offset.negated());
      } else {
        out.append(offset);
      }
    }
  }

  private void aggregation(Aggregation aggregation) {
    out.append(aggregation.operator().written());
    if (aggregation.without() || !aggregation.labels().isEmpty()) {
      out.append(aggregation.without() ? " without (" : " by (");
      labels(aggregation.labels());
      out.append(") ");
    }
    out.append('(');
    list(aggregation.children());
    out.append(')');
  }

  /** Long chains lean to the left, so that side is followed without recursion. */
  private void binary(BinaryExpr binary) {
    Deque<BinaryExpr> chain = new ArrayDeque<>();
    Expr first = binary;
    while (first instanceof BinaryExpr next) {
      chain.push(next);
      first = next.left();
    }
    expr(first);
    for (BinaryExpr next : chain) {
      out.append(' ').append(next.operator().written());
      if (next.returnsBool()) {
        out.append(" bool");
      }
      next.matching().ifPresent(this::matching);
      out.append(' ');
      expr(next.right());
    }
  }

  private void matching(VectorMatching matching) {
    if (matching.on() || !matching.labels().isEmpty() || matching.isGrouped()) {
      out.append(matching.on() ? " on (" : " ignoring (");
      labels(matching.labels());
      out.append(')');
    }
    if (matching.isGrouped()) {
      boolean left = matching.cardinality() == VectorMatching.Cardinality.MANY_TO_ONE;
      out.append(left ? " group_left (" : " group_right (");
      labels(matching.include());
      out.append(')');
    }
  }

  private void labels(List<String> labels) {
    for (Iterator<String> each = labels.iterator(); each.hasNext(); ) {
      out.append(Texts.name(each.next()));
      if (each.hasNext()) {
        out.append(", ");
      }
    }
  }

  private void list(List<Expr> expressions) {
    for (Iterator<Expr> each = expressions.iterator(); each.hasNext(); ) {
      expr(each.next());
      if (each.hasNext()) {
        out.append(", ");
      }
    }
  }
}
