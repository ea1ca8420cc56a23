package com.xtrading.platform.monitoring;

import com.xtrading.platform.declaration.Slo;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.document.Paragraph;
import com.xtrading.platform.document.Section;
import com.xtrading.platform.document.Table;
import com.xtrading.platform.model.Days;
import com.xtrading.platform.model.HttpsUrl;
import com.xtrading.platform.slo.SloRules;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** What the README of an environment says about objectives. */
final class SloSection {

  private static final BigDecimal MINUTES = BigDecimal.valueOf(30L * 24 * 60);

  /** The section; empty where there are no objectives. */
  static Optional<Section> of(Topology topology, Days retention, HttpsUrl repository) {
    if (topology.slos().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Section.of(
            "Service level objectives",
            new Paragraph(
                "How many events must be good. The budget is the time for which everything may fail within 30 days. What is"
                    + " judged longest: %s. `%s` says when a budget is used up too fast ([runbook](%s)); the page `%s` shows all of them."
                        .formatted(
                            longest(topology, retention),
                            SloRules.ALERT,
                            Runbooks.of(SloRules.ALERT, repository),
                            SloRules.PAGE)),
            new Table(
                List.of("service", "objective", "good is", "good of a hundred", "budget", "team"),
                topology.slos().stream().map(SloSection::row).toList())));
  }

  /** Samples are not kept for long enough everywhere. */
  private static String longest(Topology topology, Days retention) {
    return topology.slos().stream().anyMatch(slo -> SloRules.period(slo, retention).isPresent())
        ? "the budget of 30 days"
        : "three days, since samples are kept for %s".formatted(retention);
  }

  private static List<String> row(Slo slo) {
    return List.of(
        slo.service(),
        slo.name(),
        slo.sli().good(),
        slo.objective().toPlainString(),
        slo.errorBudget().multiply(MINUTES).stripTrailingZeros().toPlainString() + " min",
        slo.team().label());
  }

  private SloSection() {}
}
