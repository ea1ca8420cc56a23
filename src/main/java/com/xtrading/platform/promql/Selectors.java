package com.xtrading.platform.promql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads selectors, what may stand behind them, and numbers. */
final class Selectors {

  private static final String RANGE = "expected a duration such as 5m";

  private final Lexer lexer;
  private final Checks checks;

  Selectors(Lexer lexer, Checks checks) {
    this.lexer = lexer;
    this.checks = checks;
  }

  NumberLiteral number() {
    Position position = new Position(lexer.start, lexer.end);
    boolean duration = lexer.token == Token.DURATION;
    double value = value();
    lexer.advance();
    return new NumberLiteral(value, duration, position);
  }

  /** Of a number, or the seconds of a duration. */
  private double value() {
    if (lexer.token == Token.NUMBER) {
      return Literals.number(lexer.text())
          .orElseThrow(
              () ->
                  lexer.error(
                      lexer.start,
                      "found \"%s\", which is no number that fits".formatted(lexer.text())));
    }
    try {
      return Arithmetic.seconds(Literals.duration(lexer.text()));
    } catch (IllegalArgumentException e) {
      throw lexer.error(lexer.start, e.getMessage());
    }
  }

  /** Braces, if there are any, behind the name that was read. */
  VectorSelector selector(Optional<String> name, int start) {
    List<LabelMatcher> matchers = List.of();
    int end = lexer.previousEnd;
    if (lexer.token == Token.LEFT_BRACE) {
      lexer.advance();
      matchers = matchers(name);
      end = lexer.end;
      lexer.advance();
    }
    if (name.isEmpty() && matchers.stream().allMatch(LabelMatcher::matchesEmpty)) {
      throw lexer.error(
          start,
          "found only matchers that an empty value meets, expected a metric or one that it does not meet");
    }
    return new VectorSelector(
        name, matchers, Optional.empty(), PromqlDuration.ZERO, new Position(start, end));
  }

  private List<LabelMatcher> matchers(Optional<String> name) {
    List<LabelMatcher> matchers = new ArrayList<>(4);
    while (lexer.token != Token.RIGHT_BRACE) {
      int start = lexer.start;
      LabelMatcher matcher = matcher();
      if (name.isPresent() && matcher.name().equals(LabelMatcher.METRIC_NAME)) {
        throw lexer.error(
            start,
            "found a second name, %s, of the metric %s, expected other labels"
                .formatted(Texts.quoted(matcher.value()), name.get()));
      }
      matchers.add(matcher);
      if (lexer.token == Token.COMMA) {
        lexer.advance();
      } else if (lexer.token != Token.RIGHT_BRACE) {
        throw checks.found("expected \",\" or \"}\"");
      }
    }
    return matchers;
  }

  private LabelMatcher matcher() {
    boolean quoted = lexer.token == Token.TEXT;
    if (!quoted && lexer.token != Token.NAME) {
      throw checks.found("expected a label or \"}\"");
    }
    String label = quoted ? Unquoting.of(lexer) : lexer.text();
    lexer.advance();
    MatchOp op = lexer.token.match;
    if (op == null) {
      if (quoted) {
        return new LabelMatcher(LabelMatcher.METRIC_NAME, MatchOp.EQUAL, label);
      }
      throw checks.found("expected =, !=, =~ or !~");
    }
    lexer.advance();
    if (lexer.token != Token.TEXT) {
      throw checks.found("expected a string");
    }
    String value = Unquoting.of(lexer);
    if (op.isRegex()) {
      Optional<String> problem = Regex.problem(value);
      if (problem.isPresent()) {
        throw lexer.error(lexer.start, "found a regular expression that is none: " + problem.get());
      }
    }
    lexer.advance();
    return new LabelMatcher(label, op, value);
  }

  /** Ranges, offsets and times behind an expression. */
  Expr modified(Expr expr) {
    Expr modified = expr;
    while (true) {
      switch (lexer.token) {
        case LEFT_BRACKET -> modified = range(modified);
        case OFFSET -> modified = offset(modified);
        case AT -> modified = at(modified);
        case ANCHORED, SMOOTHED -> throw checks.notEnabled("promql-extended-range-selectors");
        default -> {
          return modified;
        }
      }
    }
  }

  private Expr range(Expr expr) {
    int start = lexer.start;
    lexer.advance();
    PromqlDuration range = positiveDuration();
    if (lexer.token == Token.COLON) {
      lexer.advance();
      Optional<PromqlDuration> step = Optional.empty();
      if (lexer.token != Token.RIGHT_BRACKET) {
        step = Optional.of(positiveDuration()).filter(some -> !some.isZero());
      }
      closeBracket("expected \"]\"");
      checks.subquery(expr);
      Position position = new Position(expr.position().start(), lexer.previousEnd);
      return new Subquery(expr, range, step, Optional.empty(), PromqlDuration.ZERO, position);
    }
    closeBracket("expected \":\" or \"]\"");
    if (!(expr instanceof VectorSelector selector)) {
      throw lexer.error(
          start,
          "found the range of %s that is no selector, expected a subquery such as [5m:1m]"
              .formatted(expr.type().shown()));
    }
    if (!selector.offset().isZero() || selector.at().filter(this::isTimestamp).isPresent()) {
      throw lexer.error(start, "found a range behind offset or @, expected it before these");
    }
    Position position = new Position(selector.position().start(), lexer.previousEnd);
    return new MatrixSelector(selector, range, position);
  }

  /** Prometheus lets {@code @ start()} stand before a range, and nothing else. */
  private boolean isTimestamp(AtModifier at) {
    return at instanceof AtModifier.Timestamp;
  }

  private void closeBracket(String expected) {
    if (lexer.token != Token.RIGHT_BRACKET) {
      throw checks.found(expected);
    }
    lexer.advance();
  }

  /** In brackets; may have any number of signs. */
  private PromqlDuration positiveDuration() {
    int start = lexer.start;
    double seconds = signedSeconds(RANGE);
    if (seconds <= 0) {
      throw lexer.error(start, "found a duration of zero or less, expected more than zero");
    }
    return Arithmetic.ofSeconds(seconds);
  }

  private double signedSeconds(String expected) {
    int start = lexer.start;
    boolean negates = false;
    while (lexer.token == Token.ADD || lexer.token == Token.SUBTRACT) {
      negates ^= lexer.token == Token.SUBTRACT;
      lexer.advance();
    }
    if (lexer.token != Token.NUMBER && lexer.token != Token.DURATION) {
      throw checks.found(expected);
    }
    double seconds = value();
    lexer.advance();
    if (Arithmetic.isTooLong(seconds)) {
      throw lexer.error(start, "found a duration of more than 292 years, expected less");
    }
    return negates ? -seconds : seconds;
  }

  private Expr offset(Expr expr) {
    int start = lexer.start;
    lexer.advance();
    PromqlDuration offset = Arithmetic.ofSeconds(offsetSeconds());
    int end = lexer.previousEnd;
    if (expr instanceof VectorSelector selector) {
      checks.offsetOnce(selector.offset(), start);
      return selector.withOffset(offset, widened(selector, end));
    }
    if (expr instanceof MatrixSelector matrix) {
      checks.offsetOnce(matrix.selector().offset(), start);
      VectorSelector selector = matrix.selector();
      return new MatrixSelector(
          selector.withOffset(offset, selector.position()), matrix.range(), widened(matrix, end));
    }
    if (expr instanceof Subquery subquery) {
      checks.offsetOnce(subquery.offset(), start);
      return subquery.withOffset(offset, widened(subquery, end));
    }
    throw lexer.error(start, "found an offset of what is no selector, expected one before it");
  }

  /**
   * A duration, or one with a sign, which then may stand in parentheses. With several signs
   * Prometheus takes an operator behind it for arithmetic with durations, which is not enabled.
   */
  private double offsetSeconds() {
    if (lexer.token == Token.LEFT_PAREN) {
      throw checks.found("expected a duration such as 5m without parentheses");
    }
    boolean negates = lexer.token == Token.SUBTRACT;
    boolean signed = negates || lexer.token == Token.ADD;
    if (signed) {
      lexer.advance();
    }
    double seconds;
    if (signed && lexer.token == Token.LEFT_PAREN) {
      lexer.advance();
      seconds = signedSeconds(RANGE);
      checks.expect(Token.RIGHT_PAREN, "expected \")\"");
    } else {
      boolean more = lexer.token == Token.SUBTRACT || lexer.token == Token.ADD;
      seconds = signedSeconds(RANGE);
      if (signed && more && isArithmetic(lexer.token.binary)) {
        throw checks.notEnabled("promql-duration-expr");
      }
    }
    return negates ? -seconds : seconds;
  }

  private static boolean isArithmetic(BinaryOperator operator) {
    return operator != null
        && operator != BinaryOperator.ATAN2
        && operator.precedence() >= BinaryOperator.ADD.precedence();
  }

  private Expr at(Expr expr) {
    int start = lexer.start;
    lexer.advance();
    AtModifier at = time();
    int end = lexer.previousEnd;
    if (expr instanceof VectorSelector selector) {
      checks.atOnce(selector.at(), start);
      return selector.withAt(at, widened(selector, end));
    }
    if (expr instanceof MatrixSelector matrix) {
      checks.atOnce(matrix.selector().at(), start);
      VectorSelector selector = matrix.selector();
      return new MatrixSelector(
          selector.withAt(at, selector.position()), matrix.range(), widened(matrix, end));
    }
    if (expr instanceof Subquery subquery) {
      checks.atOnce(subquery.at(), start);
      return subquery.withAt(at, widened(subquery, end));
    }
    throw lexer.error(start, "found @ behind what is no selector, expected one before it");
  }

  private AtModifier time() {
    if (lexer.token == Token.START || lexer.token == Token.STOP) {
      AtModifier bound = lexer.token == Token.START ? AtModifier.Bound.START : AtModifier.Bound.END;
      lexer.advance();
      checks.expect(Token.LEFT_PAREN, "expected \"()\"");
      checks.expect(Token.RIGHT_PAREN, "expected \")\"");
      return bound;
    }
    int start = lexer.start;
    boolean negates = lexer.token == Token.SUBTRACT;
    if (negates || lexer.token == Token.ADD) {
      lexer.advance();
    }
    if (lexer.token != Token.NUMBER && lexer.token != Token.DURATION) {
      throw checks.found("expected seconds since 1970, start() or end()");
    }
    double seconds = negates ? -value() : value();
    lexer.advance();
    if (!(Math.abs(seconds) < 0x1p63)) {
      throw lexer.error(start, "found a time that is none, expected seconds since 1970");
    }
    return new AtModifier.Timestamp(Arithmetic.toLong(Arithmetic.round(seconds * 1000)));
  }

  private static Position widened(Expr expr, int end) {
    return new Position(expr.position().start(), end);
  }
}
