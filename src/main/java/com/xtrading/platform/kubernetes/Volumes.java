package com.xtrading.platform.kubernetes;

import com.xtrading.platform.model.Memory;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.cdk8s.plus25.k8s.KubePersistentVolumeClaimProps;
import org.cdk8s.plus25.k8s.KubeStorageClassProps;
import org.cdk8s.plus25.k8s.PersistentVolumeClaimSpec;
import org.cdk8s.plus25.k8s.ResourceRequirements;

/** Draws storage classes and claims. */
public final class Volumes {

  /** A claim of one pod at a time; raising its size grows the volume where the class allows it. */
  public static void claim(
      Scope scope, String name, Map<String, String> annotations, String storageClass, Memory size) {
    scope.typed(
        ObjectType.PERSISTENT_VOLUME_CLAIM,
        name,
        KubePersistentVolumeClaimProps.builder()
            .metadata(scope.metadata(name, annotations))
            .spec(
                PersistentVolumeClaimSpec.builder()
                    .accessModes(List.of("ReadWriteOnce"))
                    .storageClassName(storageClass)
                    .resources(
                        ResourceRequirements.builder()
                            .requests(Map.of("storage", ApiQuantities.of(size)))
                            .build())
                    .build())
            .build());
  }

  /**
   * How volumes are made.
   *
   * @param provisioner the driver
   * @param parameters what the driver reads
   * @param mountOptions how nodes mount volumes
   * @param keep whether a volume stays when its claim is deleted
   * @param grows whether a claim can be raised later
   * @param bindLate whether a volume is made where its first pod runs
   */
  public record Provisioning(
      String provisioner,
      Map<String, String> parameters,
      List<String> mountOptions,
      boolean keep,
      boolean grows,
      boolean bindLate) {}

  /** A StorageClass of the cluster. */
  public static void storageClass(
      Scope scope, String name, Map<String, String> annotations, Provisioning provisioning) {
    scope
        .in("")
        .typed(
            ObjectType.STORAGE_CLASS,
            name,
            KubeStorageClassProps.builder()
                .metadata(scope.clusterMetadata(name, annotations))
                .provisioner(provisioning.provisioner())
                .parameters(saidOrNull(provisioning.parameters(), Map::isEmpty))
                .mountOptions(saidOrNull(provisioning.mountOptions(), List::isEmpty))
                .reclaimPolicy(provisioning.keep() ? "Retain" : "Delete")
                .allowVolumeExpansion(provisioning.grows())
                .volumeBindingMode(provisioning.bindLate() ? "WaitForFirstConsumer" : "Immediate")
                .build());
  }

  /** What cannot be changed later is left out where it is empty: null is that to cdk8s. */
  private static <T> T saidOrNull(T value, Predicate<T> isEmpty) {
    return isEmpty.test(value) ? null : value;
  }

  private Volumes() {}
}
