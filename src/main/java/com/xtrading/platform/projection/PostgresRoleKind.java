package com.xtrading.platform.projection;

import com.xtrading.platform.manifest.GroupKind;
import java.util.List;

/** A DatabaseRole of CloudNativePG (cloudnative-pg 1.30), a role in a Cluster. */
final class PostgresRoleKind implements OperatedKind {

  @Override
  public GroupKind kind() {
    return new GroupKind(CloudNativePg.GROUP, "DatabaseRole");
  }

  @Override
  public List<FixedField> fixed() {
    return List.of(CloudNativePg.same("spec.name"));
  }
}
