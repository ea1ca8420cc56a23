package com.xtrading.platform.monitoring;

import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.model.HttpsUrl;
import java.util.Map;

/**
 * What every alert says of itself.
 *
 * @param repository where runbooks are read
 */
record AlertTexts(HttpsUrl repository) {

  static Map<String, Object> labels(AlertRule alert) {
    Fields labels =
        Fields.of("severity", alert.urgency().label()).with("team", alert.team().label());
    alert.labels().forEach(labels::with);
    return labels;
  }

  /** Its annotations, with places for labels and numbers. */
  Map<String, Object> annotations(AlertRule alert) {
    Fields annotations =
        Fields.of("summary", alert.summary())
            .with("description", alert.description())
            .with("runbook_url", runbook(alert));
    // Relative: whoever writes the notification knows where Grafana is.
    alert.dashboard().ifPresent(uid -> annotations.put("dashboard_url", "/d/" + uid));
    return annotations;
  }

  String runbook(AlertRule alert) {
    return "%s/blob/main/docs/runbooks/%s.md"
        .formatted(repository.value().replaceFirst("\\.git$", ""), alert.name());
  }
}
