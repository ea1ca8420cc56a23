package com.xtrading.platform.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeriesTest {

  private static final Series REQUESTS = Series.of("requests_total", "a=\"b\"");

  @Test
  void aCounterIsReadByItsRate() {
    assertThat(REQUESTS.sumOfRates())
        .isEqualTo("sum(rate(requests_total{a=\"b\"}[$__rate_interval]))");
    assertThat(REQUESTS.where("c=\"d\"").sumOfRates("job", "pod"))
        .isEqualTo("sum by (job, pod) (rate(requests_total{a=\"b\", c=\"d\"}[$__rate_interval]))");
  }

  @Test
  void aQuantileKeepsTheBuckets() {
    assertThat(Series.of("x_seconds").quantile(0.95, "job"))
        .isEqualTo(
            "histogram_quantile(0.95, sum by (job, le) (rate(x_seconds_bucket[$__rate_interval])))");
    assertThat(Series.of("x_seconds").mean("job"))
        .isEqualTo(
            "sum by (job) (rate(x_seconds_sum[$__rate_interval]))"
                + " / (sum by (job) (rate(x_seconds_count[$__rate_interval])) > 0)");
  }

  @Test
  void aShareOfNothingIsNoNumberAndAMissingPartIsZero() {
    assertThat(Series.ratio("a", "b")).isEqualTo("a / (b > 0)");
    assertThat(Series.share("a", "b")).isEqualTo("(a or 0 * b) / (b > 0)");
  }
}
