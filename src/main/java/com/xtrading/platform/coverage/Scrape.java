package com.xtrading.platform.coverage;

import com.google.re2j.Pattern;
import com.xtrading.platform.metric.MetricFamily;
import com.xtrading.platform.metric.MetricSet;
import com.xtrading.platform.metric.MetricType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One place that Prometheus asks again and again, as a rendered monitor says.
 *
 * @param from the monitor, as people call it
 * @param target labels that every sample gets, with their values where these are known
 * @param keepsOwn whether labels that the program gives stay where both have one of the same name
 * @param dropped names of series that are thrown away, as regular expressions
 * @param removed names of labels that are thrown away, as regular expressions
 * @param interval between two scrapes
 * @param offers what is exported there
 * @param reached whether network policies let Prometheus in
 */
record Scrape(
    String from,
    SortedMap<String, Optional<String>> target,
    boolean keepsOwn,
    List<Pattern> dropped,
    List<Pattern> removed,
    Duration interval,
    List<MetricSet> offers,
    boolean reached) {

  Scrape {
    dropped = List.copyOf(dropped);
    removed = List.copyOf(removed);
    offers = List.copyOf(offers);
  }

  boolean drops(String name) {
    return dropped.stream().anyMatch(pattern -> pattern.matches(name));
  }

  /** The series of a name that is exported here, as they are stored. */
  Optional<StoredSeries> stored(String name) {
    return offers.stream()
        .flatMap(set -> set.series(name).stream())
        .findFirst()
        .map(series -> new StoredSeries(name, series.type(), labels(series), Optional.of(this)));
  }

  /** What Prometheus says itself of each scrape. */
  StoredSeries about(String name) {
    return new StoredSeries(name, MetricType.GAUGE, target, Optional.of(this));
  }

  private SortedMap<String, Optional<String>> labels(MetricFamily.Series series) {
    SortedMap<String, Optional<String>> labels = new TreeMap<>(target);
    for (String label : series.labels()) {
      if (!labels.containsKey(label) || keepsOwn) {
        labels.put(label, Optional.empty());
      } else {
        labels.put("exported_" + label, Optional.empty());
      }
    }
    labels.keySet().removeIf(label -> removed.stream().anyMatch(one -> one.matches(label)));
    return labels;
  }
}
