package com.xtrading.platform.alerting;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that is demanded of an alert on its way to a route. Answers are exact or not given: what
 * expressions keep open counts neither as impossible nor as covered.
 */
record Demands(List<Matcher> matchers) {

  static final Demands NONE = new Demands(List.of());

  Demands {
    matchers = List.copyOf(matchers);
  }

  Demands and(List<Matcher> more) {
    return new Demands(Stream.concat(matchers.stream(), more.stream()).toList());
  }

  /** A label that can have no value, with what is demanded of it; absent where nobody can tell. */
  Optional<List<Matcher>> contradiction() {
    return matchers.stream()
        .map(Matcher::name)
        .distinct()
        .filter(label -> most(label).isEmpty())
        .map(this::of)
        .findFirst();
  }

  /** Whether each alert that fulfils this fulfils those too, for sure. */
  boolean imply(List<Matcher> others) {
    return others.stream().allMatch(this::imply);
  }

  private boolean imply(Matcher other) {
    if (matchers.contains(other)) {
      return true;
    }
    Values most = most(other.name());
    if (most.isFinite()) {
      return most.members().stream().allMatch(other::matchesValue);
    }
    return Values.of(other).map(most::isWithin).orElse(false);
  }

  /** No other values than these can be there; all of them, where there are finitely many. */
  private Values most(String label) {
    List<Matcher> open = new ArrayList<>();
    Values values = Values.ALL;
    for (Matcher matcher : of(label)) {
      Optional<Values> known = Values.of(matcher);
      values = known.map(values::and).orElse(values);
      if (known.isEmpty()) {
        open.add(matcher);
      }
    }
    if (!values.isFinite()) {
      return values;
    }
    Values left = values;
    for (String member : values.members()) {
      if (!open.stream().allMatch(matcher -> matcher.matchesValue(member))) {
        left = left.and(Values.of(new Matcher(label, Matcher.Op.NOT_EQUAL, member)).orElseThrow());
      }
    }
    return left;
  }

  private List<Matcher> of(String label) {
    return matchers.stream().filter(matcher -> matcher.name().equals(label)).toList();
  }
}
