package com.xtrading.platform.alerting;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which firing alerts silence others, as Alertmanager decides from v0.34.1 on. Before, a rule
 * looked at one of the alerts with the same {@code equal} labels alone, whichever came last.
 */
public final class Inhibition {

  private final List<InhibitRule> rules;

  private Inhibition(List<InhibitRule> rules) {
    this.rules = List.copyOf(rules);
  }

  public static Inhibition of(AlertmanagerConfig config) {
    return new Inhibition(config.inhibitRules());
  }

  /**
   * A rule that silences an alert.
   *
   * @param rule its place in the list
   * @param by the firing alerts of which each alone would do
   */
  public record Silenced(int rule, List<Map<String, String>> by) {
    public Silenced {
      by = List.copyOf(by);
    }
  }

  /**
   * A rule that would silence an alert if another one fired.
   *
   * @param rule its place in the list
   * @param source what the other one must be
   * @param equal labels that it must have in common with the alert, with their values; {@code ""}
   *     where it must not have it either
   * @param notTarget whether it must not be a target itself, as the alert is on both sides
   */
  public record Silencer(
      int rule, List<Matcher> source, SortedMap<String, String> equal, boolean notTarget) {}

  /**
   * What silences an alert. One that is on both sides of a rule is silenced by those alone that are
   * not, and so never by itself.
   *
   * @param alert its labels
   * @param firing the labels of all alerts that fire, with it or without
   */
  public List<Silenced> of(Map<String, String> alert, Collection<Map<String, String>> firing) {
    List<Silenced> found = new ArrayList<>();
    for (int index = 0; index < rules.size(); index++) {
      InhibitRule rule = rules.get(index);
      if (rule.isTarget(alert)) {
        boolean both = rule.isSource(alert);
        List<Map<String, String>> by =
            firing.stream()
                .filter(rule::isSource)
                .filter(source -> rule.areEqual(source, alert))
                .filter(source -> !both || !rule.isTarget(source))
                .toList();
        if (!by.isEmpty()) {
          found.add(new Silenced(index, by));
        }
      }
    }
    return List.copyOf(found);
  }

  /** What would silence an alert, of the rules that have it as a target. */
  public List<Silencer> of(Map<String, String> alert) {
    List<Silencer> found = new ArrayList<>();
    for (int index = 0; index < rules.size(); index++) {
      InhibitRule rule = rules.get(index);
      if (rule.isTarget(alert)) {
        SortedMap<String, String> equal = new TreeMap<>();
        rule.equal().forEach(label -> equal.put(label, alert.getOrDefault(label, "")));
        Silencer silencer = new Silencer(index, rule.source(), equal, rule.isSource(alert));
        if (canExist(silencer, rule)) {
          found.add(silencer);
        }
      }
    }
    return List.copyOf(found);
  }

  /** Not where a label that both have in common already rules it out. */
  private static boolean canExist(Silencer silencer, InhibitRule rule) {
    return rule.source().stream()
        .filter(matcher -> silencer.equal().containsKey(matcher.name()))
        .allMatch(matcher -> matcher.matchesValue(silencer.equal().get(matcher.name())));
  }
}
