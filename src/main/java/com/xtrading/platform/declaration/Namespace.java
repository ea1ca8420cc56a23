package com.xtrading.platform.declaration;

import com.xtrading.platform.environment.Zone;
import java.util.Optional;

/**
 * A Kubernetes namespace that components live in.
 *
 * @param name unique in the cluster
 * @param podSecurity the Pod Security Standard that the API server enforces there
 * @param kind who its pods belong to
 * @param meshed whether its pods are in the service mesh
 * @param zone which part of the environment it holds; empty where it is none of its own
 */
public record Namespace(
    String name, PodSecurity podSecurity, Kind kind, boolean meshed, Optional<Zone> zone)
    implements Comparable<Namespace> {

  /** A namespace of no zone, outside of the service mesh. */
  public Namespace(String name, PodSecurity podSecurity, Kind kind) {
    this(name, podSecurity, kind, false, Optional.empty());
  }

  /** Levels of the Pod Security Standards. */
  public enum PodSecurity {
    PRIVILEGED,
    BASELINE,
    RESTRICTED
  }

  /** Who the pods of a namespace belong to. */
  public enum Kind {
    /** Workloads of the platform: quota and default limits apply. */
    PLATFORM,
    /** An add-on, whose chart makes pods that we do not shape. */
    ADD_ON,
    /** Argo CD, on its own cluster: not ours to shape. */
    HUB
  }

  @Override
  public int compareTo(Namespace other) {
    return name.compareTo(other.name);
  }
}
