package com.xtrading.platform.declaration;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A condition that somebody must know about, with the scenarios that prove it.
 *
 * @param group rules of one group are evaluated together and share a file
 * @param name unique, in CamelCase; also the name of its runbook
 * @param condition when it fires
 * @param urgency who is told, and how
 * @param message what they are told
 * @param attention whose it is, and where they look
 * @param labels beside severity and team
 * @param scenarios when it fires and when it does not, for promtool
 */
public record AlertRule(
    String group,
    String name,
    Condition condition,
    Urgency urgency,
    Message message,
    Attention attention,
    SortedMap<String, String> labels,
    List<AlertScenario> scenarios) {

  /**
   * When an alert fires.
   *
   * @param expression PromQL that returns a sample for each thing that is wrong
   * @param holdFor how long it must hold before
   * @param keepFiringFor how long it goes on after the expression returned nothing, so that one
   *     that comes and goes is one alert
   */
  public record Condition(String expression, Duration holdFor, Optional<Duration> keepFiringFor) {
    public Condition(String expression, Duration holdFor) {
      this(expression, holdFor, Optional.empty());
    }
  }

  /**
   * What somebody is told.
   *
   * @param summary one line
   * @param description what it means, with the value
   */
  public record Message(String summary, String description) {}

  /**
   * Whose an alert is.
   *
   * @param team who is told
   * @param dashboard uid of the page that shows more
   * @param basic whether it is evaluated where {@code monitoring.level} is {@code basic} too
   */
  public record Attention(Team team, Optional<String> dashboard, boolean basic) {}

  /** Who is told; the {@code team} label. */
  public enum Team {
    /** Nodes, gateway, monitoring, delivery. */
    PLATFORM,
    /** Stores and queues. */
    DATA,
    /** Market data, strategies, orders, backtests. */
    TRADING,
    /** Vault, certificates, images, sign-on. */
    SECURITY;

    /** As the label has it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How soon somebody must act; the {@code severity} label. */
  public enum Urgency {
    /** Somebody is woken up. */
    CRITICAL,
    /** Somebody looks during working hours. */
    WARNING,
    /** Nobody is told; whoever looks at another alert sees it beside that. */
    INFO,
    /** Proof of life, routed to a dead man's switch. */
    NONE;

    /** As the label has it. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public AlertRule {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    scenarios = List.copyOf(scenarios);
  }

  /** A rule of the platform team without page, scenarios and labels of its own. */
  public AlertRule(
      String group, String name, Condition condition, Urgency urgency, Message message) {
    this(
        group,
        name,
        condition,
        urgency,
        message,
        new Attention(Team.PLATFORM, Optional.empty(), false),
        new TreeMap<>(),
        List.of());
  }

  /** The same rule with a label of its own; rules of one name need one to be told apart. */
  public AlertRule withLabel(String key, String value) {
    SortedMap<String, String> more = new TreeMap<>(labels);
    more.put(key, value);
    return new AlertRule(group, name, condition, urgency, message, attention, more, scenarios);
  }

  /**
   * The same rule as another team's, which looks at a page.
   *
   * @param dashboard uid of the page
   */
  public AlertRule of(Team team, String dashboard) {
    return with(new Attention(team, Optional.of(dashboard), attention.basic));
  }

  /** The same rule, evaluated where little is watched too. */
  public AlertRule basic() {
    return with(new Attention(attention.team, attention.dashboard, true));
  }

  /** The same rule, which goes on firing for a while after its expression returned nothing. */
  public AlertRule keepFiringFor(Duration duration) {
    return new AlertRule(
        group,
        name,
        new Condition(condition.expression, condition.holdFor, Optional.of(duration)),
        urgency,
        message,
        attention,
        labels,
        scenarios);
  }

  /**
   * The same rule with a proof that it fires as soon as its condition has held for its time, and,
   * if it has to hold at all, another that it does not one evaluation before.
   *
   * @param when what is wrong in it, in a few words
   */
  public AlertRule fires(String when, AlertScenario.Given given, ExpectedAlert... expected) {
    Duration due = due(given);
    List<AlertScenario> more = new ArrayList<>(scenarios);
    if (!holdFor().isZero()) {
      more.add(
          new AlertScenario(
              when + ", not for long enough",
              given,
              due.minus(AlertScenario.step(holdFor())),
              List.of()));
    }
    more.add(new AlertScenario(when, given, due, List.of(expected)));
    return with(more);
  }

  /**
   * The same rule with a proof that it fires at some moment, of which no more is said.
   *
   * @param at counted from the first sample
   */
  public AlertRule firesBy(
      String when, AlertScenario.Given given, Duration at, ExpectedAlert... expected) {
    List<AlertScenario> more = new ArrayList<>(scenarios);
    more.add(new AlertScenario(when, given, at, List.of(expected)));
    return with(more);
  }

  /**
   * The same rule with a proof that it stays quiet when something is nearly wrong, or wrong and
   * meant to be.
   *
   * @param when what is the case in it, in a few words
   */
  public AlertRule quiet(String when, AlertScenario.Given given) {
    List<AlertScenario> more = new ArrayList<>(scenarios);
    more.add(new AlertScenario(when, given, due(given), List.of()));
    return with(more);
  }

  /** When it fires: its time after the first evaluation at which the condition holds. */
  private Duration due(AlertScenario.Given given) {
    Duration step = AlertScenario.step(holdFor());
    long evaluations = given.since().plus(step).minusMillis(1).dividedBy(step);
    return step.multipliedBy(evaluations).plus(holdFor());
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

  public Team team() {
    return attention.team;
  }

  public Optional<String> dashboard() {
    return attention.dashboard;
  }

  public boolean isBasic() {
    return attention.basic;
  }

  private AlertRule with(Attention other) {
    return new AlertRule(group, name, condition, urgency, message, other, labels, scenarios);
  }

  private AlertRule with(List<AlertScenario> others) {
    return new AlertRule(group, name, condition, urgency, message, attention, labels, others);
  }
}
