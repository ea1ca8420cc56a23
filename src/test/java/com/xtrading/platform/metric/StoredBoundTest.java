package com.xtrading.platform.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StoredBoundTest {

  @ParameterizedTest
  @CsvSource({
    "1, 1.0",
    "1.0, 1.0",
    "1e3, 1000.0",
    "0.25, 0.25",
    "0.50, 0.5",
    "5e-3, 0.005",
    "999999, 999999.0",
    "123456.5, 123456.5",
    "1000000, 1e+06",
    "1234567, 1.234567e+06",
    "1e20, 1e+20",
    "1e21, 1e+21",
    "1.5e21, 1.5e+21",
    "1e-4, 0.0001",
    "1e-5, 1e-05",
    "0, 0.0",
    "-2.5, -2.5",
    "+Inf, +Inf",
    "Inf, +Inf"
  })
  void isTheNumberAsOpenMetricsWritesIt(String written, String stored) {
    assertThat(StoredBound.of(written)).contains(stored);
  }

  @Test
  void isNothingForOtherTexts() {
    assertThat(StoredBound.of("")).isEqualTo(Optional.empty());
    assertThat(StoredBound.of("fast")).isEmpty();
    assertThat(StoredBound.of("1s")).isEmpty();
  }
}
