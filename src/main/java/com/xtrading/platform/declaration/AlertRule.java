package com.xtrading.platform.declaration;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

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
 * @param labels beside severity and team
 */
public record AlertRule(
    String group,
    String name,
    String expression,
    Duration holdFor,
    Urgency urgency,
    String summary,
    String description,
    SortedMap<String, String> labels) {

  public AlertRule {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
  }

  public AlertRule(
      String group,
      String name,
      String expression,
      Duration holdFor,
      Urgency urgency,
      String summary,
      String description) {
    this(group, name, expression, holdFor, urgency, summary, description, new TreeMap<>());
  }

  /** The same rule with a label of its own; rules of one name need one to be told apart. */
  public AlertRule withLabel(String key, String value) {
    SortedMap<String, String> more = new TreeMap<>(labels);
    more.put(key, value);
    return new AlertRule(group, name, expression, holdFor, urgency, summary, description, more);
  }

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
