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
 * @param condition when it fires
 * @param urgency who is told, and how
 * @param message what they are told
 * @param labels beside severity and team
 */
public record AlertRule(
    String group,
    String name,
    Condition condition,
    Urgency urgency,
    Message message,
    SortedMap<String, String> labels) {

  /**
   * When an alert fires.
   *
   * @param expression PromQL that returns a sample for each thing that is wrong
   * @param holdFor how long it must hold before
   */
  public record Condition(String expression, Duration holdFor) {}

  /**
   * What somebody is told.
   *
   * @param summary one line
   * @param description what it means, with the value
   */
  public record Message(String summary, String description) {}

  public AlertRule {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
  }

  public AlertRule(
      String group, String name, Condition condition, Urgency urgency, Message message) {
    this(group, name, condition, urgency, message, new TreeMap<>());
  }

  /** The same rule with a label of its own; rules of one name need one to be told apart. */
  public AlertRule withLabel(String key, String value) {
    SortedMap<String, String> more = new TreeMap<>(labels);
    more.put(key, value);
    return new AlertRule(group, name, condition, urgency, message, more);
  }

  public String expression() {
    return condition.expression;
  }

  public Duration holdFor() {
    return condition.holdFor;
  }

  public String summary() {
    return message.summary;
  }

  public String description() {
    return message.description;
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
