package com.xtrading.platform.objects;

import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.manifest.Tree;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of objects that are pods or make them. */
public enum PodKind {
  POD("", "v1", "Pod", "pods", ""),
  DEPLOYMENT("apps", "v1", "Deployment", "deployments", "spec.template"),
  STATEFUL_SET("apps", "v1", "StatefulSet", "statefulsets", "spec.template"),
  DAEMON_SET("apps", "v1", "DaemonSet", "daemonsets", "spec.template"),
  REPLICA_SET("apps", "v1", "ReplicaSet", "replicasets", "spec.template"),
  REPLICATION_CONTROLLER(
      "", "v1", "ReplicationController", "replicationcontrollers", "spec.template"),
  JOB("batch", "v1", "Job", "jobs", "spec.template"),
  CRON_JOB("batch", "v1", "CronJob", "cronjobs", "spec.jobTemplate.spec.template"),
  SCALED_JOB("keda.sh", "v1alpha1", "ScaledJob", "scaledjobs", "spec.jobTargetRef.template"),
  POD_TEMPLATE("", "v1", "PodTemplate", "podtemplates", "template");

  private final GroupKind groupKind;
  private final String version;
  private final String resource;
  private final String template;

  PodKind(String group, String version, String kind, String resource, String template) {
    this.groupKind = new GroupKind(group, kind);
    this.version = version;
    this.resource = resource;
    this.template = template;
  }

  /** What makes pods under that name; nothing for kinds that make none. */
  public static Optional<PodKind> of(GroupKind kind) {
    return Arrays.stream(values()).filter(one -> one.groupKind.equals(kind)).findFirst();
  }

  /**
   * What a reference names, which must give the group and is often written without: the kinds of
   * Kubernetes are meant then.
   */
  public static GroupKind namedBy(Tree reference) {
    String kind = reference.at("kind").text("");
    String group =
        Arrays.stream(values())
            .filter(one -> one.kind().equals(kind))
            .findFirst()
            .map(PodKind::group)
            .orElse("");
    return GroupKind.namedBy(reference, new GroupKind(group, kind));
  }

  public GroupKind groupKind() {
    return groupKind;
  }

  /** The API group; empty for the core group. */
  public String group() {
    return groupKind.group();
  }

  public String version() {
    return version;
  }

  /** As objects write it, such as {@code Deployment}. */
  public String kind() {
    return groupKind.kind();
  }

  /** As the API server's addresses have it, such as {@code deployments}. */
  public String resource() {
    return resource;
  }

  /** Where metadata and spec of the pod are in the object; empty where it is the pod itself. */
  public String template() {
    return template;
  }
}
