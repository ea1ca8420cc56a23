package com.xtrading.platform.declaration;

/** Labels by which objects are known. */
public final class LabelKeys {

  /** The workload; the only label that selectors use. */
  public static final String NAME = "app.kubernetes.io/name";

  /** The component, which is also the folder in {@code dist/} and the Argo CD Application. */
  public static final String COMPONENT = "app.kubernetes.io/component";

  public static final String PART_OF = "app.kubernetes.io/part-of";

  public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

  /** The workload, on pods that an operator makes and calls by a name of its own. */
  public static final String WORKLOAD = "xtrading.com/workload";

  /** The environment. */
  public static final String ENVIRONMENT = "xtrading.com/environment";

  /** The name of a namespace, which the API server puts on it. */
  public static final String NAMESPACE_NAME = "kubernetes.io/metadata.name";

  private LabelKeys() {}
}
