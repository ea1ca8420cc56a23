package com.xtrading.platform.declaration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrading.platform.metric.MetricSet;
import com.xtrading.platform.model.InvalidValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SloTest {

  private static final Events REQUESTS = Events.of("requests_total", SeriesLabels.none());
  private static final Sli SLI = new Sli.Availability(REQUESTS, REQUESTS);

  private static Slo slo(String objective) {
    return Slo.of("orders", "availability", objective, SLI, "0.1");
  }

  private static Events durations(String metric) {
    return Events.of(metric, SeriesLabels.none());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "100 | the objective of orders availability is 100 % | leave room for errors, such as 99.9: without a budget every error is an alarm",
        "100.5 | the objective of orders availability is 100.5 % | leave room for errors, such as 99.9: without a budget every error is an alarm",
        "0 | the objective of orders availability is 0 % | write a share in per cent, such as 99.9",
        "50 | the objective of orders availability is 50 % | write a share in per cent, such as 99.9",
        "0.999 | the objective of orders availability is 0.999 % | write a share in per cent, such as 99.9",
      })
  void anObjectiveLeavesABudgetAndNotTooMuchOfIt(String objective, String problem, String change) {
    assertThatThrownBy(() -> slo(objective))
        .isInstanceOfSatisfying(
            InvalidValue.class,
            refused -> {
              assertThat(refused).hasMessage(problem);
              assertThat(refused.allowed()).isEqualTo("more than 50 and less than 100");
              assertThat(refused.change()).isEqualTo(change);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"99,9", "-1", "99.", "1e2", "NaN", "''", "99.9 %", "99.99999999999"})
  void anObjectiveIsAPlainNumber(String objective) {
    assertThatThrownBy(() -> slo(objective))
        .isInstanceOf(InvalidValue.class)
        .hasMessage("\"%s\" is not a number of per cent".formatted(objective));
  }

  @Test
  void objectivesNextToTheBoundsAreTaken() {
    assertThat(slo("50.1").errorBudget()).hasToString("0.499");
    assertThat(slo("99.999").errorBudget()).hasToString("0.00001");
    assertThat(slo("99.90").share()).hasToString("0.999");
  }

  @Test
  void withoutALeastTrafficOneErrorWouldDecide() {
    assertThatThrownBy(() -> Slo.of("orders", "availability", "99.9", SLI, "0"))
        .isInstanceOf(InvalidValue.class)
        .hasMessage("the least traffic of orders availability is 0");
  }

  @ParameterizedTest
  @CsvSource({"Orders", "orders service", "orders_service", "-orders", "''", "orders\""})
  void serviceAndNameAreWords(String word) {
    assertThatThrownBy(() -> Slo.of(word, "availability", "99.9", SLI, "0.1"))
        .hasMessage("the service of an objective is \"%s\"".formatted(word));
    assertThatThrownBy(() -> Slo.of("orders", word, "99.9", SLI, "0.1"))
        .hasMessage("the name of an objective is \"%s\"".formatted(word));
  }

  @Test
  void aTimeIsABucketOfTheContract() {
    assertThatThrownBy(
            () ->
                Sli.Latency.within(
                    "0.3", MetricSet.SERVICES, durations("http_request_duration_seconds")))
        .isInstanceOfSatisfying(
            InvalidValue.class,
            refused -> {
              assertThat(refused)
                  .hasMessage("no bucket of http_request_duration_seconds ends at 0.3 s");
              assertThat(refused.allowed())
                  .isEqualTo("0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10");
              assertThat(refused.change())
                  .isEqualTo(
                      "take one of them, or have the program export another and add it to services.tsv");
            });
  }

  @ParameterizedTest
  @CsvSource({"http_requests_total", "no_such_seconds", "xtrading_backtest_duration_seconds"})
  void aTimeIsMeasuredByAHistogramWhoseBucketsAreKnown(String metric) {
    assertThatThrownBy(() -> Sli.Latency.within("0.25", MetricSet.SERVICES, durations(metric)))
        .isInstanceOf(InvalidValue.class)
        .hasMessage(metric + " of services has no bounds of buckets");
  }

  @ParameterizedTest
  @CsvSource({"1, 1.0", "1.0, 1.0", "1.00, 1.0", "0.250, 0.25", "10, 10.0", "0.005, 0.005"})
  void aBoundIsWrittenAsItIsStored(String bound, String stored) {
    assertThat(
            Sli.Latency.within(
                    bound, MetricSet.SERVICES, durations("http_request_duration_seconds"))
                .errors("5m"))
        .contains("le=\"%s\"".formatted(stored));
  }
}
