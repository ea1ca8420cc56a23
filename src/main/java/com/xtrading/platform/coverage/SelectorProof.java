package com.xtrading.platform.coverage;

import com.xtrading.platform.metric.MetricSet;
import com.xtrading.platform.metric.StoredBound;
import com.xtrading.platform.model.Suggestion;
import com.xtrading.platform.promql.BinaryExpr;
import com.xtrading.platform.promql.BinaryOperator;
import com.xtrading.platform.promql.Expr;
import com.xtrading.platform.promql.LabelMatcher;
import com.xtrading.platform.promql.MatchOp;
import com.xtrading.platform.promql.VectorSelector;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Whether selectors find something: it is exported, scraped, kept, reachable, and called so. */
final class SelectorProof {

  private final MetricStore store;
  private final LabelFlow flow;
  private final Gaps gaps;

  /** What {@code unless} leaves out: that there is nothing of it is no gap. */
  private final Set<Expr> exclusions = Collections.newSetFromMap(new IdentityHashMap<>());

  SelectorProof(MetricStore store, LabelFlow flow, Expr expression, Gaps gaps) {
    this.store = store;
    this.flow = flow;
    this.gaps = gaps;
    expression.parts(BinaryExpr.class).stream()
        .filter(binary -> binary.operator() == BinaryOperator.UNLESS)
        .forEach(binary -> exclusions.addAll(binary.right().parts(VectorSelector.class)));
  }

  void check(VectorSelector selector) {
    Optional<String> metric = selector.metric();
    if (metric.isEmpty()) {
      return;
    }
    String name = metric.get();
    List<StoredSeries> stored = store.series(name);
    if (stored.isEmpty()) {
      unknown(selector, name);
      return;
    }
    if (flow.found(selector).isEmpty()) {
      if (!exclusions.contains(selector)) {
        unmet(selector, name, stored);
      }
      return;
    }
    for (LabelMatcher matcher : selector.matchers()) {
      bound(selector, name, matcher);
    }
    List<Scrape> scraped =
        flow.found(selector).stream().flatMap(one -> one.scrape().stream()).toList();
    if (!scraped.isEmpty() && scraped.stream().noneMatch(Scrape::reached)) {
      gaps.add(
          selector,
          "no network policy lets Prometheus reach where %s is exported (%s)"
              .formatted(name, scraped.get(0).from()),
          "open the port to Prometheus, as declared metrics are");
    }
  }

  private void unknown(VectorSelector selector, String name) {
    Optional<Scrape> dropping = store.dropping(name);
    List<MetricSet> exporting = MetricStore.exporting(name);
    if (dropping.isPresent()) {
      gaps.add(
          selector,
          "%s throws %s away".formatted(dropping.get().from(), name),
          "keep it there, or use another metric");
    } else if (!exporting.isEmpty()) {
      gaps.add(
          selector,
          "%s comes from %s, which nothing here scrapes".formatted(name, exporting.get(0)),
          "declare the metrics of that component, or leave the expression out where it is not");
    } else {
      gaps.add(
          selector,
          "nobody exports or records %s".formatted(name),
          Suggestion.of(name, store.names())
              .map(near -> "write " + near)
              .orElse("use a metric of the catalogue, or add it with its source"));
    }
  }

  /** Says which condition nothing meets. */
  private void unmet(VectorSelector selector, String name, List<StoredSeries> stored) {
    for (LabelMatcher matcher : selector.matchers()) {
      if (stored.stream().noneMatch(one -> LabelFlow.meets(one, matcher))) {
        SortedSet<String> labels = new TreeSet<>();
        SortedSet<String> values = new TreeSet<>();
        stored.forEach(
            one -> {
              labels.addAll(one.labels().keySet());
              Optional.ofNullable(one.labels().get(matcher.name()))
                  .flatMap(value -> value)
                  .ifPresent(values::add);
            });
        if (values.isEmpty()) {
          gaps.add(
              selector,
              "%s has no label %s".formatted(name, matcher.name()),
              labels.contains("exported_" + matcher.name())
                  ? "write exported_%s, as it is renamed when it is scraped"
                      .formatted(matcher.name())
                  : "use one of " + Suggestion.list(labels));
        } else {
          gaps.add(
              selector,
              "no series of %s meets %s".formatted(name, matcher),
              "%s is %s".formatted(matcher.name(), Suggestion.list(values)));
        }
        return;
      }
    }
    gaps.add(
        selector,
        "no series of %s meets all of %s".formatted(name, selector.matchers()),
        "they come from different places; ask for one of them");
  }

  /**
   * Prometheus 3 stores bounds of buckets as numbers with a point (scrape, "le" and "quantile").
   */
  private void bound(VectorSelector selector, String name, LabelMatcher matcher) {
    boolean isBound =
        matcher.name().equals("le") && name.endsWith("_bucket")
            || matcher.name().equals("quantile");
    if (isBound && matcher.op() == MatchOp.EQUAL) {
      StoredBound.of(matcher.value())
          .filter(bound -> !bound.equals(matcher.value()))
          .ifPresent(
              bound ->
                  gaps.add(
                      selector,
                      "%s never matches: Prometheus stores the bound as \"%s\""
                          .formatted(matcher, bound),
                      "write %s=\"%s\"".formatted(matcher.name(), bound)));
    }
  }
}
