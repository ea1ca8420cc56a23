package com.xtrading.platform.projection;

/** What the kinds of CloudNativePG have in common. */
final class CloudNativePg {

  static final String GROUP = "postgresql.cnpg.io";

  /** Where instances and poolers listen. */
  static final int PORT = 5432;

  /** Labels of their pods: the name of the cluster, and {@code instance} or {@code pooler}. */
  static final String CLUSTER_LABEL = "cnpg.io/cluster";

  static final String ROLE_LABEL = "cnpg.io/podRole";

  static FixedField same(String path) {
    return FixedField.same(path, "CloudNativePG refuses to change it");
  }

  private CloudNativePg() {}
}
