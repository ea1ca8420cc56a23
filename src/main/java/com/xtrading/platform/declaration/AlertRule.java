package com.xtrading.platform.declaration;

import java.time.Duration;

/**
 * A condition that somebody must know about.
 *
 * @param group rules of one group are evaluated together and share a file
 * @param name unique, in CamelCase; also the name of its runbook
 * @param expression PromQL that returns a sample for each thing that is wrong
 * @param holdFor how long it must hold before it fires
 * @param urgency who is told, and how
 * @param summary one line
 * @param description what it means, with the value
 */
public record AlertRule(
    String group,
    String name,
    String expression,
    Duration holdFor,
    Urgency urgency,
    String summary,
    String description) {

  /** How soon somebody must act; the {@code severity} label. */
  public enum Urgency {
    /** Somebody is woken up. */
    CRITICAL,
    /** Somebody looks during working hours. */
    WARNING,
    /** Proof of life, routed to a dead man's switch. */
    NONE
  }
}
