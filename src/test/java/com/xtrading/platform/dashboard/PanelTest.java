package com.xtrading.platform.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.xtrading.platform.model.InvalidValue;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PanelTest {

  private static final Frame FRAME = Frame.of("Requests", "How many there are.", Unit.SHORT);
  private static final PromQl LINE = PromQl.range("sum by (job) (up)", "{{job}}");
  private static final PromQl NOW = PromQl.instant("sum(up)");

  @Test
  void aPanelNeedsATitleADescriptionAndAQuery() {
    refused(() -> Frame.of(" ", "Text.", Unit.SHORT), "a panel has no title");
    refused(() -> Frame.of("Requests", " ", Unit.SHORT), "panel \"Requests\" has no description");
    refused(() -> TimeSeries.of(FRAME), "panel \"Requests\" has 0 queries");
    refused(() -> PromQl.range("  ", "x"), "an expression is empty");
  }

  @Test
  void whatShowsOneNumberAsksForNow() {
    refused(() -> Stat.of(FRAME, LINE), "panel \"Requests\" asks over time");
    refused(() -> Gauge.of(FRAME, LINE), "panel \"Requests\" asks over time");
    refused(
        () ->
            Table.by("job", "Job", FRAME, new Table.Value("N", Unit.SHORT, Thresholds.NONE, LINE)),
        "panel \"Requests\" asks over time");
  }

  @Test
  void whatShowsTheWayToItAsksOverTime() {
    refused(() -> TimeSeries.of(FRAME, NOW), "panel \"Requests\" asks for now");
    refused(() -> Stat.graphed(FRAME, NOW), "panel \"Requests\" asks for now");
    refused(() -> StateTimeline.of(FRAME, State.DOWN_UP, NOW), "panel \"Requests\" asks for now");
    assertThatCode(() -> Stat.graphed(FRAME, LINE)).doesNotThrowAnyException();
  }

  @Test
  void everyLineHasANameOfItsOwn() {
    refused(
        () -> TimeSeries.of(FRAME, PromQl.range("up", "")),
        "a line of panel \"Requests\" has no legend");
    refused(
        () -> TimeSeries.of(FRAME, LINE, PromQl.range("sum by (job) (x)", "{{job}}")),
        "two queries of panel \"Requests\" have the legend \"{{job}}\"");
  }

  @Test
  void aPlaceholderThatGrafanaDoesNotFillIsRefused() {
    for (String legend : List.of("{job}", "{{job}", "{{ $labels.job }}", "{{.job}}", "}} {{")) {
      refused(
          () -> PromQl.range("up", legend),
          "legend \"%s\" has a placeholder that Grafana does not fill".formatted(legend));
    }
    assertThat(PromQl.range("up", "{{ job }} of {{pod}}").legend())
        .isEqualTo("{{ job }} of {{pod}}");
  }

  @Test
  void aLegendShowsLabelsThatTheExpressionKeeps() {
    refused(
        () -> TimeSeries.of(FRAME, PromQl.range("sum by (job) (up)", "{{pod}}")),
        "the legend of panel \"Requests\" shows {{pod}}, which its expression drops");
    assertThatCode(
            () ->
                TimeSeries.of(
                    FRAME,
                    PromQl.range("sum without (job) (up)", "{{pod}}"),
                    PromQl.range("up", "{{pod}} up"),
                    PromQl.range(
                        "sum by (pod) (x) * on (pod) group_left (node) y", "{{pod}} {{node}}"),
                    PromQl.range(
                        "label_replace(sum by (a) (x), \"b\", \"$1\", \"a\", \"(.*)\")", "{{b}}")))
        .doesNotThrowAnyException();
  }

  @Test
  void aRateOverTimeLeavesTheRangeToGrafana() {
    refused(
        () -> TimeSeries.of(FRAME, PromQl.range("sum(rate(x_total{a=\"b\"}[5m]))", "x")),
        "panel \"Requests\" takes the rate over [5m]");
    assertThatCode(
            () ->
                TimeSeries.of(
                    FRAME,
                    PromQl.range("rate(x_total[$__rate_interval])", "x"),
                    PromQl.range("rate(x_total{a=~\"b-[0-9]\"}[$__rate_interval])", "digits"),
                    PromQl.range("increase(x_total[1h])", "an hour")))
        .doesNotThrowAnyException();
  }

  @Test
  void aHeatmapAsksByBucket() {
    refused(
        () -> new Heatmap(FRAME, PromQl.range("sum by (job) (x)", "{{job}}")),
        "heatmap \"Requests\" does not ask by bucket");
    assertThat(Heatmap.of(FRAME, "x_bucket{a=\"b\"}").buckets().expression())
        .isEqualTo("sum by (le) (increase(x_bucket{a=\"b\"}[$__rate_interval]))");
  }

  @Test
  void columnsOfATableDiffer() {
    refused(
        () -> Table.by("job", "Job", FRAME, Table.Value.of("Job", Unit.SHORT, "up")),
        "table \"Requests\" has two columns \"Job\"");
    refused(
        () -> new Table(FRAME, List.of(), List.of(Table.Value.of("N", Unit.SHORT, "up"))),
        "table \"Requests\" has no column of labels");
  }

  @Test
  void sizesFitThePage() {
    refused(() -> new Size(25, 8), "a panel is 25 columns wide");
    refused(() -> new Size(0, 8), "a panel is 0 columns wide");
    refused(() -> new Size(12, 2), "a panel is 2 rows high");
    assertThat(new Size(24, 8)).isEqualTo(Size.FULL);
  }

  @Test
  void thresholdsAscend() {
    refused(() -> Thresholds.rising(0.5, 0.1), "threshold 0.1 follows 0.5");
    refused(() -> Thresholds.rising(0.5, 0.5), "threshold 0.5 follows 0.5");
    refused(() -> Thresholds.redFrom(Double.NaN), "threshold NaN is no number");
    assertThat(Thresholds.falling(1, 2).base()).isEqualTo(Color.RED);
  }

  @Test
  void aGaugeIsFullSomewhere() {
    refused(() -> new Gauge(FRAME, 0, List.of(NOW)), "gauge \"Requests\" is full at 0.0");
  }

  @Test
  void searchesAreAsLargeAsABrowserShows() {
    refused(() -> new Lucene("level:error", 5_001), "5001 lines are asked for");
    refused(() -> Lucene.of(" "), "a search in logs is empty");
    refused(() -> Traces.ofService(""), "a query for traces is empty");
  }

  @Test
  void aPageIsAskedAnewInTimesThatGrafanaCanSay() {
    refused(
        () -> new Period(Duration.ofHours(1), Duration.ofSeconds(1)),
        "a page is asked anew every PT1S");
    refused(
        () -> new Period(Duration.ofSeconds(90), Duration.ofSeconds(30)), "a page shows PT1M30S");
    Period period = new Period(Duration.ofMinutes(90), Duration.ofSeconds(30));
    assertThat(period.from()).isEqualTo("now-90m");
    assertThat(period.refreshText()).isEqualTo("30s");
    assertThat(Period.DAY.from()).isEqualTo("now-1d");
  }

  private static void refused(ThrowingCallable made, String problem) {
    InvalidValue refused = catchThrowableOfType(InvalidValue.class, made);
    assertThat(refused).isNotNull().hasMessage(problem);
    assertThat(refused.allowed()).isNotBlank();
    assertThat(refused.change()).isNotBlank();
  }
}
