package com.xtrading.platform.storage;

import com.xtrading.platform.component.AddOn;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.component.Versions;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.declaration.Namespace.PodSecurity;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.kubernetes.PodTrees;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.metric.MetricSet;
import com.xtrading.platform.model.Cpu;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Port;
import com.xtrading.platform.model.Resources;

/** The snapshot controller: asks the drivers for snapshots of their volumes. */
final class SnapshotController {

  private static final Port HTTP = Port.tcp("http", 8080);
  private static final Resources SIZE = new Resources(Cpu.millis(10), Memory.mebibytes(48));
  private static final Resources LIMITS = new Resources(Cpu.millis(200), Memory.mebibytes(128));

  SnapshotController(Platform platform) {
    new AddOn(
            platform,
            Delivery.addOn(
                "snapshot-controller",
                "snapshot-controller",
                PodSecurity.RESTRICTED,
                SyncWave.ADD_ONS,
                Versions.SNAPSHOT_CONTROLLER.with(
                    Fields.of(
                        "controller",
                        Fields.of("resources", PodTrees.resources(SIZE, LIMITS))
                            .with("securityContext", PodTrees.locked())
                            .with("podSecurityContext", PodTrees.nonRoot())))))
        .mayEverywhere("reads volumes and makes snapshots of them")
        .deployment(
            "snapshot-controller",
            "app.kubernetes.io/name",
            "snapshot-controller",
            new PodGroup.Size(1, 1, SIZE, LIMITS))
        .usesApiServer()
        .exposes(HTTP, "/metrics", MetricSource.Via.POD, MetricSet.SNAPSHOT_CONTROLLER);
  }
}
