package com.xtrading.platform.kubernetes;

import com.xtrading.platform.manifest.GroupKind;
import java.util.Comparator;

/**
 * That objects of a kind are drawn in a namespace.
 *
 * @param kind what they are
 * @param namespace empty for objects of the cluster
 */
public record DrawnKind(GroupKind kind, String namespace) implements Comparable<DrawnKind> {

  private static final Comparator<DrawnKind> ORDER =
      Comparator.comparing(DrawnKind::kind).thenComparing(DrawnKind::namespace);

  /** Whether the objects belong to the cluster and to no namespace. */
  public boolean isOfCluster() {
    return namespace.isEmpty();
  }

  @Override
  public int compareTo(DrawnKind other) {
    return ORDER.compare(this, other);
  }
}
