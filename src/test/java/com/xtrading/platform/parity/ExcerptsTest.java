package com.xtrading.platform.parity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExcerptsTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 40, 41, 59, 60, 61, 200})
  void whatDiffersIsInWhatIsLeft(int alike) {
    String before = "x".repeat(alike);
    Excerpts shown = Excerpts.of(before + "1" + "y".repeat(90), before + "2" + "y".repeat(90));
    assertThat(shown.mine()).contains("1").hasSizeLessThanOrEqualTo(62).endsWith("…");
    assertThat(shown.theirs()).isEqualTo(shown.mine().replace('1', '2'));
    assertThat(shown.mine().startsWith("…")).isEqualTo(alike > 40);
  }

  @Test
  void whatEndsWhereTheOtherGoesOnIsToldApart() {
    Excerpts shown = Excerpts.of("x".repeat(80), "x".repeat(80) + "!");
    assertThat(shown.mine()).isEqualTo("…" + "x".repeat(20));
    assertThat(shown.theirs()).isEqualTo("…" + "x".repeat(20) + "!");
  }

  @Test
  void shortAndMissingValuesAreShownWhole() {
    assertThat(Excerpts.of(1, null)).isEqualTo(new Excerpts("1", ""));
    assertThat(Excerpts.of(null, "y".repeat(61)).theirs()).isEqualTo("y".repeat(60) + "…");
  }
}
