package com.xtrading.platform.storage;

import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.component.Versions;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.Rights.Power;
import com.xtrading.platform.environment.Storage;
import com.xtrading.platform.environment.Storage.StorageClass;
import com.xtrading.platform.kubernetes.PodTrees;
import com.xtrading.platform.kubernetes.Scope;
import com.xtrading.platform.kubernetes.Volumes.Provisioning;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.model.Cpu;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Resources;
import java.util.List;
import java.util.Map;

/** The local path provisioner: volumes are folders of the node of their first pod. */
final class LocalPath extends Driver {

  private static final String PROVISIONER = "rancher.io/local-path";
  private static final Resources SIZE = new Resources(Cpu.millis(10), Memory.mebibytes(32));

  /**
   * Volumes that it works on at once (its worker threads): for each a pod with its own labels,
   * account and size makes or removes the folder on the node.
   */
  private static final int HELPERS = 4;

  private static final Resources LIMITS = new Resources(Cpu.millis(200), Memory.mebibytes(96));

  LocalPath(Platform platform, Storage.Local local) {
    super(
        platform,
        "local-path-provisioner",
        "local-path-storage",
        SyncWave.ADD_ONS,
        Versions.LOCAL_PATH.with(values(local)));
    mayInItsNamespaces(
        "makes and removes folders by pods on their node", Power.RUNS_PODS, Power.CHANGES_PODS);
    deployment(
            "local-path-provisioner",
            "app.kubernetes.io/name",
            "local-path-provisioner",
            new PodGroup.Size(1, 1 + HELPERS, SIZE, LIMITS))
        .usesApiServer();
  }

  private static Map<String, Object> values(Storage.Local local) {
    Map<String, Object> resources = PodTrees.resources(SIZE, LIMITS);
    return Fields.of(
            "storageClass", Fields.of("create", false).with("provisionerName", PROVISIONER))
        .with(
            "nodePathMap",
            List.of(
                Fields.of("node", "DEFAULT_PATH_FOR_NON_LISTED_NODES")
                    .with("paths", List.of(local.path().toString()))))
        .with(
            "helperImage",
            Fields.of("repository", Versions.BUSYBOX.repository())
                .with("tag", Versions.BUSYBOX.tag()))
        .with("helperPod", Fields.of("resources", resources))
        .with("resources", resources);
  }

  /** Bound to the node of the first pod; the folder of a volume has no size that could grow. */
  @Override
  void classes(Scope scope) {
    storageClass(
        scope,
        StorageClass.LOCAL_PATH,
        new Provisioning(PROVISIONER, Map.of(), List.of(), keepsVolumes(), false, true));
  }
}
