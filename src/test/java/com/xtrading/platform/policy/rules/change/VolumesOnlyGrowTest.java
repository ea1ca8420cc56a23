package com.xtrading.platform.policy.rules.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.policy.Examples;
import com.xtrading.platform.policy.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VolumesOnlyGrowTest {

  private static List<Finding> findings(String before, String after) {
    return new VolumesOnlyGrow()
        .check(Examples.after(Examples.rendered(before).manifests(), Examples.rendered(after)));
  }

  private static String cluster(String size, String storageClass) {
    return """
        apiVersion: postgresql.cnpg.io/v1
        kind: Cluster
        metadata: {name: db, namespace: shop}
        spec: {instances: 1, storage: {size: %s, storageClass: %s}}
        """
        .formatted(size, storageClass);
  }

  @ParameterizedTest
  @CsvSource({
    "10Gi, 10Gi, true",
    "10Gi, 10240Mi, true",
    "10Gi, 11Gi, true",
    "10Gi, 10G, false",
    "1Ti, 900Gi, false"
  })
  void comparesAmountsAndNotTexts(String before, String after, boolean allowed) {
    assertThat(findings(cluster(before, "fast"), cluster(after, "fast")))
        .hasSize(allowed ? 0 : 1)
        .allSatisfy(
            finding ->
                assertThat(finding.problem())
                    .isEqualTo(
                        "asks for %s and asked for %s: a volume never shrinks"
                            .formatted(after, before)));
  }

  @Test
  void namesTheResourceAndTheClaimThatItsOperatorMakes() {
    assertThat(findings(cluster("10Gi", "fast"), cluster("5Gi", "fast")))
        .extracting(Finding::object, Finding::path)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("Cluster shop/db", "PersistentVolumeClaim db-1"));
  }

  @Test
  void aClusterOfAnotherGroupAsksForNoVolumes() {
    String group = "postgresql.cnpg.io/v1";
    assertThat(
            findings(
                cluster("10Gi", "fast").replace(group, "cluster.x-k8s.io/v1beta1"),
                cluster("5Gi", "fast").replace(group, "cluster.x-k8s.io/v1beta1")))
        .isEmpty();
  }

  @Test
  void aStorageClassCannotBeChanged() {
    assertThat(findings(cluster("10Gi", "fast"), cluster("10Gi", "slow")))
        .extracting(Finding::problem)
        .containsExactly(
            "is of storage class \"slow\" and was of \"fast\", which cannot be changed");
  }

  @Test
  void growsOnlyWhereTheClassCan() {
    String storageClass =
        """
        apiVersion: storage.k8s.io/v1
        kind: StorageClass
        metadata: {name: fast}
        provisioner: example.org/driver
        allowVolumeExpansion: %s
        ---
        """;
    assertThat(
            findings(
                storageClass.formatted("true") + cluster("10Gi", "fast"), cluster("20Gi", "fast")))
        .isEmpty();
    assertThat(
            findings(
                storageClass.formatted("false") + cluster("10Gi", "fast"), cluster("20Gi", "fast")))
        .extracting(Finding::problem)
        .containsExactly("asks for 20Gi and asked for 10Gi, and volumes of \"fast\" cannot grow");
  }

  @Test
  void templatesOfAStatefulSetAreLookedAtToo() {
    String set =
        """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: db, namespace: shop}
        spec:
          volumeClaimTemplates:
            - metadata: {name: data}
              spec: {storageClassName: fast, resources: {requests: {storage: %s}}}
        """;
    assertThat(findings(set.formatted("2Gi"), set.formatted("1Gi")))
        .extracting(Finding::path)
        .containsExactly("spec.volumeClaimTemplates[0].spec");
  }

  @Test
  void whatIsNewOrGoneIsNotCompared() {
    assertThat(
            findings(
                cluster("10Gi", "fast").replace("name: db", "name: old"), cluster("1Gi", "fast")))
        .isEmpty();
  }
}
