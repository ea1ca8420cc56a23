package com.xtrading.platform.storage;

import com.xtrading.platform.component.AddOn;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.Rendering;
import com.xtrading.platform.component.SyncOptions;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.component.Upstream;
import com.xtrading.platform.declaration.Namespace.PodSecurity;
import com.xtrading.platform.environment.Storage;
import com.xtrading.platform.environment.Storage.StorageClass;
import com.xtrading.platform.kubernetes.NamespaceObjects;
import com.xtrading.platform.kubernetes.Scope;
import com.xtrading.platform.kubernetes.Volumes;
import com.xtrading.platform.manifest.Fields;
import java.util.Map;

/** An add-on that makes volumes, with the classes by which they are asked for. */
abstract class Driver extends AddOn {

  /** Drivers mount volumes on the node. */
  Driver(Platform platform, String name, String namespace, SyncWave wave, Upstream upstream) {
    super(
        platform,
        Delivery.addOn(name, namespace, PodSecurity.PRIVILEGED, wave, upstream)
            // Volumes grow and are deleted through their class and driver.
            .keepingObjects());
  }

  /** The driver's own objects. */
  abstract void classes(Scope scope);

  @Override
  protected final void render(Rendering rendering) {
    // Twice the pods of a driver on every node, and some for helpers: it never says no.
    int nodes = environment().cluster().nodes().autoscaleTo();
    NamespaceObjects.criticalPods(
        rendering.scope(), "%s-critical".formatted(name()), 4 * nodes + 20);
    classes(rendering.scope());
  }

  /** Whether volumes stay when their claim is deleted. */
  final boolean keepsVolumes() {
    return environment().cluster().storage().reclaim() == Storage.Reclaim.RETAIN;
  }

  static void storageClass(
      Scope scope, StorageClass storageClass, Volumes.Provisioning provisioning) {
    Volumes.storageClass(
        scope, storageClass.className(), SyncOptions.CONFIRM_DELETION, provisioning);
  }

  static void snapshotClass(
      Scope scope, StorageClass storageClass, String driver, Map<String, String> parameters) {
    Fields spec = Fields.of("driver", driver).with("deletionPolicy", "Delete");
    scope.clusterCustom(
        "snapshot.storage.k8s.io/v1",
        "VolumeSnapshotClass",
        storageClass.className(),
        Map.of(),
        parameters.isEmpty() ? spec : spec.with("parameters", parameters));
  }
}
