package com.xtrading.platform.component;

import com.xtrading.platform.manifest.GroupKind;
import com.xtrading.platform.objects.Kinds;
import java.util.List;

/** What an upstream brings that belongs to the cluster and to no namespace. */
public enum ClusterPart {
  ROLES(Kinds.CLUSTER_ROLE, Kinds.CLUSTER_ROLE_BINDING),
  DEFINITIONS(Kinds.CUSTOM_RESOURCE_DEFINITION),
  MUTATING_WEBHOOKS(Kinds.MUTATING_WEBHOOK),
  VALIDATING_WEBHOOKS(Kinds.VALIDATING_WEBHOOK),
  ADMISSION_POLICIES(Kinds.VALIDATING_ADMISSION_POLICY, Kinds.VALIDATING_ADMISSION_POLICY_BINDING),
  GATEWAY_CLASS(Kinds.GATEWAY_CLASS),
  CSI_DRIVER(Kinds.CSI_DRIVER);

  private final List<GroupKind> kinds;

  ClusterPart(GroupKind... kinds) {
    this.kinds = List.of(kinds);
  }

  /** The kinds of its objects. */
  public List<GroupKind> kinds() {
    return kinds;
  }
}
