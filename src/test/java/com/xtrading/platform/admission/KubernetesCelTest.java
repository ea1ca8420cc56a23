package com.xtrading.platform.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrading.platform.admission.KubernetesCel.Scope;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class KubernetesCelTest {

  private static Object evaluate(String text, Object it) throws CelEvaluationException {
    return KubernetesCel.compile("test", Scope.PLACE, text, SimpleType.DYN)
        .evaluate(Map.of("it", it));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Known here, not to Kubernetes.
        "math.greatest(1, 2) == 2",
        "cel.bind(x, it, x == 1)",
        "base64.encode(b'x') == ''",
        "[1].existsOne(x, x == 1)",
        "'x'.reverse() == 'x'",
        "[3, 1].sort() == [1, 3]",
        "object.`a-b` == 1",
        "{'a': 1, 'b': 'x'}.size() == 2",
        // Known to Kubernetes, not here.
        "'%s'.format(['x']) == 'x'",
        "[1, 2].sum() == 3",
        "url('https://x').getHost() == 'x'",
        "isIP('10.0.0.1')",
        "cidr('10.0.0.0/8').containsIP('10.0.0.1')",
        "semver('1.2.3').major() == 1",
        "'x1'.find('[0-9]') == '1'",
        "authorizer.group('').resource('pods').check('get').allowed()",
        "quantity('1').sign() == 1",
        // Known to neither.
        "namespace == 'x'"
      })
  void whatOnlyOneSideKnowsIsRefusedWithItsPlace(String text) {
    assertThatThrownBy(() -> KubernetesCel.compile("rule: it", Scope.PLACE, text, SimpleType.BOOL))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("rule: it: line 1, column ")
        .hasMessageContaining("write what both Kubernetes and this evaluator know");
  }

  @Test
  void aPlaceIsCountedInTheLinesOfTheText() {
    assertThatThrownBy(
            () ->
                KubernetesCel.compile(
                    "rule: it", Scope.PLACE, "it == 1 ||\n  it.oops(2)", SimpleType.BOOL))
        .hasMessageContaining("line 2, column 10");
  }

  @Test
  void aConditionYieldsTrueOrFalse() {
    assertThatThrownBy(
            () -> KubernetesCel.compile("rule: it", Scope.PLACE, "'text'", SimpleType.BOOL))
        .hasMessage("rule: it: \"'text'\" yields string; write a text that yields bool");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1000m, 0",
    "1Gi, 1G, 1",
    "1e3, 1k, 0",
    "100u, 1m, -1",
    "128974848, 129M, -1",
  })
  void quantitiesAreComparedAsTheApiServerDoes(String one, String other, long expected)
      throws CelEvaluationException {
    assertThat(evaluate("quantity(it[0]).compareTo(quantity(it[1]))", List.of(one, other)))
        .isEqualTo(expected);
    assertThat(evaluate("quantity(it[0]).isLessThan(quantity(it[1]))", List.of(one, other)))
        .isEqualTo(expected < 0);
    assertThat(evaluate("quantity(it[0]).isGreaterThan(quantity(it[1]))", List.of(one, other)))
        .isEqualTo(expected > 0);
  }

  @Test
  void whatIsNoQuantityFailsAsAPolicyWould() {
    assertThatThrownBy(() -> evaluate("quantity(it).isLessThan(quantity('1'))", "1GB"))
        .isInstanceOf(CelEvaluationException.class);
  }

  @Test
  void valuesOfTwoTypesAreNotEqualAndNoError() throws CelEvaluationException {
    assertThat(evaluate("it != true && it != 'x' && it == 1 && it == 1.0", 1L)).isEqualTo(true);
  }
}
