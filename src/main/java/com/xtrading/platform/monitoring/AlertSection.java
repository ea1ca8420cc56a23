package com.xtrading.platform.monitoring;

import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.document.Block;
import com.xtrading.platform.document.Section;
import com.xtrading.platform.document.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What the README of an environment says about alerts: a table for each team. */
final class AlertSection {

  static Section of(Topology topology, AlertTexts texts) {
    List<Block> blocks = new ArrayList<>();
    for (AlertRule.Team team : AlertRule.Team.values()) {
      List<List<String>> rows =
          topology.alerts().stream()
              .filter(alert -> alert.team() == team)
              .sorted(Comparator.comparing(AlertRule::urgency).thenComparing(AlertRule::group))
              .map(alert -> row(alert, texts))
              .toList();
      if (!rows.isEmpty()) {
        blocks.add(
            new Table(List.of("team " + team.label(), "severity", "group", "meaning"), rows));
      }
    }
    return Section.of("Alerts", blocks.toArray(Block[]::new));
  }

  private static List<String> row(AlertRule alert, AlertTexts texts) {
    return List.of(
        "[%s](%s)".formatted(alert.name(), texts.runbook(alert)),
        alert.urgency().label(),
        alert.group(),
        meaning(alert));
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
