package com.xtrading.platform.monitoring;

import com.xtrading.platform.alerting.Notice;
import com.xtrading.platform.alerting.Routing;
import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.document.Block;
import com.xtrading.platform.document.Section;
import com.xtrading.platform.document.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the README of an environment says about alerts: a table for each team. */
final class AlertSection {

  /** A moment at which people work, and one at which they sleep, wherever they are in China. */
  private static final Instant WORKING = Instant.parse("2026-01-07T04:00:00Z");

  private static final Instant NIGHT = Instant.parse("2026-01-03T19:00:00Z");

  /**
   * @param routing who is told; empty where nobody is
   */
  static Section of(Topology topology, AlertTexts texts, Optional<Routing> routing) {
    List<Block> blocks = new ArrayList<>();
    for (AlertRule.Team team : AlertRule.Team.values()) {
      List<List<String>> rows =
          topology.alerts().stream()
              .filter(alert -> alert.team() == team)
              .sorted(Comparator.comparing(AlertRule::urgency).thenComparing(AlertRule::group))
              .map(alert -> row(alert, texts, routing))
              .toList();
      if (!rows.isEmpty()) {
        blocks.add(
            new Table(
                List.of("team " + team.label(), "severity", "told", "group", "meaning"), rows));
      }
    }
    return Section.of("Alerts", blocks.toArray(Block[]::new));
  }

  private static List<String> row(AlertRule alert, AlertTexts texts, Optional<Routing> routing) {
    return List.of(
        "[%s](%s)".formatted(alert.name(), texts.runbook(alert)),
        alert.urgency().label(),
        routing.map(tree -> told(alert, tree)).orElse("nobody"),
        alert.group(),
        meaning(alert));
  }

  /** The receivers by which somebody is told, and of each whether it waits for working hours. */
  private static String told(AlertRule alert, Routing routing) {
    Map<String, String> labels = new TreeMap<>(alert.labels());
    labels.put("alertname", alert.name());
    labels.put("severity", alert.urgency().label());
    labels.put("team", alert.team().label());
    List<Notice> atNight = routing.of(labels, NIGHT);
    List<String> told = new ArrayList<>();
    for (Notice notice : routing.of(labels, WORKING)) {
      boolean waits =
          atNight.stream()
              .anyMatch(other -> other.path().equals(notice.path()) && other.quiet().isPresent());
      told.add(notice.receiver() + (waits ? ", in working hours" : ""));
    }
    return String.join("; ", told);
  }

  /** Places of a template read as what will stand there. */
  private static String meaning(AlertRule alert) {
    return alert
        .summary()
        .replaceAll("\\{\\{ \\$labels\\.(\\w+) }}", "*$1*")
        .replaceAll("\\{\\{ \\$value[^}]*}}", "*number*");
  }

  private AlertSection() {}
}
