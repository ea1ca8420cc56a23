package com.xtrading.platform.environment;

import com.xtrading.platform.model.HttpsUrl;
import com.xtrading.platform.model.KubernetesName;

/** Where Argo CD reads the rendered manifests and where it deploys them to. */
public record GitOps(
    @Describe("Git repository that holds dist/.") HttpsUrl repoURL,
    @Describe("Branch, tag or commit that Argo CD follows.") String revision,
    @Describe("Name under which the Argo CD hub knows the cluster.") KubernetesName destination,
    @Describe(
            "Whether the hub is this cluster: Argo CD runs in it, and delivers every environment.")
        boolean hub,
    @Describe("Whether Argo CD syncs by itself or waits for a person.") Sync sync) {

  /** Who starts a sync. */
  public enum Sync {
    AUTOMATED,
    MANUAL
  }
}
