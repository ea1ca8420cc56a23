package com.xtrading.platform.component;

import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.AlertRule.Condition;
import com.xtrading.platform.declaration.AlertRule.Message;
import com.xtrading.platform.declaration.AlertRule.Urgency;
import com.xtrading.platform.declaration.MetricSource;
import java.time.Duration;

/**
 * Somebody is woken up when Prometheus knows no pod of a workload of which enough must be there:
 * what is not there cannot say so.
 */
final class WorkloadAbsence {

  static AlertRule alert(MetricSource source) {
    String workload = source.pods().name();
    String namespace = source.pods().namespace();
    String job = source.via() == MetricSource.Via.SERVICE ? workload : namespace + "/" + workload;
    return new AlertRule(
            "services",
            "ServiceAbsent",
            new Condition(
                "absent(up{namespace=\"%s\", job=\"%s\"})".formatted(namespace, job),
                Duration.ofMinutes(5)),
            Urgency.CRITICAL,
            new Message(
                "%s is not watched".formatted(workload),
                "Prometheus knows no pod of %s: it is not deployed, or nothing leads to it."
                    .formatted(workload)))
        .withLabel("service", workload)
        .basic();
  }

  private WorkloadAbsence() {}
}
