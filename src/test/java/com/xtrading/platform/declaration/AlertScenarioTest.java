package com.xtrading.platform.declaration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrading.platform.declaration.AlertRule.Message;
import com.xtrading.platform.declaration.AlertRule.Team;
import com.xtrading.platform.declaration.AlertRule.Urgency;
import com.xtrading.platform.declaration.AlertScenario.Given;
import java.time.Duration;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AlertScenarioTest {

  private static final Duration STEP = AlertScenario.EVALUATION;
  private static final SeriesLabels POD = SeriesLabels.ofPod("shop", "orders", "orders-0");

  private static AlertRule rule(Duration holdFor) {
    return new AlertGroup("orders", Team.DATA, "xtrading-orders")
        .rule("OrdersDown", Urgency.INFO, holdFor, "up == 0", new Message("summary", "text"));
  }

  @Test
  void anAlertThatFiresIsQuietOneEvaluationBefore() {
    AlertRule alert =
        rule(Duration.ofMinutes(5))
            .fires("it is down", Given.of(POD.gauge("up", 0)), POD.alert())
            .quiet("it is up", Given.of(POD.gauge("up", 1)));
    assertThat(alert.scenarios())
        .extracting(AlertScenario::at)
        .containsExactly(Duration.ofSeconds(270), Duration.ofSeconds(300), Duration.ofSeconds(300));
    assertThat(alert.scenarios())
        .extracting(AlertScenario::fires)
        .containsExactly(false, true, false);
  }

  @Test
  void whatFiresAtOnceHasNoEvaluationBefore() {
    assertThat(
            rule(Duration.ZERO)
                .fires("it is down", Given.of(POD.gauge("up", 0)), POD.alert())
                .scenarios())
        .hasSize(1);
  }

  @Test
  void aConditionOverCountersHoldsFromTheSecondSampleOn() {
    assertThat(Given.of(POD.counter("requests_total", 1)).since()).isEqualTo(STEP);
    assertThat(Given.of(POD.gauge("up", 1)).since()).isZero();
    assertThat(Given.of(POD.counter("requests_total", 1)).since(Duration.ofMinutes(3)).since())
        .isEqualTo(Duration.ofMinutes(3));
  }

  @Test
  void seriesAreWrittenAsPromtoolReadsThem() {
    Duration until = Duration.ofMinutes(2);
    assertThat(POD.gauge("up", 0.5).values(STEP, until)).isEqualTo("0.5+0x4");
    assertThat(POD.counter("c", 0.1).values(STEP, until)).isEqualTo("0+3x4");
    assertThat(POD.clock("t", 11).values(STEP, until)).isEqualTo("-11+30x4");
    assertThat(POD.line("left", 10, -0.01).values(STEP, until)).isEqualTo("10-0.3x4");
    assertThat(POD.gauge("up", 1).then(Duration.ofMinutes(1), 0).values(STEP, until))
        .isEqualTo("1+0x1 0+0x2");
    assertThat(POD.gauge("up", 1).startingAfter(Duration.ofMinutes(1)).values(STEP, until))
        .isEqualTo("_x2 1+0x2");
  }

  @Test
  void labelsAreThoseThatAMonitorGives() {
    assertThat(POD.gauge("up", 1).selector())
        .isEqualTo(
            "up{container=\"orders\", endpoint=\"metrics\", job=\"shop/orders\", namespace=\"shop\", pod=\"orders-0\"}");
    assertThat(SeriesLabels.ofService("shop", "orders", "orders-0").labels())
        .containsEntry("job", "orders")
        .containsEntry("service", "orders");
    assertThat(SeriesLabels.none().gauge("up", 1).selector()).isEqualTo("up");
    assertThatThrownBy(() -> SeriesLabels.of("pod")).hasMessage("a label has no value: pod");
  }

  @Test
  void textsReadAsPrometheusFillsThem() {
    assertThat(
            POD.alert("85%").text("{{ $labels.pod }} has used {{ $value | humanizePercentage }}"))
        .isEqualTo("orders-0 has used 85%");
  }

  @Test
  void refusesATextWithALabelThatWouldBeEmpty() {
    assertThatThrownBy(() -> POD.by("namespace").alert().text("{{ $labels.pod }} is down"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "\"{{ $labels.pod }} is down\" shows the label pod, which the expression does not return,"
                + " only [namespace]; keep it in the expression, or leave it out");
    assertThatThrownBy(() -> POD.alert().text("{{ $value }} are down"))
        .hasMessageContaining("shows a number, and the scenario says none");
  }

  @Test
  void aRecordingSaysItsLevelMetricAndOperation() {
    assertThatThrownBy(() -> new RecordingRule("slo", "errors", "up", new TreeMap<>()))
        .hasMessageContaining("write level:metric:operation, such as job:http_requests:rate5m");
    assertThat(new RecordingRule("slo", "job:errors:rate5m", "up", new TreeMap<>()).labels())
        .isEmpty();
  }
}
