package com.xtrading.platform.promql;

import java.util.List;
import java.util.Optional;

/** What may be put together, and the messages where it may not. */
final class Checks {

  private final Lexer lexer;

  Checks(Lexer lexer) {
    this.lexer = lexer;
  }

  /** The token that was read last is not what may stand there. */
  PromqlException found(String expected) {
    Token token = lexer.token;
    String shown =
        switch (token) {
          case END -> "the end";
          case TEXT -> "the string " + lexer.text();
          case NUMBER -> "the number " + lexer.text();
          case DURATION -> "the duration " + lexer.text();
          case NAME, METRIC_NAME -> "the name \"" + lexer.text() + "\"";
          default -> "\"" + lexer.text() + "\"";
        };
    return lexer.error(lexer.start, "found " + shown + ", " + expected);
  }

  PromqlException notEnabled(String feature) {
    return lexer.error(
        lexer.start,
        "found \"%s\", which Prometheus has only with the feature %s"
            .formatted(lexer.text(), feature));
  }

  void expect(Token wanted, String expected) {
    if (lexer.token != wanted) {
      throw found(expected);
    }
    lexer.advance();
  }

  /** A label in quotes, which is the token that was read last. */
  String labelName() {
    String name = Unquoting.of(lexer);
    if (name.isEmpty() || Texts.hasInvalidBytes(name)) {
      throw found("expected the name of a label");
    }
    return name;
  }

  void signed(Expr expr) {
    if (!isScalarOrVector(expr)) {
      throw wrong(expr, "a sign", "a scalar or an instant vector");
    }
  }

  void subquery(Expr expr) {
    if (expr.type() != ValueType.VECTOR) {
      throw wrong(expr, "a subquery", ValueType.VECTOR.shown());
    }
  }

  void offsetOnce(PromqlDuration before, int start) {
    if (!before.isZero()) {
      throw lexer.error(start, "found a second offset, expected one");
    }
  }

  void atOnce(Optional<AtModifier> before, int start) {
    if (before.isPresent()) {
      throw lexer.error(start, "found a second @, expected one");
    }
  }

  Call call(Call call) {
    FunctionSignature function = call.function();
    int count = call.arguments().size();
    if (count < function.least() || count > function.most()) {
      throw lexer.error(
          call.position().start(), wrongCount(count, function.name(), function.count()));
    }
    for (int index = 0; index < count; index++) {
      Expr argument = call.arguments().get(index);
      if (argument.type() != function.argument(index)) {
        throw wrong(argument, function.name(), function.argument(index).wanted());
      }
    }
    return call;
  }

  Aggregation aggregation(
      AggregationOperator operator,
      List<Expr> arguments,
      boolean without,
      List<String> labels,
      Position position) {
    int wanted = operator.parameter().isPresent() ? 2 : 1;
    if (arguments.size() != wanted) {
      throw lexer.error(
          position.start(),
          wrongCount(
              arguments.size(),
              operator.written(),
              wanted == 1 ? "1" : "2, the first of which is its parameter"));
    }
    Optional<Expr> parameter = operator.parameter().map(type -> arguments.get(0));
    if (parameter.isPresent() && parameter.get().type() != operator.parameter().get()) {
      throw wrong(parameter.get(), operator.written(), operator.parameter().get().shown());
    }
    Expr expr = arguments.get(wanted - 1);
    if (expr.type() != ValueType.VECTOR) {
      throw wrong(expr, operator.written(), ValueType.VECTOR.shown());
    }
    return new Aggregation(operator, parameter, expr, without, labels, position);
  }

  BinaryExpr binary(
      BinaryOperator operator,
      int at,
      Expr left,
      Expr right,
      boolean bool,
      Optional<VectorMatching> matching) {
    for (Expr side : List.of(left, right)) {
      if (!isScalarOrVector(side)) {
        throw wrong(side, "\"" + operator.written() + "\"", "a scalar or an instant vector");
      }
    }
    boolean scalars = left.type() == ValueType.SCALAR && right.type() == ValueType.SCALAR;
    boolean vectors = left.type() == ValueType.VECTOR && right.type() == ValueType.VECTOR;
    if (bool && !operator.isComparison()) {
      throw wrong(operator, at, "with bool, which only comparisons have");
    }
    if (scalars && operator.isComparison() && !bool) {
      throw wrong(
          operator, at, "between two scalars, expected \"" + operator.written() + " bool\"");
    }
    if (operator.isSet() && !vectors) {
      throw wrong(operator, at, "next to a scalar, expected instant vectors on both sides");
    }
    if (matching.isPresent()) {
      matching(operator, at, vectors, matching.get());
    }
    return new BinaryExpr(
        operator,
        left,
        right,
        bool,
        vectors ? Optional.of(completed(operator, matching)) : Optional.empty(),
        scalars ? ValueType.SCALAR : ValueType.VECTOR,
        new Position(left.position().start(), right.position().end()));
  }

  private void matching(BinaryOperator operator, int at, boolean vectors, VectorMatching matching) {
    if (!vectors && !matching.labels().isEmpty()) {
      throw wrong(operator, at, "with labels next to a scalar, expected none");
    }
    if (operator.isSet() && matching.isGrouped()) {
      throw wrong(operator, at, "with group_left or group_right, expected neither");
    }
    for (String label : matching.labels()) {
      if (matching.on() && matching.include().contains(label)) {
        throw wrong(
            operator,
            at,
            "with the label %s both in on and in group, expected one".formatted(label));
      }
    }
  }

  private static VectorMatching completed(
      BinaryOperator operator, Optional<VectorMatching> matching) {
    VectorMatching written = matching.orElse(VectorMatching.BY_ALL_LABELS);
    return operator.isSet() ? written.manyToMany() : written;
  }

  private PromqlException wrong(BinaryOperator operator, int at, String what) {
    return lexer.error(at, "found \"" + operator.written() + "\" " + what);
  }

  private PromqlException wrong(Expr expr, String whoWants, String wanted) {
    return lexer.error(
        expr.position().start(),
        "found %s for %s, expected %s".formatted(expr.type().shown(), whoWants, wanted));
  }

  private static String wrongCount(int count, String name, String wanted) {
    return "found %d argument%s for %s, expected %s"
        .formatted(count, count == 1 ? "" : "s", name, wanted);
  }

  private static boolean isScalarOrVector(Expr expr) {
    return expr.type() == ValueType.SCALAR || expr.type() == ValueType.VECTOR;
  }
}
