package com.xtrading.platform.kubernetes;

import com.xtrading.platform.declaration.AnnotationKeys;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.objects.PodKind;
import java.time.Duration;
import java.util.Map;
import org.cdk8s.plus25.k8s.JobSpec;
import org.cdk8s.plus25.k8s.KubeJobProps;

/** Draws pods that end. */
public final class Jobs {

  private static final GroupKind SCALED_JOB = PodKind.SCALED_JOB.groupKind();

  /** When Argo CD runs a Job in a sync. */
  public enum Moment {
    /** In wave 1, when the objects of wave 0 are healthy. */
    SYNC("Sync"),
    /** When everything of the component is healthy. */
    POST_SYNC("PostSync");

    private final String hook;

    Moment(String hook) {
      this.hook = hook;
    }
  }

  /**
   * A Job that Argo CD runs anew in every sync of the whole component.
   *
   * @param attempts pods that may fail before the sync does
   * @param deadline all attempts together
   */
  public static void hook(
      Scope scope, Moment moment, PodShape pod, int attempts, Duration deadline) {
    Scope own = scope.named(pod.name());
    own.typed(
        ObjectType.JOB,
        pod.name(),
        KubeJobProps.builder()
            .metadata(
                own.metadata(
                    pod.name(),
                    Map.of(
                        AnnotationKeys.HOOK,
                        moment.hook,
                        "argocd.argoproj.io/hook-delete-policy",
                        "BeforeHookCreation",
                        AnnotationKeys.SYNC_WAVE,
                        "1")))
            .spec(
                JobSpec.builder()
                    .backoffLimit(attempts)
                    .activeDeadlineSeconds(deadline.toSeconds())
                    .template(Pods.once(own, pod))
                    .build())
            .build());
  }

  /**
   * Jobs that KEDA starts when there is work: a ScaledJob around what is drawn as a Job.
   *
   * @param deadline of one Job, all its pods together
   * @param scaling the spec of the ScaledJob, beside what it starts
   */
  public static void scaledJob(
      Scope scope, PodShape pod, Duration deadline, Map<String, Object> scaling) {
    Scope own = scope.named(pod.name());
    DrawnObject drawn =
        own.typed(
            ObjectType.JOB,
            pod.name(),
            KubeJobProps.builder()
                .metadata(own.metadata(pod.name()))
                .spec(
                    JobSpec.builder()
                        .parallelism(1)
                        .completions(1)
                        // What fails is in the queue again, and KEDA starts another Job for it.
                        .backoffLimit(0)
                        .activeDeadlineSeconds(deadline.toSeconds())
                        .template(Pods.once(own, pod))
                        .build())
                .build());
    drawn.shaped(
        SCALED_JOB,
        job -> {
          Fields spec = Fields.of("jobTargetRef", job.get("spec"));
          spec.putAll(scaling);
          return Fields.of(
                  "apiVersion", PodKind.SCALED_JOB.group() + "/" + PodKind.SCALED_JOB.version())
              .with("kind", SCALED_JOB.kind())
              .with("metadata", job.get("metadata"))
              .with("spec", spec);
        });
  }

  private Jobs() {}
}
