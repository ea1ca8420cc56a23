package com.xtrading.platform.objects;

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

  private final String group;
  private final String version;
  private final String kind;
  private final String resource;
  private final String template;

  PodKind(String group, String version, String kind, String resource, String template) {
    this.group = group;
    this.version = version;
    this.kind = kind;
    this.resource = resource;
    this.template = template;
  }

  /** The kind of that name. */
  public static Optional<PodKind> named(String kind) {
    return Arrays.stream(values()).filter(one -> one.kind.equals(kind)).findFirst();
  }

  /** The API group; empty for the core group. */
  public String group() {
    return group;
  }

  public String version() {
    return version;
  }

  /** As objects write it, such as {@code Deployment}. */
  public String kind() {
    return kind;
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
