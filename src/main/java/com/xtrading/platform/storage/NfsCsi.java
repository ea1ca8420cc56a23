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
import java.util.TreeMap;

/** The NFS driver: folders of a file server as volumes that many pods share. */
final class NfsCsi extends Driver {

  private static final String PROVISIONER = "nfs.csi.k8s.io";
  private static final Resources CONTAINER = new Resources(Cpu.millis(10), Memory.mebibytes(24));
  private static final Resources LIMIT = new Resources(Cpu.millis(200), Memory.mebibytes(128));

  /** What the chart gives both. */
  private static final String PRIORITY = "system-cluster-critical";

  private static final int CONTROLLER_CONTAINERS = 5;
  private static final int NODE_CONTAINERS = 3;

  private static final List<String> MOUNT_OPTIONS = List.of("nfsvers=4.1", "hard", "noatime");

  private final Storage.Nfs nfs;

  NfsCsi(Platform platform, Storage.Nfs nfs) {
    super(
        platform,
        "csi-driver-nfs",
        "csi-driver-nfs",
        SyncWave.LATE_ADD_ONS,
        Versions.NFS_CSI.with(values()));
    this.nfs = nfs;
    mayEverywhere(
        "storage classes may name a secret with options, which ours do not", Power.READS_SECRETS);
    deployment("csi-nfs-controller", "app", "csi-nfs-controller", size(1, CONTROLLER_CONTAINERS))
        .ofAccount("csi-nfs-controller-sa")
        .onTheNetworkOfTheNode()
        .ofPriority(PRIORITY)
        .usesApiServer();
    int nodes = environment().cluster().nodes().autoscaleTo();
    daemonSet("csi-nfs-node", "app", "csi-nfs-node", size(nodes, NODE_CONTAINERS))
        .ofAccount("csi-nfs-node-sa")
        .onTheNetworkOfTheNode()
        .ofPriority(PRIORITY)
        .usesApiServer();
  }

  private static PodGroup.Size size(int pods, int containers) {
    return new PodGroup.Size(pods, pods, CONTAINER.times(containers), LIMIT.times(containers));
  }

  private static Map<String, Object> values() {
    Map<String, Object> one = PodTrees.resources(CONTAINER, LIMIT);
    return Fields.of(
            "controller",
            Fields.of(
                "resources",
                Fields.of("csiProvisioner", one)
                    .with("csiResizer", one)
                    .with("csiSnapshotter", one)
                    .with("livenessProbe", one)
                    .with("nfs", one)))
        .with(
            "node",
            Fields.of(
                "resources",
                Fields.of("livenessProbe", one).with("nodeDriverRegistrar", one).with("nfs", one)));
  }

  @Override
  void classes(Scope scope) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("server", nfs.server().toString());
    parameters.put("share", nfs.share().toString());
    parameters.put("subDir", "${pvc.metadata.namespace}/${pvc.metadata.name}");
    parameters.put("onDelete", keepsVolumes() ? "retain" : "delete");
    storageClass(
        scope,
        StorageClass.NFS,
        new Provisioning(PROVISIONER, parameters, MOUNT_OPTIONS, keepsVolumes(), true, false));
    // A snapshot is an archive on the same share, which is mounted for it.
    snapshotClass(
        scope,
        StorageClass.NFS,
        PROVISIONER,
        Map.of("mountOptions", String.join(",", MOUNT_OPTIONS)));
  }
}
