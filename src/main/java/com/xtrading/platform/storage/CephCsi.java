package com.xtrading.platform.storage;

import com.xtrading.platform.component.AddOn;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.component.Versions;
import com.xtrading.platform.component.Workload;
import com.xtrading.platform.declaration.Endpoint;
import com.xtrading.platform.declaration.Namespace.PodSecurity;
import com.xtrading.platform.declaration.Peer;
import com.xtrading.platform.declaration.PodGroup;
import com.xtrading.platform.declaration.Rights.Power;
import com.xtrading.platform.declaration.SecretNeed;
import com.xtrading.platform.environment.Storage;
import com.xtrading.platform.environment.Storage.StorageClass;
import com.xtrading.platform.kubernetes.PodTrees;
import com.xtrading.platform.kubernetes.Scope;
import com.xtrading.platform.kubernetes.Volumes.Provisioning;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.model.Cpu;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.model.Port;
import com.xtrading.platform.model.Resources;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The Ceph drivers as Rook installs them, for a Ceph cluster that somebody else runs: the CSI
 * operator, the drivers, and how they reach the cluster. Names are those of Rook, so that volumes
 * outlive a change to it.
 */
final class CephCsi extends Driver {

  private static final String BLOCK = "rbd";
  private static final String FILES = "cephfs";
  private static final String NAMESPACE = "rook-ceph";
  private static final String PROFILE = "rook-ceph";
  private static final String API_VERSION = "csi.ceph.io/v1";

  private static final Resources OPERATOR = new Resources(Cpu.millis(10), Memory.mebibytes(64));
  private static final Resources SIDECAR = new Resources(Cpu.millis(10), Memory.mebibytes(24));
  private static final Resources PLUGIN = new Resources(Cpu.millis(20), Memory.mebibytes(64));

  /** Sidecars hold everything they watch in memory, plugins what they mount. */
  private static final Resources LIMIT = new Resources(Cpu.millis(500), Memory.mebibytes(256));

  private static final String NODE_CRITICAL = "system-node-critical";
  private static final String CLUSTER_CRITICAL = "system-cluster-critical";
  private static final int CONTROLLERS = 2;
  private static final int CONTROLLER_SIDECARS = 4;

  private final Storage.Ceph ceph;

  CephCsi(Platform platform, Storage.Ceph ceph) {
    super(
        platform,
        "ceph-csi",
        NAMESPACE,
        SyncWave.LATE_ADD_ONS,
        Versions.CEPH_CSI_DRIVERS.with(values(kinds(ceph))));
    this.ceph = ceph;
    mayEverywhere(
        "storage classes say which secret opens the Ceph cluster; keys of encrypted volumes, of"
            + " which there are none, could be in any namespace",
        Power.READS_SECRETS,
        Power.TAKES_TOKENS);
    operator(platform);
    int nodes = environment().cluster().nodes().autoscaleTo();
    for (String kind : kinds(ceph)) {
      Workload controllers =
          deployment(
                  "ceph-csi-%s-controller".formatted(kind),
                  "app",
                  driver(kind) + "-ctrlplugin",
                  size(CONTROLLERS, CONTROLLER_SIDECARS))
              .madeByPrograms()
              .ofPriority(CLUSTER_CRITICAL)
              .usesApiServer()
              .needs(key(kind, "provisioner"))
              .needs(key(kind, "node"));
      servers().forEach(controllers::uses);
      daemonSet(
              "ceph-csi-%s-node".formatted(kind),
              "app",
              driver(kind) + "-nodeplugin",
              size(nodes, 1))
          .madeByPrograms()
          .onTheNetworkOfTheNode()
          .ofPriority(NODE_CRITICAL)
          .usesApiServer();
    }
  }

  private static void operator(Platform platform) {
    Map<String, Object> resources = PodTrees.resources(OPERATOR, LIMIT);
    new AddOn(
            platform,
            Delivery.addOn(
                "ceph-csi-operator",
                NAMESPACE,
                PodSecurity.PRIVILEGED,
                SyncWave.ADD_ONS,
                Versions.CEPH_CSI_OPERATOR.with(
                    Fields.of(
                        "controllerManager",
                        Fields.of("manager", Fields.of("resources", resources))))))
        .mayEverywhere("makes the pods of the drivers", Power.RUNS_PODS)
        .deployment(
            "ceph-csi-operator",
            "control-plane",
            "ceph-csi-op-controller-manager",
            new PodGroup.Size(1, 1, OPERATOR, LIMIT))
        .usesApiServer();
  }

  private static PodGroup.Size size(int pods, int sidecars) {
    Resources requests =
        IntStream.range(0, sidecars).mapToObj(i -> SIDECAR).reduce(PLUGIN, Resources::plus);
    return new PodGroup.Size(pods, pods, requests, LIMIT.times(sidecars + 1L));
  }

  /** Monitors, and the servers that they name: object stores choose a port among many. */
  private List<Endpoint> servers() {
    Peer.Addresses cluster = new Peer.Addresses("ceph", ceph.cidrs());
    String host = ceph.monitors().get(0).toString();
    return List.of(
        Endpoint.of(cluster, host, Port.tcp("monitor", 6789), "Ceph monitors"),
        Endpoint.of(cluster, host, Port.tcp("monitor-v2", 3300), "Ceph monitors"),
        Endpoint.of(cluster, host, Port.tcpRange("osd", 6800, 7568), "Ceph object stores"));
  }

  /** The driver of a kind of volume, as Rook calls it. */
  private static String driver(String kind) {
    return "%s.%s.csi.ceph.com".formatted(NAMESPACE, kind);
  }

  /** What a storage class says to the driver. */
  private static Map<String, String> parameters(String kind) {
    Map<String, String> parameters = new TreeMap<>(Map.of("clusterID", PROFILE));
    for (String moment : List.of("provisioner", "controller-expand", "controller-publish")) {
      secret(parameters, moment, secretName(kind, "provisioner"));
    }
    secret(parameters, "node-stage", secretName(kind, "node"));
    return parameters;
  }

  /** What a snapshot class says to the driver. */
  private static Map<String, String> snapshotParameters(String kind) {
    Map<String, String> parameters = new TreeMap<>(Map.of("clusterID", PROFILE));
    secret(parameters, "snapshotter", secretName(kind, "provisioner"));
    return parameters;
  }

  private static void secret(Map<String, String> parameters, String moment, String name) {
    parameters.put("csi.storage.k8s.io/%s-secret-name".formatted(moment), name);
    parameters.put("csi.storage.k8s.io/%s-secret-namespace".formatted(moment), NAMESPACE);
  }

  private static String secretName(String kind, String side) {
    return "rook-csi-%s-%s".formatted(kind, side);
  }

  /** User and key of the Ceph cluster for one side of a driver. */
  private SecretNeed key(String kind, String side) {
    return SecretNeed.opaque(
        NAMESPACE,
        secretName(kind, side),
        "%s/ceph/csi-%s-%s".formatted(environment().name(), kind, side),
        "userID",
        "userKey");
  }

  /** A driver for each kind of volume that the cluster has. */
  private static List<String> kinds(Storage.Ceph ceph) {
    return ceph.filesystem().isPresent() ? List.of(BLOCK, FILES) : List.of(BLOCK);
  }

  private static Map<String, Object> values(List<String> kinds) {
    Map<String, Object> noFiles = Fields.of("rotation", Fields.of("enabled", false));
    Fields drivers = Fields.of("nfs", Fields.of("enabled", false));
    drivers.with("nvmeof", Fields.of("enabled", false));
    if (!kinds.contains(FILES)) {
      drivers.with(FILES, Fields.of("enabled", false));
    }
    for (String kind : kinds) {
      drivers.with(
          kind,
          Fields.of("enabled", true)
              .with("name", driver(kind))
              // The chart's own choice for block devices is no snapshots.
              .with("snapshotPolicy", "volumeSnapshot")
              .with("grpcTimeout", 150)
              .with("log", noFiles)
              .with(
                  "controllerPlugin",
                  Fields.of("replicas", CONTROLLERS)
                      .with(
                          "resources",
                          Fields.of("plugin", amounts(PLUGIN))
                              .with("attacher", amounts(SIDECAR))
                              .with("provisioner", amounts(SIDECAR))
                              .with("resizer", amounts(SIDECAR))
                              .with("snapshotter", amounts(SIDECAR))))
              .with(
                  "nodePlugin",
                  Fields.of("tolerations", List.of(Fields.of("operator", "Exists")))
                      .with(
                          "resources",
                          Fields.of("plugin", amounts(PLUGIN))
                              .with("registrar", amounts(SIDECAR)))));
    }
    return Fields.of(
            "operatorConfig",
            Fields.of("namespace", NAMESPACE)
                .with(
                    "driverSpecDefaults",
                    Fields.of("log", noFiles)
                        .with("nodePlugin", Fields.of("priorityClassName", NODE_CRITICAL))
                        .with(
                            "controllerPlugin", Fields.of("priorityClassName", CLUSTER_CRITICAL))))
        .with("drivers", drivers);
  }

  private static Map<String, Object> amounts(Resources requests) {
    return PodTrees.resources(requests, LIMIT);
  }

  @Override
  void classes(Scope scope) {
    scope.custom(
        API_VERSION,
        "CephConnection",
        PROFILE,
        Fields.of("monitors", ceph.monitors().stream().map(Object::toString).toList()));
    Fields profile =
        Fields.of("cephConnectionRef", Fields.of("name", PROFILE))
            .with("rbd", Fields.of("cephCsiSecrets", publish(BLOCK)));
    block(scope);
    ceph.filesystem()
        .ifPresent(
            filesystem -> {
              profile.with(
                  "cephFs",
                  Fields.of("subVolumeGroup", "csi").with("cephCsiSecrets", publish(FILES)));
              files(scope, filesystem.value());
            });
    scope.custom(API_VERSION, "ClientProfile", PROFILE, profile);
  }

  private void block(Scope scope) {
    Map<String, String> parameters = parameters(BLOCK);
    parameters.put("pool", ceph.pool().toString());
    parameters.put("imageFormat", "2");
    // What kernels from 5.4 on know; without it clones and resizes are slow.
    parameters.put("imageFeatures", "layering,fast-diff,object-map,deep-flatten,exclusive-lock");
    parameters.put("csi.storage.k8s.io/fstype", "ext4");
    storageClass(
        scope,
        StorageClass.CEPH_BLOCK,
        new Provisioning(driver(BLOCK), parameters, List.of(), keepsVolumes(), true, true));
    snapshotClass(scope, StorageClass.CEPH_BLOCK, driver(BLOCK), snapshotParameters(BLOCK));
  }

  private void files(Scope scope, String filesystem) {
    Map<String, String> parameters = parameters(FILES);
    parameters.put("fsName", filesystem);
    storageClass(
        scope,
        StorageClass.CEPH_FILESYSTEM,
        new Provisioning(driver(FILES), parameters, List.of(), keepsVolumes(), true, false));
    snapshotClass(scope, StorageClass.CEPH_FILESYSTEM, driver(FILES), snapshotParameters(FILES));
  }

  private static Map<String, Object> publish(String kind) {
    return Fields.of(
        "controllerPublishSecret",
        Fields.of("name", secretName(kind, "provisioner")).with("namespace", NAMESPACE));
  }
}
