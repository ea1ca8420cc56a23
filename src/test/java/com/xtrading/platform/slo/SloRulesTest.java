package com.xtrading.platform.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.AlertRule.Team;
import com.xtrading.platform.declaration.AlertRule.Urgency;
import com.xtrading.platform.declaration.Events;
import com.xtrading.platform.declaration.RecordingRule;
import com.xtrading.platform.declaration.SeriesLabels;
import com.xtrading.platform.declaration.Sli;
import com.xtrading.platform.declaration.Slo;
import com.xtrading.platform.metric.MetricSet;
import com.xtrading.platform.model.Days;
import com.xtrading.platform.promql.Promql;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SloRulesTest {

  private static final Days LONG = new Days(35);
  private static final SeriesLabels POD = SeriesLabels.ofPod("shop", "orders", "orders-0");
  private static final String ME = "{service=\"orders\", slo=\"availability\"}";

  private static Slo availability(String objective) {
    return Slo.of(
        "orders",
        "availability",
        objective,
        new Sli.Availability(
            Events.of("http_requests_total", POD.with("status", "200"), "job=\"orders\""),
            Events.of(
                "http_requests_total",
                POD.with("status", "500"),
                "job=\"orders\"",
                "status=~\"5..\"")),
        "0.1");
  }

  private static Slo latency() {
    return Slo.of(
        "orders",
        "latency",
        "99",
        Sli.Latency.within(
            "1",
            MetricSet.SERVICES,
            Events.of("http_request_duration_seconds", POD, "job=\"orders\"")),
        "0.1");
  }

  private static Slo freshness() {
    return Slo.of(
        "orders",
        "market-data",
        "99.9",
        new Sli.Freshness(
            Events.of("tick_seconds", POD, "job=\"orders\""),
            Events.of("session_open", POD, "job=\"orders\""),
            "venue",
            Duration.ofSeconds(10)),
        "1");
  }

  private static Map<String, String> recorded(Slo slo, Days retention) {
    return SloRules.of(slo, retention).recordings().stream()
        .collect(Collectors.toMap(RecordingRule::name, RecordingRule::expression));
  }

  @Test
  void whatIsAskedForIsGivenWithoutErrors() {
    String all = "sum(rate(http_requests_total{job=\"orders\"}[%s]))";
    String bad = "sum(rate(http_requests_total{job=\"orders\", status=~\"5..\"}[%s]))";
    assertThat(recorded(availability("99.9"), LONG))
        .containsEntry("slo:sli_total:rate5m", all.formatted("5m"))
        .containsEntry(
            "slo:sli_errors:rate5m",
            "%s or 0 * %s".formatted(bad.formatted("5m"), all.formatted("5m")))
        .containsEntry(
            "slo:sli_error:ratio_rate6h",
            "(%1$s or 0 * %2$s) / (%2$s > 0)".formatted(bad.formatted("6h"), all.formatted("6h")))
        .containsEntry(
            "slo:sli_error:ratio_rate3d",
            "sum_over_time(slo:sli_errors:rate5m%1$s[3d]) / (sum_over_time(slo:sli_total:rate5m%1$s[3d]) > 0)"
                .formatted(ME))
        .containsEntry("slo:objective:ratio", "vector(0.999)")
        .containsEntry("slo:error_budget:ratio", "vector(0.001)")
        .containsEntry(
            "slo:current_burn_rate:ratio", "slo:sli_error:ratio_rate5m" + ME + " / 0.001")
        .containsEntry(
            "slo:period_error_budget_remaining:ratio",
            "1 - slo:sli_error:ratio_rate30d" + ME + " / 0.001");
  }

  @Test
  void whatIsGivenLateIsAnErrorByTheBucketAsItIsStored() {
    assertThat(recorded(latency(), LONG).get("slo:sli_errors:rate5m"))
        .isEqualTo(
            "sum(rate(http_request_duration_seconds_count{job=\"orders\"}[5m]))"
                + " - (sum(rate(http_request_duration_seconds_bucket{job=\"orders\", le=\"1.0\"}[5m]))"
                + " or 0 * sum(rate(http_request_duration_seconds_count{job=\"orders\"}[5m])))");
  }

  @Test
  void whatMustBeUpToDateIsCheckedWhileItsSessionIsOpen() {
    String open = "max by (venue) (session_open{job=\"orders\"}) == 1";
    assertThat(recorded(freshness(), LONG))
        .containsEntry("slo:sli_total:rate5m", "sum(count_over_time((%s)[5m:30s]))".formatted(open))
        .containsEntry(
            "slo:sli_errors:rate5m",
            ("sum(count_over_time((%1$s unless on (venue) min by (venue)"
                    + " (timestamp(tick_seconds{job=\"orders\"}) - tick_seconds{job=\"orders\"}) <= 10)[5m:30s]))"
                    + " or 0 * sum(count_over_time((%1$s)[5m:30s]))")
                .formatted(open));
  }

  @Test
  void everythingIsReadByPrometheusAndKeepsServiceAndObjective() {
    for (Slo slo : List.of(availability("99.9"), latency(), freshness())) {
      SloRules rules = SloRules.of(slo, LONG);
      assertThat(rules.recordings())
          .allSatisfy(
              rule -> {
                Promql.parse(rule.expression());
                assertThat(rule.labels())
                    .containsOnly(Map.entry("service", "orders"), Map.entry("slo", slo.name()));
                assertThat(rule.group()).isEqualTo("slo-orders-" + slo.name());
              });
      assertThat(rules.alerts()).hasSize(4).allSatisfy(alert -> Promql.parse(alert.expression()));
    }
  }

  @Test
  void somebodyIsToldWhenABudgetIsUsedTooFastForLongAndStill() {
    List<AlertRule> alerts = SloRules.of(availability("99.9").of(Team.TRADING), LONG).alerts();
    assertThat(alerts.get(0).expression())
        .isEqualTo(
            "slo:sli_error:ratio_rate1h%1$s > 0.0144 and slo:sli_error:ratio_rate5m%1$s > 0.0144 and avg_over_time(slo:sli_total:rate5m%1$s[1h]) > 0.1"
                .formatted(ME));
    assertThat(alerts.get(0).summary())
        .isEqualTo("orders availability burns its error budget at a rate of 14.4 or more");
    assertThat(alerts.get(0).description())
        .isEqualTo(
            "{{ $value | humanizePercentage }} of the last hour failed; 0.1% may. At this rate a budget of 30 days is gone in 50 hours or sooner.");
    assertThat(alerts)
        .extracting(
            alert -> alert.labels().get("long_window"),
            AlertRule::urgency,
            AlertRule::holdFor,
            AlertRule::team)
        .containsExactly(
            tuple("1h", Urgency.CRITICAL, Duration.ofMinutes(2), Team.TRADING),
            tuple("6h", Urgency.CRITICAL, Duration.ofMinutes(15), Team.TRADING),
            tuple("1d", Urgency.WARNING, Duration.ofHours(1), Team.TRADING),
            tuple("3d", Urgency.WARNING, Duration.ofHours(3), Team.TRADING));
  }

  /** In binary, 1 - 0.9995 is 0.0004999999999999449. */
  @ParameterizedTest
  @CsvSource({
    "99.9, 0.001, 0.0144 0.006 0.003 0.001",
    "99.95, 0.0005, 0.0072 0.003 0.0015 0.0005",
    "99.99, 0.0001, 0.00144 0.0006 0.0003 0.0001",
    "99, 0.01, 0.144 0.06 0.03 0.01",
    "95, 0.05, 0.72 0.3 0.15 0.05",
  })
  void thresholdsAreExact(String objective, String budget, String thresholds) {
    Slo slo = availability(objective);
    assertThat(slo.errorBudget()).hasToString(budget);
    assertThat(
            BurnRate.of(slo, LONG).stream()
                .map(rate -> rate.threshold(slo).toString())
                .collect(Collectors.joining(" ")))
        .isEqualTo(thresholds);
  }

  @Test
  void aRateThatNoShareOfErrorsReachesIsNoAlert() {
    assertThat(SloRules.of(availability("90"), LONG).alerts())
        .extracting(alert -> alert.labels().get("long_window"))
        .as("14.4 times a budget of 10 % is more than everything")
        .containsExactly("6h", "1d", "3d");
  }

  @ParameterizedTest
  @CsvSource({
    "35, 1h 6h 1d 3d, true",
    "30, 1h 6h 1d 3d, true",
    "29, 1h 6h 1d 3d, false",
    "3, 1h 6h 1d 3d, false",
    "2, 1h 6h 1d, false",
    "1, 1h 6h 1d, false",
  })
  void looksNoFurtherBackThanSamplesAreKept(int days, String windows, boolean counted) {
    Days retention = new Days(days);
    assertThat(
            SloRules.of(availability("99.9"), retention).alerts().stream()
                .map(alert -> alert.labels().get("long_window")))
        .containsExactly(windows.split(" "));
    Map<String, String> recorded = recorded(availability("99.9"), retention);
    assertThat(recorded.containsKey("slo:sli_error:ratio_rate3d")).isEqualTo(days >= 3);
    assertThat(recorded.containsKey("slo:sli_error:ratio_rate30d")).isEqualTo(counted);
    assertThat(recorded.containsKey("slo:period_error_budget_remaining:ratio")).isEqualTo(counted);
  }

  @Test
  void aBudgetIsCountedOverAsManyDaysAsSomebodyAsksFor() {
    assertThat(recorded(availability("99.9").over(new Days(7)), new Days(15)))
        .containsEntry(
            "slo:period_error_budget_remaining:ratio",
            "1 - slo:sli_error:ratio_rate7d" + ME + " / 0.001")
        .containsKey("slo:sli_error:ratio_rate7d");
    assertThat(
            SloRules.of(availability("99.9").over(new Days(3)), LONG).recordings().stream()
                .filter(rule -> rule.name().equals("slo:sli_error:ratio_rate3d")))
        .as("it is recorded anyway")
        .hasSize(1);
  }
}
