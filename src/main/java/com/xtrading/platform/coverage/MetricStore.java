package com.xtrading.platform.coverage;

import com.xtrading.platform.coverage.WatchedExpression.Use;
import com.xtrading.platform.metric.MetricSet;
import com.xtrading.platform.metric.MetricType;
import com.xtrading.platform.promql.Expr;
import com.xtrading.platform.promql.Promql;
import com.xtrading.platform.promql.PromqlException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What Prometheus holds: what it scrapes, what it says of that itself, and what rules record. */
final class MetricStore {

  /** What Prometheus stores beside each scrape (Prometheus, "Jobs and instances"). */
  private static final Set<String> OF_EACH_SCRAPE =
      Set.of(
          "up",
          "scrape_duration_seconds",
          "scrape_samples_post_metric_relabeling",
          "scrape_samples_scraped",
          "scrape_series_added");

  private static final Set<String> OF_EACH_ALERT = Set.of("ALERTS", "ALERTS_FOR_STATE");

  private final List<Scrape> scrapes;
  private final List<WatchedExpression> rules;
  private final Map<String, List<StoredSeries>> known = new HashMap<>();
  private final Set<String> asked = new HashSet<>();

  /**
   * @param rules those whose results are stored, alerts among them
   */
  MetricStore(Collection<Scrape> scrapes, Collection<WatchedExpression> rules) {
    this.scrapes = List.copyOf(scrapes);
    this.rules = List.copyOf(rules);
  }

  /** The same scrapes with other rules. */
  MetricStore with(Collection<WatchedExpression> others) {
    return new MetricStore(scrapes, others);
  }

  /** Every series of a name that is stored; none where nothing is. */
  List<StoredSeries> series(String name) {
    List<StoredSeries> found = known.get(name);
    if (found == null) {
      if (!asked.add(name)) {
        // A rule that reads what it records knows no more than others say.
        return List.of();
      }
      found = find(name);
      known.put(name, found);
    }
    return found;
  }

  private List<StoredSeries> find(String name) {
    List<StoredSeries> found = new ArrayList<>();
    for (Scrape scrape : scrapes) {
      if (OF_EACH_SCRAPE.contains(name)) {
        found.add(scrape.about(name));
      } else if (!scrape.drops(name)) {
        scrape.stored(name).ifPresent(found::add);
      }
    }
    for (WatchedExpression rule : rules) {
      if (rule.use() == Use.RECORDING && rule.name().equals(name)) {
        found.add(computed(name, List.of(rule)));
      }
    }
    if (OF_EACH_ALERT.contains(name)) {
      found.add(computed(name, rules.stream().filter(rule -> rule.use() == Use.ALERT).toList()));
    }
    return found;
  }

  /** What the results of rules are stored as. */
  private StoredSeries computed(String name, List<WatchedExpression> by) {
    SortedMap<String, Optional<String>> labels = new TreeMap<>();
    if (OF_EACH_ALERT.contains(name)) {
      labels.put("alertname", Optional.empty());
      labels.put("alertstate", Optional.empty());
    }
    for (WatchedExpression rule : by) {
      parsed(rule.text())
          .map(expression -> new LabelFlow(this, expression).result().labels())
          .orElse(new TreeSet<>())
          .forEach(label -> labels.put(label, Optional.empty()));
      rule.given()
          .forEach(
              (label, value) ->
                  labels.put(label, by.size() == 1 ? Optional.of(value) : Optional.empty()));
    }
    return new StoredSeries(name, MetricType.UNTYPED, labels, Optional.empty());
  }

  private static Optional<Expr> parsed(String text) {
    try {
      return Optional.of(Promql.parse(text));
    } catch (PromqlException e) {
      return Optional.empty();
    }
  }

  /** Who throws away what is called so. */
  Optional<Scrape> dropping(String name) {
    return scrapes.stream()
        .filter(scrape -> scrape.drops(name) && scrape.stored(name).isPresent())
        .findFirst();
  }

  /** Programs that export what is called so, though none of them is scraped. */
  static List<MetricSet> exporting(String name) {
    return Arrays.stream(MetricSet.values()).filter(set -> set.series(name).isPresent()).toList();
  }

  /** Every name that somebody exports or records. */
  SortedSet<String> names() {
    SortedSet<String> names =
        Arrays.stream(MetricSet.values())
            .flatMap(MetricSet::names)
            .collect(Collectors.toCollection(TreeSet::new));
    rules.stream()
        .filter(rule -> rule.use() == Use.RECORDING)
        .forEach(rule -> names.add(rule.name()));
    names.addAll(OF_EACH_SCRAPE);
    names.addAll(OF_EACH_ALERT);
    return names;
  }
}
