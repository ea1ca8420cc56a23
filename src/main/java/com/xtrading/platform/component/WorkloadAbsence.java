package com.xtrading.platform.component;

import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.AlertRule.Condition;
import com.xtrading.platform.declaration.AlertRule.Message;
import com.xtrading.platform.declaration.AlertRule.Team;
import com.xtrading.platform.declaration.AlertRule.Urgency;
import com.xtrading.platform.declaration.AlertScenario.Given;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.SeriesLabels;
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
    String pod = workload + "-0";
    SeriesLabels target =
        source.via() == MetricSource.Via.SERVICE
            ? SeriesLabels.ofService(namespace, workload, pod)
            : SeriesLabels.ofPod(namespace, workload, pod);
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
        .of(Team.PLATFORM, "xtrading-services")
        .basic()
        .fires("nothing is known of it", Given.of(), target.by("namespace", "job").alert())
        .quiet("it is known and does not answer", Given.of(target.gauge("up", 0)));
  }

  private WorkloadAbsence() {}
}
