package com.xtrading.platform.security;

import com.xtrading.platform.component.Platform;
import com.xtrading.platform.declaration.Deviation;

/**
 * What scanners of others ask of every object and is decided otherwise for all of them. What one
 * object does stands in the class of its component.
 */
public final class Hardening {

  /** Waives it for the environment of the platform. */
  public static void decide(Platform platform) {
    everywhere(
        platform,
        Deviation.PULLED_ONCE,
        "IfNotPresent stands only where the digest says what the image holds; tags alone are pulled before every start");
    everywhere(
        platform,
        Deviation.PODS_OF_OTHERS,
        "pods of operators and charts stand in no file; OperatedPodsAreDeclared and OnlyDeclaredConnections know them");
    everywhere(
        platform,
        Deviation.CLOSED_DIRECTION,
        "a direction without a rule is closed, which is more than is asked for; OnlyDeclaredConnections evaluates the policies");
    everywhere(
        platform,
        Deviation.NO_INSTANCE_LABEL,
        "an Argo CD that tracks by label writes this one; the name is in app.kubernetes.io/name");
    everywhere(
        platform,
        Deviation.SETTINGS_NAMED_AS_SECRETS,
        "settings are called after the files of credentials that they name; NoSecretValues reads the values");
    everywhere(
        platform,
        Deviation.AUTOSCALED,
        "the number is in the autoscaler; AutoscaledWorkloadsHaveNoReplicas forbids it beside the pods");
    everywhere(
        platform,
        Deviation.LIMITS_IN_OTHER_FILES,
        "every namespace of pods of ours has a LimitRange and a ResourceQuota, in files of their own");
    everywhere(
        platform,
        Deviation.OTHER_REGISTRY,
        "images come from the registries of their makers, which ImagesComeFromKnownRegistries lists");
    platform.deviates(
        Deviation.ENDS_BY_ITSELF,
        "Job *",
        "a Job has a deadline instead of probes, and Argo CD deletes it before it makes the next one");
    if (platform.environment().services().values().stream()
        .allMatch(size -> size.replicas().max() == 1)) {
      platform.deviates(
          Deviation.SINGLE_REPLICA,
          "Deployment *",
          "nobody trades in an environment in which every service has one pod");
    }
  }

  private static void everywhere(Platform platform, Deviation deviation, String reason) {
    platform.deviates(deviation, "*", reason);
  }

  private Hardening() {}
}
