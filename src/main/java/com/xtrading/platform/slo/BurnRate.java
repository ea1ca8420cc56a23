package com.xtrading.platform.slo;

import com.xtrading.platform.declaration.AlertRule.Urgency;
import com.xtrading.platform.declaration.Slo;
import com.xtrading.platform.model.Days;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * How much faster than allowed a budget may be used before somebody is told. The long window says
 * that it matters, the short one that it still goes on (Google, "The Site Reliability Workbook",
 * chapter 5: multiwindow, multi-burn-rate alerts).
 */
enum BurnRate {
  HOUR("14.4", Window.HOUR, Window.FIVE_MINUTES, Duration.ofMinutes(2), Urgency.CRITICAL),
  SIX_HOURS("6", Window.SIX_HOURS, Window.HALF_HOUR, Duration.ofMinutes(15), Urgency.CRITICAL),
  DAY("3", Window.DAY, Window.TWO_HOURS, Duration.ofHours(1), Urgency.WARNING),
  THREE_DAYS("1", Window.THREE_DAYS, Window.SIX_HOURS, Duration.ofHours(3), Urgency.WARNING);

  /** Days that a budget lasts at a burn rate of 1. */
  static final int LASTS = 30;

  private final BigDecimal factor;
  private final Window longWindow;
  private final Window shortWindow;
  private final Duration holdFor;
  private final Urgency urgency;

  BurnRate(
      String factor, Window longWindow, Window shortWindow, Duration holdFor, Urgency urgency) {
    this.factor = new BigDecimal(factor);
    this.longWindow = longWindow;
    this.shortWindow = shortWindow;
    this.holdFor = holdFor;
    this.urgency = urgency;
  }

  /**
   * Those that can be judged: samples are kept for so long, and there is a share of errors that
   * reaches them. 14.4 times a budget of 10 % would be more than everything.
   */
  static List<BurnRate> of(Slo slo, Days retention) {
    return Arrays.stream(values())
        .filter(rate -> rate.longWindow.isWithin(retention))
        .filter(rate -> rate.threshold(slo).compareTo(BigDecimal.ONE) < 0)
        .toList();
  }

  /** The share of errors at which the budget is used so fast; exact. */
  BigDecimal threshold(Slo slo) {
    return new BigDecimal(slo.errorBudget().multiply(factor).stripTrailingZeros().toPlainString());
  }

  /** In how many hours the budget of thirty days is gone. */
  BigDecimal hoursLeft() {
    return BigDecimal.valueOf(LASTS * 24L).divide(factor);
  }

  BigDecimal factor() {
    return factor;
  }

  Window longWindow() {
    return longWindow;
  }

  Window shortWindow() {
    return shortWindow;
  }

  Duration holdFor() {
    return holdFor;
  }

  Urgency urgency() {
    return urgency;
  }
}
