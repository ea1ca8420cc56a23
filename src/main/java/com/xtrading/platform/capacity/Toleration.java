package com.xtrading.platform.capacity;

import com.xtrading.platform.manifest.Tree;

/**
 * What a pod accepts of a node (Kubernetes, "Taints and Tolerations").
 *
 * @param key empty for every taint
 * @param operator {@code Equal} or {@code Exists}
 * @param effect empty for every effect
 */
record Toleration(String key, String operator, String value, String effect) {

  /** What a node says about itself. */
  record Taint(String key, String value, String effect) {

    /** What a node has that takes no more pods (Kubernetes, "Taints and Tolerations"). */
    static final Taint CORDON = new Taint("node.kubernetes.io/unschedulable", "", "NoSchedule");

    /**
     * Whether pods that do not tolerate it stay away, instead of merely preferring another node.
     */
    boolean refuses() {
      return !effect.equals("PreferNoSchedule");
    }
  }

  static Toleration of(Tree tree) {
    return new Toleration(
        tree.at("key").text(""),
        tree.at("operator").text("Equal"),
        tree.at("value").text(""),
        tree.at("effect").text(""));
  }

  boolean accepts(Taint taint) {
    return (effect.isEmpty() || effect.equals(taint.effect()))
        && (key.isEmpty() ? operator.equals("Exists") : key.equals(taint.key()))
        && (operator.equals("Exists") || value.equals(taint.value()));
  }
}
