package com.xtrading.platform.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PromqlTest {

  @BeforeAll
  static void rewrite() {
    if (Boolean.getBoolean("golden.update")) {
      Corpus.rewrite();
    }
  }

  static Stream<Corpus.Line> accepted() {
    return Corpus.lines().stream().filter(line -> line.normal().isPresent());
  }

  static Stream<Corpus.Line> refused() {
    return Corpus.lines().stream().filter(line -> line.message().isPresent());
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void hasTheNormalFormOfPrometheus(Corpus.Line line) {
    assertThat(Promql.parse(line.expression())).hasToString(line.normal().orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("refused")
  void saysWhereItIsAndWhatWasExpected(Corpus.Line line) {
    assertThatThrownBy(() -> Promql.parse(line.expression()))
        .isInstanceOf(PromqlException.class)
        .hasMessage(line.message().orElseThrow());
  }

  /**
   * The normal form stays itself, but for durations of less than a millisecond and of centuries.
   */
  @ParameterizedTest
  @MethodSource("accepted")
  void theNormalFormIsItsOwn(Corpus.Line line) {
    String normal = line.normal().orElseThrow();
    if (!normal.matches(".*(\\[0s|:0s|offset 0s|offset --|@ -9223372036854776).*|0x1e.*")) {
      assertThat(Promql.parse(normal)).hasToString(normal);
    }
  }

  @Test
  void theCorpusHasEveryFunctionAndOperator() {
    TreeSet<String> functions = new TreeSet<>();
    TreeSet<BinaryOperator> operators = new TreeSet<>();
    TreeSet<AggregationOperator> aggregations = new TreeSet<>();
    accepted()
        .map(line -> Promql.parse(line.expression()))
        .forEach(
            expr -> {
              expr.parts(Call.class).forEach(call -> functions.add(call.function().name()));
              expr.parts(BinaryExpr.class).forEach(binary -> operators.add(binary.operator()));
              expr.parts(Aggregation.class).forEach(some -> aggregations.add(some.operator()));
            });
    assertThat(functions).containsExactlyInAnyOrderElementsOf(Functions.names());
    assertThat(operators).containsExactly(BinaryOperator.values());
    assertThat(aggregations).containsExactly(AggregationOperator.values());
  }

  /** Every part, cut out by its position, is an expression of the same form. */
  @ParameterizedTest
  @MethodSource("accepted")
  void positionsAreThoseOfTheParts(Corpus.Line line) {
    String text = line.expression();
    Expr whole = Promql.parse(text);
    whole.walk(
        (part, parents) -> {
          boolean inRange =
              !parents.isEmpty() && parents.get(parents.size() - 1) instanceof MatrixSelector;
          boolean hasOtherMeaningAlone =
              text.startsWith("0x1e"); // a number only because something follows
          if (!inRange && !hasOtherMeaningAlone) {
            String cut = text.substring(part.position().start(), part.position().end());
            assertThat(Promql.parse(cut)).hasToString(part.toString());
          }
        });
  }

  @Test
  void theTreeHasWhatIsWritten() {
    Expr expr = Promql.parse("sum by (job) (rate(x{a=\"b\"}[5m] offset 1h)) > bool 2 * y");

    BinaryExpr comparison = (BinaryExpr) expr;
    assertThat(comparison.operator()).isEqualTo(BinaryOperator.GREATER);
    assertThat(comparison.returnsBool()).isTrue();
    assertThat(comparison.type()).isEqualTo(ValueType.VECTOR);
    Aggregation sum = (Aggregation) comparison.left();
    assertThat(sum.operator()).isEqualTo(AggregationOperator.SUM);
    assertThat(sum.labels()).containsExactly("job");
    assertThat(sum.position()).isEqualTo(new Position(0, 43));
    MatrixSelector range = expr.parts(MatrixSelector.class).get(0);
    assertThat(range.range()).isEqualTo(PromqlDuration.ofMillis(300_000));
    assertThat(range.selector().offset()).hasToString("1h");
    assertThat(range.selector().metric()).contains("x");
    assertThat(range.selector().matchers())
        .containsExactly(new LabelMatcher("a", MatchOp.EQUAL, "b"));
    BinaryExpr product = (BinaryExpr) comparison.right();
    assertThat(product.operator()).isEqualTo(BinaryOperator.MULTIPLY);
    assertThat(product.matching()).isEmpty();
  }

  @Test
  void operatorsOfOneLevelLeanToTheLeftAndPowersToTheRight() {
    assertThat(shape("a - b - c")).isEqualTo("((a-b)-c)");
    assertThat(shape("a ^ b ^ c")).isEqualTo("(a^(b^c))");
    assertThat(shape("-a ^ b * c")).isEqualTo("(-(a^b)*c)");
    assertThat(shape("a ^ -b * c")).isEqualTo("((a^-b)*c)");
    assertThat(shape("a or b and c unless d")).isEqualTo("(aor((bandc)unlessd))");
    assertThat(shape("a + b * c > d")).isEqualTo("((a+(b*c))>d)");
    assertThat(shape("a atan2 b % c")).isEqualTo("((aatan2b)%c)");
  }

  private static String shape(String expression) {
    return shape(Promql.parse(expression));
  }

  private static String shape(Expr expr) {
    if (expr instanceof BinaryExpr binary) {
      String operator = binary.operator().written();
      return "(" + shape(binary.left()) + operator + shape(binary.right()) + ")";
    }
    return expr instanceof UnaryExpr unary ? "-" + shape(unary.expr()) : expr.toString();
  }

  @Test
  void whatCannotMatterIsDropped() {
    assertThat(((BinaryExpr) Promql.parse("1 + on() a")).matching()).isEmpty();
    assertThat(((BinaryExpr) Promql.parse("a and b")).matching())
        .get()
        .extracting(VectorMatching::cardinality)
        .isEqualTo(VectorMatching.Cardinality.MANY_TO_MANY);
  }

  @Test
  void theTypeIsThatOfTheValue() {
    assertThat(Promql.parse("1 + 2").type()).isEqualTo(ValueType.SCALAR);
    assertThat(Promql.parse("-(time())").type()).isEqualTo(ValueType.SCALAR);
    assertThat(Promql.parse("1 + a").type()).isEqualTo(ValueType.VECTOR);
    assertThat(Promql.parse("a[5m]").type()).isEqualTo(ValueType.MATRIX);
    assertThat(Promql.parse("a[5m:]").type()).isEqualTo(ValueType.MATRIX);
    assertThat(Promql.parse("(\"a\")").type()).isEqualTo(ValueType.STRING);
  }

  @Test
  void theMetricMayStandInTheBraces() {
    assertThat(metric("{__name__=\"a\",x=\"y\"}")).contains("a");
    assertThat(metric("{\"a.b\"}")).contains("a.b");
    assertThat(metric("{__name__=~\"a\"}")).isEmpty();
  }

  private static Optional<String> metric(String selector) {
    return ((VectorSelector) Promql.parse(selector)).metric();
  }

  @Test
  void aVisitorSeesThePartsWithWhatTheyAreIn() {
    List<String> seen = new ArrayList<>();
    Promql.parse("topk(3, rate(a[5m])) / b")
        .walk((expr, parents) -> seen.add(parents.size() + " " + expr));

    assertThat(seen)
        .containsExactly(
            "0 topk(3, rate(a[5m])) / b",
            "1 topk(3, rate(a[5m]))",
            "2 3",
            "2 rate(a[5m])",
            "3 a[5m]",
            "4 a",
            "1 b");
  }

  @Test
  void aCaretPointsAtThePlace() {
    PromqlException e =
        catchThrowableOfType(PromqlException.class, () -> Promql.parse("sum(\n\ta +\n) by (x)"));

    assertThat(e.line()).isEqualTo(3);
    assertThat(e.column()).isEqualTo(1);
    assertThat(e.offset()).isEqualTo(10);
    assertThat(e.excerpt()).isEqualTo(") by (x)\n^");
    e = catchThrowableOfType(PromqlException.class, () -> Promql.parse("sum(\n\ta b\n)"));
    assertThat(e).hasMessage("2:4: found the name \"b\", expected an operator, \",\" or \")\"");
    assertThat(e.excerpt()).isEqualTo("\ta b\n\t  ^");
  }

  @Test
  void aMessageIsOneLine() {
    assertThatThrownBy(() -> Promql.parse("a{b=~`\n(`}")).message().doesNotContain("\n");
    assertThatThrownBy(() -> Promql.parse("a{\"\\xff\"}")).message().contains("\"\\xff\"");
    assertThatThrownBy(() -> Promql.parse("a `x\ny`")).message().doesNotContain("\n");
    assertThatThrownBy(() -> Promql.parse(""))
        .hasMessage("1:1: found nothing, expected an expression");
    assertThatThrownBy(() -> Promql.parse("# a\n")).message().startsWith("2:1: found nothing");
  }

  @Test
  void aLongChainNeedsNoDeepStack() {
    String chain = "a" + " + a".repeat(100_000);
    Expr expr = Promql.parse(chain);

    assertThat(expr).hasToString(chain);
    assertThat(expr.parts(VectorSelector.class)).hasSize(100_001);
  }

  @Test
  void deepNestingIsRefusedWithAMessage() {
    int levels = Parser.DEEPEST - 1;
    String deep = "(".repeat(levels) + "a" + ")".repeat(levels);
    assertThat(Promql.parse(deep)).hasToString(deep);
    for (String opening : List.of("(", "-", "abs(", "a ^ ", "sum by (x) (")) {
      assertThatThrownBy(() -> Promql.parse(opening.repeat(100_000)))
          .isInstanceOf(PromqlException.class)
          .hasMessageContaining("found more than 300 levels of nesting");
    }
  }
}
