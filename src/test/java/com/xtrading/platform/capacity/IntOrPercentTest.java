package com.xtrading.platform.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntOrPercentTest {

  @ParameterizedTest
  @CsvSource({
    "2, 10, true, 2",
    "0, 10, false, 0",
    "25%, 4, true, 1",
    "25%, 5, true, 2",
    "25%, 5, false, 1",
    "25%, 3, false, 0",
    "0%, 3, true, 0",
    "100%, 3, false, 3",
  })
  void isANumberOfPodsOrAPartOfThem(String text, int whole, boolean up, int pods) {
    assertThat(IntOrPercent.of(text, whole, up)).isEqualTo(pods);
  }
}
