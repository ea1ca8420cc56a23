package com.xtrading.platform.alerting;

import com.xtrading.platform.model.InvalidValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which alerts of a route become one notification. The four forms are four things:
 *
 * <table>
 *   <caption>What is written</caption>
 *   <tr><td>nothing</td><td>{@link Inherited}: as the route above; all together at the root</td></tr>
 *   <tr><td>{@code []}</td><td>{@link Together}: all in one, whatever the route above says</td></tr>
 *   <tr><td>{@code ['...']}</td><td>{@link EachAlert}: by all labels, so each alert alone</td></tr>
 *   <tr><td>labels</td><td>{@link ByLabels}: by these, and no longer by those above</td></tr>
 * </table>
 */
public sealed interface GroupBy {

  /** What stands for all labels. */
  String ALL = "...";

  /** As the route above. */
  record Inherited() implements GroupBy {}

  /** All alerts of the route in one group. */
  record Together() implements GroupBy {}

  /** A group for each set of labels. */
  record EachAlert() implements GroupBy {}

  /**
   * A group for each combination of values.
   *
   * @param labels at least one, each once, none of them {@code ...}
   */
  record ByLabels(List<String> labels) implements GroupBy {
    public ByLabels {
      labels = List.copyOf(labels);
      if (labels.isEmpty()) {
        throw new IllegalArgumentException("no labels: that is Together");
      }
      Set<String> seen = new HashSet<>();
      for (String label : labels) {
        if (label.isEmpty()) {
          throw invalid("group_by has a label without a name", "remove it");
        }
        if (label.equals(ALL)) {
          throw invalid(
              "group_by has \"...\" beside labels", "keep \"...\" alone, or the labels alone");
        }
        if (!seen.add(label)) {
          throw invalid("group_by has %s twice".formatted(label), "remove one");
        }
      }
    }

    private static InvalidValue invalid(String problem, String change) {
      return new InvalidValue(problem, "names of labels, each once; or \"...\" alone", change);
    }
  }

  static GroupBy inherited() {
    return new Inherited();
  }

  static GroupBy together() {
    return new Together();
  }

  static GroupBy eachAlert() {
    return new EachAlert();
  }

  static GroupBy labels(String... labels) {
    return new ByLabels(List.of(labels));
  }

  /**
   * What a list means that is there. One with {@code ...} in it several times and nothing else
   * means what it means with one.
   *
   * @throws InvalidValue when a label is in it twice, has no name, or stands beside {@code ...}
   */
  static GroupBy of(List<String> written) {
    if (written.isEmpty()) {
      return together();
    }
    return written.stream().allMatch(ALL::equals) ? eachAlert() : new ByLabels(written);
  }
}
