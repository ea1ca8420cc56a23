package com.xtrading.platform.declaration;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * An alert that fires in a scenario.
 *
 * @param labels those of the sample that the expression returns; the rule adds its own
 * @param number the value as the text shows it; empty where it shows none
 */
public record ExpectedAlert(SortedMap<String, String> labels, String number) {

  private static final Pattern PLACE =
      Pattern.compile("\\{\\{ \\$(?:labels\\.(\\w+)|value[^}]*) }}");

  public ExpectedAlert {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
  }

  /**
   * A text of the alert as somebody will read it.
   *
   * @param template with places such as {@code {{ $labels.pod }}}
   * @throws IllegalArgumentException when it shows a label that the sample does not have, which
   *     Prometheus leaves empty, or a number that is not given
   */
  public String text(String template) {
    return PLACE
        .matcher(template)
        .replaceAll(place -> java.util.regex.Matcher.quoteReplacement(at(place, template)));
  }

  private String at(MatchResult place, String template) {
    String label = place.group(1);
    if (label == null && number.isEmpty()) {
      throw new IllegalArgumentException(
          "\"%s\" shows a number, and the scenario says none; add it to the expected alert"
              .formatted(template));
    }
    if (label != null && !labels.containsKey(label)) {
      throw new IllegalArgumentException(
          "\"%s\" shows the label %s, which the expression does not return, only %s; keep it in the expression, or leave it out"
              .formatted(template, label, labels.keySet()));
    }
    return label == null ? number : labels.get(label);
  }
}
