package com.xtrading.platform.policy;

import java.time.LocalDate;

/**
 * A decision that one rule need not hold for one object until a day.
 *
 * @param rule id of the rule
 * @param object the object or file as findings name it, such as {@code DaemonSet
 *     pytrading-agents/fluent-bit}; a {@code *} at the end covers every object that begins so
 * @param reason why it cannot hold
 * @param owner who is asked when it expires
 * @param expires the last day on which the waiver counts
 */
public record Waiver(String rule, String object, String reason, String owner, LocalDate expires) {

  public Waiver {
    if (reason.isBlank() || owner.isBlank()) {
      throw new IllegalArgumentException(
          "waiver of %s for %s needs a reason and an owner".formatted(rule, object));
    }
  }

  /** Whether the waiver speaks of this finding, on whatever day. */
  public boolean covers(Finding finding) {
    return rule.equals(finding.rule())
        && (object.endsWith("*")
            ? finding.object().startsWith(object.substring(0, object.length() - 1))
            : object.equals(finding.object()));
  }

  /** Whether the last day of the waiver has passed. */
  public boolean hasExpired(LocalDate today) {
    return today.isAfter(expires);
  }
}
