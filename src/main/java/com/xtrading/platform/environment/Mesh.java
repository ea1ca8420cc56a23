package com.xtrading.platform.environment;

/** What encrypts connections between pods and knows both sides of them. */
public enum Mesh {
  /**
   * Istio without a proxy in each pod: one on each node, which knows connections and no requests.
   */
  ISTIO_AMBIENT
}
