package com.xtrading.platform.projection;

import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.objects.Kinds;
import java.util.List;

/** A Database of CloudNativePG (cloudnative-pg 1.30), a database in a Cluster. */
final class PostgresDatabaseKind implements OperatedKind {

  @Override
  public GroupKind kind() {
    return Kinds.DATABASE;
  }

  @Override
  public List<FixedField> fixed() {
    return List.of(CloudNativePg.same("spec.name"));
  }
}
