package com.xtrading.platform.coverage;

import com.xtrading.platform.metric.MetricType;
import com.xtrading.platform.promql.LabelMatcher;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Series of one name as Prometheus stores them, from one place.
 *
 * @param name the metric
 * @param type what its values mean; untyped for what a rule records
 * @param labels every label that a series may have, with its value where all have the same one
 * @param scrape where they come from; empty for what Prometheus computes
 */
record StoredSeries(
    String name,
    MetricType type,
    SortedMap<String, Optional<String>> labels,
    Optional<Scrape> scrape) {

  StoredSeries {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
  }

  /** Whether a series of it may meet a condition. */
  boolean mayMeet(LabelMatcher matcher) {
    if (Variables.isIn(matcher.value())) {
      return true;
    }
    Optional<String> value = labels.get(matcher.name());
    if (value == null) {
      return matcher.matchesEmpty();
    }
    return value.isEmpty() || matcher.matches(value.get());
  }
}
