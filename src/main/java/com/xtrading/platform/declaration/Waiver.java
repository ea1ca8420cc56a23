package com.xtrading.platform.declaration;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A decision that one rule, or one check of a scanner, need not hold for one object until a day.
 *
 * @param rule id of the rule, or a {@link ScannerCheck} in its written form
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

  /** Whether the waiver speaks of this object, on whatever day. */
  public boolean covers(String named) {
    return object.endsWith("*")
        ? named.startsWith(object.substring(0, object.length() - 1))
        : object.equals(named);
  }

  /** The check of a scanner that is waived; empty where it is a rule of ours. */
  public Optional<ScannerCheck> scannerCheck() {
    return ScannerCheck.parse(rule);
  }

  /** Whether the waiver speaks of every object. */
  public boolean isEverywhere() {
    return object.equals("*");
  }

  /** Reason, owner and last day in one line, for who reads it where the waiver is applied. */
  public String statement() {
    return "%s (%s, until %s)".formatted(reason, owner, expires);
  }

  /** Whether the last day of the waiver has passed. */
  public boolean hasExpired(LocalDate today) {
    return today.isAfter(expires);
  }
}
