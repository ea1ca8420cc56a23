package com.xtrading.platform.monitoring;

import com.xtrading.platform.declaration.AlertGroup;
import com.xtrading.platform.declaration.AlertRule;
import com.xtrading.platform.declaration.AlertRule.Message;
import com.xtrading.platform.declaration.AlertRule.Team;
import com.xtrading.platform.declaration.AlertRule.Urgency;
import com.xtrading.platform.declaration.AlertScenario.Given;
import com.xtrading.platform.declaration.SeriesLabels;
import java.time.Duration;
import java.util.List;

/** What somebody must know about pods and those who keep them, whatever runs in them. */
final class WorkloadAlerts {

  static final AlertGroup GROUP = new AlertGroup("workloads", Team.PLATFORM, "xtrading-capacity");

  private static final String STATE = "job=\"kube-state-metrics\"";

  private static final SeriesLabels CONTAINER =
      SeriesLabels.ofKubeState(
          "namespace", "shop", "pod", "orders-0", "container", "orders", "uid", "1");

  static List<AlertRule> all() {
    return List.of(
        crashLooping(),
        waiting(),
        rolloutStuck(),
        jobFailed(),
        autoscalerAtItsMost(),
        budgetBroken(),
        quotaAlmostUsed());
  }

  private static AlertRule crashLooping() {
    String metric = "kube_pod_container_status_waiting_reason";
    SeriesLabels reason = CONTAINER.with("reason", "CrashLoopBackOff");
    return GROUP
        .rule(
            "KubePodCrashLooping",
            Urgency.WARNING,
            Duration.ofMinutes(15),
            "max_over_time(%s{%s, reason=\"CrashLoopBackOff\"}[5m]) >= 1".formatted(metric, STATE),
            new Message(
                "{{ $labels.container }} of {{ $labels.namespace }}/{{ $labels.pod }} ends again and again",
                "It is started, ends, and is started later each time."))
        .basic()
        .fires("it waits to be started again", Given.of(reason.gauge(metric, 1)), reason.alert())
        .quiet("it does not wait", Given.of(reason.gauge(metric, 0)))
        .quiet(
            "it waits for its image",
            Given.of(CONTAINER.with("reason", "ImagePullBackOff").gauge(metric, 1)));
  }

  private static AlertRule waiting() {
    String metric = "kube_pod_container_status_waiting_reason";
    SeriesLabels reason = CONTAINER.with("reason", "ImagePullBackOff");
    return GROUP
        .rule(
            "KubeContainerWaiting",
            Urgency.WARNING,
            Duration.ofHours(1),
            "max by (namespace, pod, container, reason) (%s{%s, reason!=\"CrashLoopBackOff\"}) > 0"
                .formatted(metric, STATE),
            new Message(
                "{{ $labels.container }} of {{ $labels.namespace }}/{{ $labels.pod }} is not started",
                "It waits because of {{ $labels.reason }}."))
        .fires(
            "its image cannot be fetched",
            Given.of(reason.gauge(metric, 1)),
            reason.by("namespace", "pod", "container", "reason").alert())
        .quiet("it does not wait", Given.of(reason.gauge(metric, 0)));
  }

  private static AlertRule rolloutStuck() {
    SeriesLabels condition =
        SeriesLabels.ofKubeState("namespace", "shop", "deployment", "orders")
            .with("condition", "Progressing", "status", "false");
    String metric = "kube_deployment_status_condition";
    return GROUP
        .rule(
            "KubeDeploymentRolloutStuck",
            Urgency.WARNING,
            Duration.ofMinutes(15),
            "%s{%s, condition=\"Progressing\", status=\"false\"} != 0".formatted(metric, STATE),
            new Message(
                "The rollout of {{ $labels.namespace }}/{{ $labels.deployment }} does not go on",
                "New pods are not ready in time; the old ones go on."))
        .fires("it makes no progress", Given.of(condition.gauge(metric, 1)), condition.alert())
        .quiet("it makes progress", Given.of(condition.gauge(metric, 0)));
  }

  private static AlertRule jobFailed() {
    SeriesLabels job =
        SeriesLabels.ofKubeState("namespace", "shop", "job_name", "migrate")
            .with("condition", "true");
    String metric = "kube_job_failed";
    return GROUP
        .rule(
            "KubeJobFailed",
            Urgency.WARNING,
            Duration.ofMinutes(15),
            "%s{%s, condition=\"true\"} > 0".formatted(metric, STATE),
            new Message(
                "Job {{ $labels.namespace }}/{{ $labels.job_name }} has failed",
                "It is not tried again; what it was to do is not done."))
        .fires("it has failed", Given.of(job.gauge(metric, 1)), job.alert())
        .quiet("it has not", Given.of(job.gauge(metric, 0)));
  }

  private static AlertRule autoscalerAtItsMost() {
    SeriesLabels scaler =
        SeriesLabels.ofKubeState("namespace", "shop", "horizontalpodautoscaler", "orders");
    return GROUP
        .rule(
            "KubeHpaMaxedOut",
            Urgency.WARNING,
            Duration.ofMinutes(15),
            ("kube_horizontalpodautoscaler_status_current_replicas{%1$s}"
                    + " == kube_horizontalpodautoscaler_spec_max_replicas{%1$s}"
                    + " and kube_horizontalpodautoscaler_spec_max_replicas{%1$s}"
                    + " != kube_horizontalpodautoscaler_spec_min_replicas{%1$s}")
                .formatted(STATE),
            new Message(
                "{{ $labels.namespace }}/{{ $labels.horizontalpodautoscaler }} cannot grow any more",
                "It has {{ $value }} pods, the most that it may: more load makes it slower."))
        .fires("it has six of six pods", scaled(scaler, 6, 3), scaler.alert("6"))
        .quiet("it has five of six pods", scaled(scaler, 5, 3))
        .quiet("it never has another number", scaled(scaler, 6, 6));
  }

  private static Given scaled(SeriesLabels scaler, int pods, int least) {
    return Given.of(
        scaler.gauge("kube_horizontalpodautoscaler_status_current_replicas", pods),
        scaler.gauge("kube_horizontalpodautoscaler_spec_max_replicas", 6),
        scaler.gauge("kube_horizontalpodautoscaler_spec_min_replicas", least));
  }

  private static AlertRule budgetBroken() {
    SeriesLabels budget =
        SeriesLabels.ofKubeState("namespace", "shop", "poddisruptionbudget", "orders");
    return GROUP
        .rule(
            "KubePdbNotEnoughHealthyPods",
            Urgency.WARNING,
            Duration.ofMinutes(15),
            ("kube_poddisruptionbudget_status_desired_healthy{%1$s}"
                    + " - kube_poddisruptionbudget_status_current_healthy{%1$s} > 0")
                .formatted(STATE),
            new Message(
                "{{ $labels.namespace }}/{{ $labels.poddisruptionbudget }} has too few pods",
                "{{ $value }} more must be ready: no node with one of them can be emptied."))
        .fires("one is missing", healthy(budget, 1), budget.alert("1"))
        .quiet("none is missing", healthy(budget, 2));
  }

  private static Given healthy(SeriesLabels budget, int now) {
    return Given.of(
        budget.gauge("kube_poddisruptionbudget_status_desired_healthy", 2),
        budget.gauge("kube_poddisruptionbudget_status_current_healthy", now));
  }

  private static AlertRule quotaAlmostUsed() {
    SeriesLabels quota =
        SeriesLabels.ofKubeState("namespace", "shop", "resourcequota", "all")
            .with("resource", "requests.memory");
    return GROUP
        .rule(
            "KubeQuotaAlmostUsed",
            Urgency.INFO,
            Duration.ofMinutes(15),
            ("kube_resourcequota{%1$s, type=\"used\"} / ignoring (type)"
                    + " (kube_resourcequota{%1$s, type=\"hard\"} > 0) > 0.9")
                .formatted(STATE),
            new Message(
                "{{ $labels.namespace }} has used most of its {{ $labels.resource }}",
                "{{ $value | humanizePercentage }} are used; beyond the quota no pod is made."))
        .fires("93 % are used", used(quota, 93), quota.alert("93%"))
        .quiet("87 % are used", used(quota, 87));
  }

  private static Given used(SeriesLabels quota, int percent) {
    return Given.of(
        quota.with("type", "used").gauge("kube_resourcequota", percent),
        quota.with("type", "hard").gauge("kube_resourcequota", 100));
  }

  private WorkloadAlerts() {}
}
