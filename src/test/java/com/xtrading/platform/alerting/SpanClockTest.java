package com.xtrading.platform.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanClockTest {

  private static SpanClock clock(String span) {
    ConfigFile file =
        ConfigFile.read(
            "test.yaml",
            """
            route: {receiver: a}
            receivers: [{name: a}]
            time_intervals: [{name: x, time_intervals: [{%s}]}]
            """
                .formatted(span));
    assertThat(file.located(file.refusals())).isEmpty();
    return new SpanClock(file.config().orElseThrow().timeIntervals().get(0).spans().get(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "; 2026-12-01T12:00:00Z; true",
        "weekdays: [sunday]; 2026-11-29T23:59:59Z; true",
        "weekdays: [sunday]; 2026-11-30T00:00:00Z; false",
        "weekdays: ['Monday:FRIDAY']; 2026-11-30T00:00:00Z; true",
        "weekdays: []; 2026-11-30T00:00:00Z; false",
        "times: []; 2026-11-30T00:00:00Z; false",
        "times: [{start_time: '09:00', end_time: '17:00'}]; 2026-11-30T16:59:59Z; true",
        "times: [{start_time: '09:00', end_time: '17:00'}]; 2026-11-30T17:00:00Z; false",
        "days_of_month: ['-1']; 2026-02-28T00:00:00Z; true",
        "days_of_month: ['-1']; 2028-02-28T00:00:00Z; false",
        "days_of_month: ['29:31']; 2026-02-28T00:00:00Z; false",
        "days_of_month: ['-31:-28']; 2026-02-01T00:00:00Z; true",
        "days_of_month: ['20:-5']; 2026-04-26T00:00:00Z; true",
        "days_of_month: ['20:-5']; 2026-04-27T00:00:00Z; false",
        "months: ['november:december']; 2026-12-31T23:59:59Z; true",
        "months: ['11']; 2026-12-31T23:59:59Z; false",
        "years: ['2026:2027']; 2028-01-01T00:00:00Z; false",
        "days_of_month: ['1'], location: Asia/Shanghai; 2026-11-30T16:00:00Z; true",
        "days_of_month: ['1'], location: Asia/Shanghai; 2026-12-01T16:00:00Z; false"
      })
  void holdsAsInAlertmanager(String span, String at, boolean holds) {
    assertThat(clock(span == null ? "" : span).holds(Instant.parse(at))).isEqualTo(holds);
  }

  /** Alertmanager v0.34.2 takes a month with an hour less for one with a day less. */
  @Test
  void theLastDayOfAMonthInWhichClocksGoForwardIsTheLastButOne() {
    SpanClock last = clock("days_of_month: ['-1'], location: Europe/Berlin");
    assertThat(last.holds(Instant.parse("2026-03-30T10:00:00Z"))).isTrue();
    assertThat(last.holds(Instant.parse("2026-03-31T10:00:00Z"))).isFalse();
    assertThat(last.holds(Instant.parse("2026-10-31T10:00:00Z"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "days_of_month: ['31'], months: [february]; false",
        "days_of_month: ['29'], months: [february]; true",
        "days_of_month: ['29'], months: [february], years: ['2026:2027']; false",
        "days_of_month: ['29'], months: [february], weekdays: [monday]; true",
        "months: ['13']; false",
        "years: ['99999']; false",
        "weekdays: []; false",
        "times: []; false",
        "years: ['1:9999'], days_of_month: ['31'], months: ['april']; false"
      })
  void knowsWhetherAnyDayFulfilsIt(String span, boolean ever) {
    assertThat(clock(span).everHolds()).isEqualTo(ever);
  }

  /** An hour that comes twice, and one that does not come. */
  @ParameterizedTest
  @CsvSource({
    "2026-10-25T00:00:00Z, 2026-10-25T01:00:00Z", // 02:00 summer time, then 02:00 again
    "2026-10-25T01:00:00Z, 2026-10-25T01:30:00Z",
    "2026-03-29T00:59:00Z, 2026-03-29T01:00:00Z"
  })
  void changesOfClocksAreLookedAt(String after, String next) {
    SpanClock clock =
        clock("location: Europe/Berlin, times: [{start_time: '02:30', end_time: '03:30'}]");
    List<Instant> changes = new java.util.ArrayList<>();
    Instant at = Instant.parse(after);
    while (at.isBefore(Instant.parse(after).plusSeconds(6 * 3600))) {
      at = clock.nextChange(at).orElseThrow();
      changes.add(at);
    }
    assertThat(changes).contains(Instant.parse(next)).isSorted().doesNotHaveDuplicates();
  }
}
