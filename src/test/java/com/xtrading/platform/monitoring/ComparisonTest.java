package com.xtrading.platform.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;

class ComparisonTest {

  @Test
  void findsComparisonsAndNothingThatOnlyLooksLikeThem() {
    assertThat(
            Comparison.of(
                "sum(rate(a{b=~\"x>1\", c!=\"{\"}[5m])) / (sum(d) > 0.5) >= 3 and on (pod) e == 1"))
        .extracting(Comparison::operator, Comparison::depth)
        .containsExactly(tuple(">", 1), tuple(">=", 0), tuple("==", 0));
    assertThat(Comparison.of("absent(up{job=\"x\"})")).isEmpty();
  }

  @Test
  void negatesOneOfThem() {
    assertThat(Comparison.of("a > 1 or b == 2"))
        .extracting(Comparison::negated)
        .containsExactly("a <= 1 or b == 2", "a > 1 or b != 2");
  }

  @Test
  void movesANumberByAFifthAndAWholeOneByOneAtLeast() {
    assertThat(only("a > 0.05").moved()).containsExactly("a > 0.06", "a > 0.04");
    assertThat(only("a < 3").moved()).containsExactly("a < 4", "a < 2");
    assertThat(only("a < 14 * 86400").moved())
        .containsExactly("a < 16.8 * 86400", "a < 11.2 * 86400");
    assertThat(only("a > 1e9").moved()).containsExactly("a > 1200000000", "a > 800000000");
  }

  @Test
  void leavesWhatHasNoNumberToMove() {
    assertThat(only("a > 0").moved()).isEmpty();
    assertThat(only("a == 1").moved()).isEmpty();
    assertThat(only("a < on () group_left () max(b)").moved()).isEmpty();
  }

  private static Comparison only(String expression) {
    return Comparison.of(expression).get(0);
  }
}
