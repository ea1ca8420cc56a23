package com.xtrading.platform.objects;

import com.xtrading.platform.manifest.Manifest;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Objects that run pods and that nobody reads here: an answer that passes over them would be wrong
 * and look right.
 */
public final class UnreadPods {

  /** Kinds by their group. */
  private static final Map<String, Set<String>> KINDS =
      Map.of(
          "apps.kruise.io",
          Set.of("AdvancedCronJob", "BroadcastJob", "CloneSet", "DaemonSet", "StatefulSet"),
          "apps.openshift.io",
          Set.of("DeploymentConfig"),
          "argoproj.io",
          Set.of("CronWorkflow", "Rollout", "Workflow"),
          "jobset.x-k8s.io",
          Set.of("JobSet"),
          "kubevirt.io",
          Set.of("VirtualMachine", "VirtualMachineInstance", "VirtualMachineInstanceReplicaSet"),
          "leaderworkerset.x-k8s.io",
          Set.of("LeaderWorkerSet"),
          "serving.knative.dev",
          Set.of("Configuration", "Revision", "Service"),
          "tekton.dev",
          Set.of("PipelineRun", "TaskRun"));

  private UnreadPods() {}

  /** Why an answer is not complete because of an object; nothing for most. */
  public static Optional<String> problem(Manifest object) {
    return KINDS.getOrDefault(object.id().group(), Set.of()).contains(object.kind())
        ? Optional.of(
            "%s: %s is not evaluated; the pods that it runs are missing here"
                .formatted(object.path(), object.id()))
        : Optional.empty();
  }
}
