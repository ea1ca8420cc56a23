package com.xtrading.platform.slo;

import com.xtrading.platform.declaration.AlertGroup;
import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.AlertRule.Message;
import com.xtrading.platform.declaration.RecordingRule;
import com.xtrading.platform.declaration.Slo;
import com.xtrading.platform.model.Days;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What follows from one objective where samples are kept for some time. */
public final class SloRules {

  /** The alert, and its runbook. */
  public static final String ALERT = "SLOErrorBudgetBurn";

  /** The page that shows more. */
  public static final String PAGE = "xtrading-slo";

  static final String TOTAL = "slo:sli_total:rate5m";
  static final String ERRORS = "slo:sli_errors:rate5m";
  static final String RATIO = "slo:sli_error:ratio_rate";

  /** Over so many days a budget is counted where nobody says otherwise. */
  public static final Days PERIOD = new Days(30);

  private final Slo slo;
  private final Days retention;
  private final SloScenarios scenarios;

  private SloRules(Slo slo, Days retention) {
    this.slo = slo;
    this.retention = retention;
    scenarios = new SloScenarios(slo);
  }

  public static SloRules of(Slo slo, Days retention) {
    return new SloRules(slo, retention);
  }

  /** Over how many days the budget is counted; empty where samples are not kept for so long. */
  public static Optional<Days> period(Slo slo, Days retention) {
    return Optional.of(slo.period().orElse(PERIOD)).filter(days -> days.compareTo(retention) <= 0);
  }

  /** Rules in the order in which they read each other. */
  public List<RecordingRule> recordings() {
    List<RecordingRule> rules = new ArrayList<>();
    rules.add(rule(TOTAL, slo.sli().total(Window.FIVE_MINUTES.text())));
    rules.add(rule(ERRORS, slo.sli().errors(Window.FIVE_MINUTES.text())));
    for (Window window : Window.values()) {
      if (window.isOfSource()) {
        rules.add(scenarios.prove(window, rule(RATIO + window.text(), ofSource(window.text()))));
      } else if (window.isWithin(retention)) {
        rules.add(scenarios.prove(window, rule(RATIO + window.text(), ofRecorded(window.text()))));
      }
    }
    rules.add(rule("slo:objective:ratio", "vector(%s)".formatted(slo.share())));
    rules.add(rule("slo:error_budget:ratio", "vector(%s)".formatted(slo.errorBudget())));
    rules.add(
        rule(
            "slo:current_burn_rate:ratio",
            "%s / %s".formatted(selected(RATIO + Window.FIVE_MINUTES.text()), slo.errorBudget())));
    period(slo, retention)
        .ifPresent(
            days -> {
              if (isNew(days)) {
                rules.add(rule(RATIO + days, ofRecorded(days.toString())));
              }
              rules.add(
                  rule(
                      "slo:period_error_budget_remaining:ratio",
                      "1 - %s / %s".formatted(selected(RATIO + days), slo.errorBudget())));
            });
    return rules;
  }

  /** Whether no window records it already. */
  private static boolean isNew(Days days) {
    return Arrays.stream(Window.values())
        .noneMatch(window -> window.text().equals(days.toString()));
  }

  /** An alert for each speed at which the budget may be used up. */
  public List<AlertRule> alerts() {
    return BurnRate.of(slo, retention).stream().map(this::alert).toList();
  }

  private AlertRule alert(BurnRate rate) {
    BigDecimal threshold = rate.threshold(slo);
    String longWindow = rate.longWindow().text();
    return scenarios.prove(
        rate,
        new AlertGroup(group(), slo.team(), PAGE)
            .rule(
                ALERT,
                rate.urgency(),
                rate.holdFor(),
                "%s > %s and %s > %s and avg_over_time(%s[%s]) > %s"
                    .formatted(
                        selected(RATIO + longWindow),
                        threshold,
                        selected(RATIO + rate.shortWindow().text()),
                        threshold,
                        selected(TOTAL),
                        longWindow,
                        slo.leastTraffic().toPlainString()),
                new Message(
                    "%s %s burns its error budget at a rate of %s or more"
                        .formatted(slo.service(), slo.name(), rate.factor()),
                    "{{ $value | humanizePercentage }} of the last %s %s; %s%% may. At this rate a budget of %d days is gone in %s or sooner."
                        .formatted(
                            rate.longWindow().spoken(),
                            slo.sli().bad(),
                            slo.errorBudget()
                                .movePointRight(2)
                                .stripTrailingZeros()
                                .toPlainString(),
                            BurnRate.LASTS,
                            left(rate))))
            .withLabel("service", slo.service())
            .withLabel("slo", slo.name())
            .withLabel("long_window", longWindow));
  }

  private static String left(BurnRate rate) {
    BigDecimal hours = rate.hoursLeft();
    return rate == BurnRate.HOUR
        ? hours.toPlainString() + " hours"
        : hours.divide(BigDecimal.valueOf(24)).toPlainString() + " days";
  }

  /** No error is 0, no event is nothing at all. */
  private String ofSource(String window) {
    return "(%s) / (%s > 0)".formatted(slo.sli().errors(window), slo.sli().total(window));
  }

  /** Of all events, however they are spread over the window; a mean of ratios would not be. */
  private String ofRecorded(String window) {
    return "sum_over_time(%1$s[%3$s]) / (sum_over_time(%2$s[%3$s]) > 0)"
        .formatted(selected(ERRORS), selected(TOTAL), window);
  }

  private RecordingRule rule(String name, String expression) {
    return new RecordingRule(group(), name, expression, labels());
  }

  private String group() {
    return "slo-%s-%s".formatted(slo.service(), slo.name());
  }

  private String selected(String recorded) {
    return "%s{service=\"%s\", slo=\"%s\"}".formatted(recorded, slo.service(), slo.name());
  }

  private SortedMap<String, String> labels() {
    return new TreeMap<>(Map.of("service", slo.service(), "slo", slo.name()));
  }
}
