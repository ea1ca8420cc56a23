package com.xtrading.platform.alerting;

import com.xtrading.platform.model.InvalidValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Firing alerts silence others.
 *
 * @param name for people; absent where nobody named it
 * @param source matchers of the alerts that silence; none means all alerts
 * @param target matchers of the alerts that are silenced; none means all alerts
 * @param equal labels with the same value on both sides; one that is missing on both sides is equal
 */
public record InhibitRule(
    Optional<String> name, List<Matcher> source, List<Matcher> target, List<String> equal) {

  /**
   * @throws InvalidValue when a label has no name
   */
  public InhibitRule {
    source = source.stream().sorted().toList();
    target = target.stream().sorted().toList();
    equal = List.copyOf(equal);
    if (equal.contains("")) {
      throw new InvalidValue("equal has a label without a name", "names of labels", "remove it");
    }
  }

  boolean isSource(Map<String, String> alert) {
    return Matcher.all(source, alert);
  }

  boolean isTarget(Map<String, String> alert) {
    return Matcher.all(target, alert);
  }

  boolean areEqual(Map<String, String> one, Map<String, String> other) {
    return equal.stream()
        .allMatch(label -> one.getOrDefault(label, "").equals(other.getOrDefault(label, "")));
  }
}
