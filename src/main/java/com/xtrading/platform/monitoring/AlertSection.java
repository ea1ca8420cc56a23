package com.xtrading.platform.monitoring;

import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.Topology;
import com.xtrading.platform.document.Section;
import com.xtrading.platform.document.Table;
import java.util.List;
import java.util.Locale;

/** What the README of an environment says about alerts. */
final class AlertSection {

  static Section of(Topology topology) {
    return Section.of(
        "Alerts",
        new Table(
            List.of("alert", "group", "severity", "meaning"),
            topology.alerts().stream()
                .map(
                    alert ->
                        List.of(
                            alert.name(),
                            alert.group(),
                            alert.urgency().name().toLowerCase(Locale.ROOT),
                            meaning(alert)))
                .toList()));
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
