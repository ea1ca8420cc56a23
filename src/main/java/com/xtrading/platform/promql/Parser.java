package com.xtrading.platform.promql;

import com.xtrading.platform.model.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads an expression by the precedence of its operators, and checks each part once it is read. */
final class Parser {

  /** Levels of nesting, of parentheses, arguments, signs and powers together. */
  static final int DEEPEST = 300;

  private static final String OPERAND = "expected a metric, a number, a function or \"(\"";

  private final Lexer lexer;
  private final Selectors selectors;
  private final Checks checks;
  private int depth;

  Parser(String text) {
    lexer = new Lexer(text);
    checks = new Checks(lexer);
    selectors = new Selectors(lexer, checks);
  }

  Expr parse() {
    lexer.advance();
    if (lexer.token == Token.END) {
      throw lexer.error(lexer.start, "found nothing, expected an expression");
    }
    Expr expr = expression(1);
    if (lexer.token != Token.END) {
      throw checks.found("expected an operator or the end");
    }
    return expr;
  }

  /** An operand, and all operators behind it that bind at least that tight. */
  private Expr expression(int least) {
    if (++depth > DEEPEST) {
      throw lexer.error(
          lexer.start, "found more than %d levels of nesting, expected fewer".formatted(DEEPEST));
    }
    Expr left = operand();
    while (true) {
      BinaryOperator operator = lexer.token.binary;
      if (operator == null || operator.precedence() < least) {
        depth--;
        return left;
      }
      int start = lexer.start;
      lexer.advance();
      boolean bool = lexer.token == Token.BOOL;
      if (bool) {
        lexer.advance();
      }
      Optional<VectorMatching> matching = matching();
      int tighter = operator.isRightAssociative() ? 0 : 1;
      Expr right = expression(operator.precedence() + tighter);
      left = checks.binary(operator, start, left, right, bool, matching);
    }
  }

  private Optional<VectorMatching> matching() {
    Token word = lexer.token;
    if (word == Token.FILL || word == Token.FILL_LEFT || word == Token.FILL_RIGHT) {
      throw checks.notEnabled("promql-binop-fill-modifiers");
    }
    if (word != Token.ON && word != Token.IGNORING) {
      return Optional.empty();
    }
    lexer.advance();
    List<String> labels = labels();
    VectorMatching.Cardinality cardinality =
        switch (lexer.token) {
          case GROUP_LEFT -> VectorMatching.Cardinality.MANY_TO_ONE;
          case GROUP_RIGHT -> VectorMatching.Cardinality.ONE_TO_MANY;
          default -> VectorMatching.Cardinality.ONE_TO_ONE;
        };
    List<String> include = List.of();
    if (cardinality != VectorMatching.Cardinality.ONE_TO_ONE) {
      lexer.advance();
      include = lexer.token == Token.LEFT_PAREN ? labels() : List.of();
    }
    if (lexer.token == Token.FILL
        || lexer.token == Token.FILL_LEFT
        || lexer.token == Token.FILL_RIGHT) {
      throw checks.notEnabled("promql-binop-fill-modifiers");
    }
    return Optional.of(new VectorMatching(word == Token.ON, labels, cardinality, include));
  }

  /** {@code (a, b)}, a comma at the end allowed. */
  private List<String> labels() {
    checks.expect(Token.LEFT_PAREN, "expected \"(\" with labels");
    List<String> labels = new ArrayList<>();
    while (lexer.token != Token.RIGHT_PAREN) {
      if (lexer.token == Token.TEXT) {
        labels.add(checks.labelName());
      } else if (lexer.token.isLabelName()) {
        labels.add(lexer.text());
      } else {
        throw checks.found(
            lexer.token == Token.WITHOUT
                ? "expected a label, which must be in quotes if it has this name"
                : "expected a label or \")\"");
      }
      lexer.advance();
      if (lexer.token == Token.COMMA) {
        lexer.advance();
      } else if (lexer.token != Token.RIGHT_PAREN) {
        throw checks.found("expected \",\" or \")\"");
      }
    }
    lexer.advance();
    return labels;
  }

  private Expr operand() {
    Token token = lexer.token;
    return switch (token) {
      case ADD, SUBTRACT -> signed();
      case NUMBER, DURATION -> selectors.modified(selectors.number());
      case TEXT -> selectors.modified(string());
      case LEFT_PAREN -> selectors.modified(parentheses());
      case LEFT_BRACE -> selectors.modified(selectors.selector(Optional.empty(), lexer.start));
      default -> {
        if (!token.isMetricName()) {
          throw checks.found(OPERAND);
        }
        yield selectors.modified(named(token));
      }
    };
  }

  private Expr signed() {
    int start = lexer.start;
    boolean negates = lexer.token == Token.SUBTRACT;
    lexer.advance();
    Expr expr = expression(BinaryOperator.TIGHTER_THAN_A_SIGN);
    Position position = new Position(start, expr.position().end());
    if (expr instanceof NumberLiteral number) {
      double value = negates ? -number.value() : number.value();
      return new NumberLiteral(value, number.duration(), position);
    }
    checks.signed(expr);
    return new UnaryExpr(negates, expr, position);
  }

  private Expr string() {
    Position position = new Position(lexer.start, lexer.end);
    String value = Unquoting.of(lexer);
    lexer.advance();
    return new StringLiteral(value, position);
  }

  private Expr parentheses() {
    int start = lexer.start;
    lexer.advance();
    Expr expr = expression(1);
    checks.expect(Token.RIGHT_PAREN, "expected an operator or \")\"");
    return new ParenExpr(expr, new Position(start, lexer.previousEnd));
  }

  /** What begins with a word: a function, an aggregation, or else a metric. */
  private Expr named(Token token) {
    String name = lexer.text();
    int start = lexer.start;
    lexer.advance();
    boolean called = lexer.token == Token.LEFT_PAREN;
    if (token.aggregation != null
        && (called || lexer.token == Token.BY || lexer.token == Token.WITHOUT)) {
      return aggregation(token.aggregation, start);
    }
    if (called && token != Token.METRIC_NAME) {
      return call(name, start);
    }
    return selectors.selector(Optional.of(name), start);
  }

  private Expr call(String name, int start) {
    Optional<FunctionSignature> function = Functions.named(name);
    if (function.isEmpty()) {
      throw lexer.error(start, unknown(name));
    }
    List<Expr> arguments = arguments();
    Position position = new Position(start, lexer.previousEnd);
    return checks.call(new Call(function.get(), arguments, position));
  }

  private static String unknown(String name) {
    if (Functions.isExperimental(name)) {
      return "found %s, which Prometheus has only with the feature promql-experimental-functions"
          .formatted(name);
    }
    return "found the function %s, which there is not%s"
        .formatted(
            name,
            Suggestion.of(name, Functions.names()).map(near -> "; is it " + near + "?").orElse(""));
  }

  private List<Expr> arguments() {
    checks.expect(Token.LEFT_PAREN, "expected \"(\"");
    List<Expr> arguments = new ArrayList<>();
    if (lexer.token != Token.RIGHT_PAREN) {
      arguments.add(expression(1));
      while (lexer.token == Token.COMMA) {
        lexer.advance();
        arguments.add(expression(1));
      }
    }
    checks.expect(Token.RIGHT_PAREN, "expected an operator, \",\" or \")\"");
    return arguments;
  }

  private Expr aggregation(AggregationOperator operator, int start) {
    boolean grouped = lexer.token != Token.LEFT_PAREN;
    boolean without = lexer.token == Token.WITHOUT;
    List<String> labels = List.of();
    if (grouped) {
      lexer.advance();
      labels = labels();
    }
    List<Expr> arguments = arguments();
    if (!grouped && (lexer.token == Token.BY || lexer.token == Token.WITHOUT)) {
      without = lexer.token == Token.WITHOUT;
      lexer.advance();
      labels = labels();
    }
    Position position = new Position(start, lexer.previousEnd);
    return checks.aggregation(operator, arguments, without, labels, position);
  }
}
