package com.xtrading.platform.slo;

import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.AlertScenario.Given;
import com.xtrading.platform.declaration.ExpectedAlert;
import com.xtrading.platform.declaration.InputSeries;
import com.xtrading.platform.declaration.RecordingRule;
import com.xtrading.platform.declaration.SeriesLabels;
import com.xtrading.platform.declaration.Slo;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What proves the rules of an objective. Thresholds and times are tried on what is recorded, where
 * every window can be given a value of its own; that windows are recorded as they should be, on
 * samples of the service.
 */
final class SloScenarios {

  private static final BigDecimal NEARLY = new BigDecimal("0.9");
  private static final BigDecimal BEYOND = new BigDecimal("1.1");

  /** Far enough for every threshold above it, and near enough for none of the next. */
  private static final BigDecimal CLEARLY = new BigDecimal("1.2");

  private static final Duration A_WHILE = Duration.ofMinutes(20);
  private static final MathContext FOUR_DIGITS = new MathContext(4);

  private final Slo slo;
  private final SeriesLabels recorded;

  SloScenarios(Slo slo) {
    this.slo = slo;
    recorded = SeriesLabels.of("service", slo.service(), "slo", slo.name());
  }

  AlertRule prove(BurnRate rate, AlertRule alert) {
    BigDecimal threshold = rate.threshold(slo);
    BigDecimal beyond = threshold.multiply(BEYOND);
    BigDecimal nearly = threshold.multiply(NEARLY);
    BigDecimal enough = slo.leastTraffic().multiply(BEYOND);
    AlertRule proven =
        alert
            .quiet("nothing is known", Given.of())
            .fires(
                "a tenth above the threshold in both windows",
                windows(rate, beyond, beyond, enough),
                expected(beyond))
            .quiet("a tenth below it in the long window", windows(rate, nearly, beyond, enough))
            .quiet("a tenth below it in the short window", windows(rate, beyond, nearly, enough))
            .quiet(
                "there are few events",
                windows(rate, beyond, beyond, slo.leastTraffic().multiply(NEARLY)))
            .quiet("nothing happens", Given.of(slo.sli().nothing()));
    BigDecimal share = threshold.multiply(CLEARLY).min(BigDecimal.ONE);
    if (slo.sli().divides()) {
      return proven.firesBy(
          "the service fails so often",
          events(share),
          rate.holdFor().plus(rate.holdFor().dividedBy(2)).plus(Duration.ofMinutes(5)),
          expected(share));
    }
    return rate == BurnRate.HOUR
        ? proven.firesBy(
            "the service fails",
            Given.of(slo.sli().someBad(1)),
            Duration.ofMinutes(10),
            expected(BigDecimal.ONE))
        : proven;
  }

  private Given windows(
      BurnRate rate, BigDecimal longRatio, BigDecimal shortRatio, BigDecimal traffic) {
    return Given.of(
        recorded.gauge(SloRules.RATIO + rate.longWindow().text(), longRatio.doubleValue()),
        recorded.gauge(SloRules.RATIO + rate.shortWindow().text(), shortRatio.doubleValue()),
        recorded.gauge(SloRules.TOTAL, traffic.doubleValue()));
  }

  private Given events(BigDecimal share) {
    BigDecimal all = slo.leastTraffic().multiply(BigDecimal.TEN);
    BigDecimal bad = all.multiply(share);
    return together(
        slo.sli().someGood(all.subtract(bad).doubleValue()), slo.sli().someBad(bad.doubleValue()));
  }

  private static Given together(List<InputSeries> some, List<InputSeries> others) {
    List<InputSeries> all = new ArrayList<>(some);
    all.addAll(others);
    return Given.of(all);
  }

  private ExpectedAlert expected(BigDecimal ratio) {
    BigDecimal percent = ratio.movePointRight(2).round(FOUR_DIGITS).stripTrailingZeros();
    return recorded.alert(percent.toPlainString() + "%");
  }

  RecordingRule prove(Window window, RecordingRule rule) {
    Given good = Given.of(slo.sli().someGood(3));
    Given mixed = together(slo.sli().someGood(3), slo.sli().someBad(1));
    RecordingRule proven =
        rule.gives("a quarter fails", mixed, A_WHILE, new BigDecimal("0.25"))
            .gives("nothing has ever failed", good, A_WHILE, BigDecimal.ZERO)
            .givesNothing("nothing happens", Given.of(slo.sli().nothing()), A_WHILE);
    if (window.isOfSource() || !slo.sli().divides()) {
      return proven;
    }
    // Half of the events of the second half fail, which are two thirds of all. Rates of the first
    // minutes are too low.
    List<InputSeries> later =
        slo.sli().someBad(3).stream().map(one -> one.startingAfter(A_WHILE.dividedBy(2))).toList();
    return proven.gives(
        "more happens while it fails",
        together(slo.sli().someGood(3), later),
        A_WHILE,
        new BigDecimal("0.30"));
  }
}
