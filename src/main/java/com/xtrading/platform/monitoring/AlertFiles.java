package com.xtrading.platform.monitoring;

import com.xtrading.platform.component.Rendering;
import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.YamlWriter;
import com.xtrading.platform.model.HttpsUrl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes each group of alerts twice from one tree: as a PrometheusRule, and as a file for promtool.
 */
final class AlertFiles {

  static void render(Rendering rendering, HttpsUrl repository) {
    Map<String, List<Map<String, Object>>> groups = new TreeMap<>();
    for (AlertRule alert : rendering.topology().alerts()) {
      groups
          .computeIfAbsent(alert.group(), group -> new ArrayList<>())
          .add(rule(alert, repository));
    }
    groups.forEach(
        (group, rules) -> {
          Map<String, Object> tree =
              Fields.of("groups", List.of(Fields.of("name", group).with("rules", rules)));
          rendering.scope().custom("monitoring.coreos.com/v1", "PrometheusRule", group, tree);
          rendering.file("config/prometheus/rules/" + group + ".yaml", YamlWriter.write(tree));
        });
  }

  private static Map<String, Object> rule(AlertRule alert, HttpsUrl repository) {
    Map<String, Object> rule = Fields.of("alert", alert.name()).with("expr", alert.expression());
    if (!alert.holdFor().isZero()) {
      rule.put("for", duration(alert.holdFor()));
    }
    Fields labels =
        Fields.of("severity", alert.urgency().name().toLowerCase(Locale.ROOT))
            .with("team", "platform");
    alert.labels().forEach(labels::with);
    rule.put("labels", labels);
    rule.put(
        "annotations",
        Fields.of("summary", alert.summary())
            .with("description", alert.description())
            .with("runbook_url", Runbooks.of(alert.name(), repository)));
    return rule;
  }

  /** Prometheus prints whole minutes as {@code 5m}. */
  private static String duration(Duration duration) {
    return duration.toSeconds() % 60 == 0 ? duration.toMinutes() + "m" : duration.toSeconds() + "s";
  }

  private AlertFiles() {}
}
