package com.xtrading.platform.promql;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The kinds of tokens. Keywords may be written in any case. */
enum Token {
  END("the end"),
  COMMA(","),
  COLON(":"),
  LEFT_PAREN("("),
  RIGHT_PAREN(")"),
  LEFT_BRACE("{"),
  RIGHT_BRACE("}"),
  LEFT_BRACKET("["),
  RIGHT_BRACKET("]"),
  AT("@"),
  ASSIGN("=", MatchOp.EQUAL),
  MATCHES("=~", MatchOp.MATCHES),
  NOT_MATCHES("!~", MatchOp.NOT_MATCHES),
  NUMBER("a number"),
  DURATION("a duration"),
  TEXT("a string"),
  /** A name without a colon. */
  NAME("a name"),
  /** A name with a colon, which only a metric has. */
  METRIC_NAME("a metric name"),

  ADD("+", BinaryOperator.ADD),
  SUBTRACT("-", BinaryOperator.SUBTRACT),
  MULTIPLY("*", BinaryOperator.MULTIPLY),
  DIVIDE("/", BinaryOperator.DIVIDE),
  MODULO("%", BinaryOperator.MODULO),
  POWER("^", BinaryOperator.POWER),
  EQUAL("==", BinaryOperator.EQUAL),
  NOT_EQUAL("!=", BinaryOperator.NOT_EQUAL, MatchOp.NOT_EQUAL),
  LESS("<", BinaryOperator.LESS),
  LESS_OR_EQUAL("<=", BinaryOperator.LESS_OR_EQUAL),
  GREATER(">", BinaryOperator.GREATER),
  GREATER_OR_EQUAL(">=", BinaryOperator.GREATER_OR_EQUAL),
  TRIM_UPPER("</", BinaryOperator.TRIM_UPPER),
  TRIM_LOWER(">/", BinaryOperator.TRIM_LOWER),

  AND(Word.ANY_NAME, BinaryOperator.AND),
  OR(Word.ANY_NAME, BinaryOperator.OR),
  UNLESS(Word.ANY_NAME, BinaryOperator.UNLESS),
  ATAN2(Word.LABEL, BinaryOperator.ATAN2),
  SUM(AggregationOperator.SUM),
  AVG(AggregationOperator.AVG),
  COUNT(AggregationOperator.COUNT),
  MIN(AggregationOperator.MIN),
  MAX(AggregationOperator.MAX),
  GROUP(AggregationOperator.GROUP),
  STDDEV(AggregationOperator.STDDEV),
  STDVAR(AggregationOperator.STDVAR),
  TOPK(AggregationOperator.TOPK),
  BOTTOMK(AggregationOperator.BOTTOMK),
  COUNT_VALUES(AggregationOperator.COUNT_VALUES),
  QUANTILE(AggregationOperator.QUANTILE),
  LIMITK(Word.ANY_NAME),
  LIMIT_RATIO(Word.ANY_NAME),
  OFFSET(Word.ANY_NAME),
  SMOOTHED(Word.ANY_NAME),
  ANCHORED(Word.ANY_NAME),
  BY(Word.ANY_NAME),
  WITHOUT(Word.METRIC),
  ON(Word.LABEL),
  IGNORING(Word.LABEL),
  GROUP_LEFT(Word.LABEL),
  GROUP_RIGHT(Word.LABEL),
  BOOL(Word.LABEL),
  FILL(Word.ANY_NAME),
  FILL_LEFT(Word.ANY_NAME),
  FILL_RIGHT(Word.ANY_NAME),
  START(Word.ANY_NAME),
  STOP("end", Word.ANY_NAME, null, null, null),
  STEP(Word.ANY_NAME),
  RANGE(Word.ANY_NAME),
  MAX_OF(Word.ANY_NAME),
  MIN_OF(Word.ANY_NAME);

  /** Where a keyword is a name like any other. */
  private enum Word {
    NONE,
    METRIC,
    LABEL,
    ANY_NAME
  }

  private static final Map<String, Token> KEYWORDS = keywords();

  private final String written;
  private final Word word;

  /** The binary operator that it is, or null. */
  final BinaryOperator binary;

  /** The aggregation that it is, or null. */
  final AggregationOperator aggregation;

  /** The comparison of labels that it is, or null. */
  final MatchOp match;

  Token(
      String written,
      Word word,
      BinaryOperator binary,
      AggregationOperator aggregation,
      MatchOp match) {
    this.written = written == null ? name().toLowerCase(Locale.ROOT) : written;
    this.word = word;
    this.binary = binary;
    this.aggregation = aggregation;
    this.match = match;
  }

  Token(String written) {
    this(written, Word.NONE, null, null, null);
  }

  Token(String written, MatchOp match) {
    this(written, Word.NONE, null, null, match);
  }

  Token(String written, BinaryOperator binary) {
    this(written, Word.NONE, binary, null, null);
  }

  Token(String written, BinaryOperator binary, MatchOp match) {
    this(written, Word.NONE, binary, null, match);
  }

  Token(Word word) {
    this(null, word, null, null, null);
  }

  Token(Word word, BinaryOperator binary) {
    this(null, word, binary, null, null);
  }

  Token(AggregationOperator aggregation) {
    this(null, Word.ANY_NAME, null, aggregation, null);
  }

  /** The keyword, or null; {@code inf} and {@code nan} are numbers. */
  static Token keyword(String text) {
    Token exact = KEYWORDS.get(text);
    if (exact != null) {
      return exact;
    }
    for (int at = 0; at < text.length(); at++) {
      if (text.charAt(at) >= 'A' && text.charAt(at) <= 'Z') {
        return KEYWORDS.get(text.toLowerCase(Locale.ROOT));
      }
    }
    return null;
  }

  boolean isMetricName() {
    return this == NAME || this == METRIC_NAME || word == Word.METRIC || word == Word.ANY_NAME;
  }

  boolean isLabelName() {
    return this == NAME || this == METRIC_NAME || word == Word.LABEL || word == Word.ANY_NAME;
  }

  boolean isKeyword() {
    return word != Word.NONE;
  }

  /** As it is written, or what kind of thing it is. */
  String written() {
    return written;
  }

  private static Map<String, Token> keywords() {
    Map<String, Token> keywords = new HashMap<>();
    for (Token token : values()) {
      if (token.isKeyword()) {
        keywords.put(token.written, token);
      }
    }
    keywords.put("inf", NUMBER);
    keywords.put("nan", NUMBER);
    return keywords;
  }
}
