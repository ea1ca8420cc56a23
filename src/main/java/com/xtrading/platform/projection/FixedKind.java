package com.xtrading.platform.projection;

import com.xtrading.platform.manifest.GroupKind;
import java.util.List;
import java.util.Set;

/**
 * A kind of which nothing in the cluster follows, and that has fields which never change.
 *
 * @param fixed those fields
 */
record FixedKind(GroupKind kind, List<FixedField> fixed) implements OperatedKind {

  FixedKind {
    fixed = List.copyOf(fixed);
  }

  @Override
  public Set<GroupKind> shownBy() {
    return Set.of();
  }
}
