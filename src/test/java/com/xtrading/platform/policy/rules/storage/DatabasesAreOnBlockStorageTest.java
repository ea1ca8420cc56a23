package com.xtrading.platform.policy.rules.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.policy.Examples;
import com.xtrading.platform.policy.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DatabasesAreOnBlockStorageTest {

  private static final String CLASSES =
      """
      apiVersion: storage.k8s.io/v1
      kind: StorageClass
      metadata: {name: block}
      provisioner: rook-ceph.rbd.csi.ceph.com
      ---
      apiVersion: storage.k8s.io/v1
      kind: StorageClass
      metadata: {name: files}
      provisioner: nfs.csi.k8s.io
      ---
      """;

  private static List<Finding> findings(String object) {
    return new DatabasesAreOnBlockStorage().check(Examples.rendered(CLASSES + object));
  }

  private static String broker(String storageClass) {
    return """
        apiVersion: rabbitmq.com/v1beta1
        kind: RabbitmqCluster
        metadata: {name: broker, namespace: shop}
        spec: {replicas: 1, persistence: {storageClassName: %s, storage: 1Gi}}
        """
        .formatted(storageClass);
  }

  @Test
  void aStoreOfAnOperatorOnAFileServerIsFound() {
    assertThat(findings(broker("block"))).isEmpty();
    assertThat(findings(broker("files")))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.object()).isEqualTo("RabbitmqCluster shop/broker");
              assertThat(finding.problem()).contains("made by nfs.csi.k8s.io");
            });
  }

  @Test
  void filesThatManyPodsWriteMayBeThere() {
    assertThat(
            findings(
                """
                apiVersion: v1
                kind: PersistentVolumeClaim
                metadata: {name: reports, namespace: shop}
                spec: {accessModes: [ReadWriteMany], storageClassName: files}
                """))
        .isEmpty();
  }

  @Test
  void aStorageClassThatTheEnvironmentDoesNotHaveIsFound() {
    assertThat(findings(broker("gp3")))
        .extracting(Finding::problem, Finding::change)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "asks for the storage class \"gp3\", which this environment does not have",
                "use one of block, files"));
  }
}
