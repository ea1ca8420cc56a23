package com.xtrading.platform.alerting;

import java.util.List;
import java.util.Map;

/**
 * The configuration of an Alertmanager, as far as it decides who is told.
 *
 * <p>It may hold what Alertmanager refuses, such as a route to a receiver that is not there: {@code
 * ConfigRefusals} says what.
 *
 * @param global what holds wherever nothing else is said
 * @param route the root of the tree
 * @param inhibitRules in the order in which they are asked
 * @param receivers who may be told
 * @param timeIntervals moments by name
 * @param templates files with texts of notifications; may have stars
 */
public record AlertmanagerConfig(
    GlobalSettings global,
    Route route,
    List<InhibitRule> inhibitRules,
    List<Receiver> receivers,
    List<TimeInterval> timeIntervals,
    List<String> templates) {

  /**
   * The version whose decisions are meant: {@code .ci/conformance/alertmanager} holds them to it.
   */
  public static final String VERSION = "v0.34.2";

  public AlertmanagerConfig {
    inhibitRules = List.copyOf(inhibitRules);
    receivers = List.copyOf(receivers);
    timeIntervals = List.copyOf(timeIntervals);
    templates = List.copyOf(templates);
  }

  /** A tree with its receivers, and nothing else. */
  public static AlertmanagerConfig of(Route route, List<Receiver> receivers) {
    return new AlertmanagerConfig(
        GlobalSettings.DEFAULT, route, List.of(), receivers, List.of(), List.of());
  }

  /** As a tree, in the order in which people write it. */
  public Map<String, Object> tree() {
    return ConfigTree.of(this);
  }
}
