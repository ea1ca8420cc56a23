package com.xtrading.platform.storage;

import static com.xtrading.platform.RenderedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StorageDriversTest {

  private static final JudgedEnvironment PRODUCTION = TestPlatform.sample("production");

  @ParameterizedTest
  @CsvSource({
    "development, local-path, rancher.io/local-path, Delete, false, WaitForFirstConsumer",
    "staging, ceph-block, rook-ceph.rbd.csi.ceph.com, Delete, true, WaitForFirstConsumer",
    "staging, ceph-filesystem, rook-ceph.cephfs.csi.ceph.com, Delete, true, Immediate",
    "staging, nfs, nfs.csi.k8s.io, Delete, true, Immediate",
    "production, ceph-block, rook-ceph.rbd.csi.ceph.com, Retain, true, WaitForFirstConsumer",
    "production, ceph-filesystem, rook-ceph.cephfs.csi.ceph.com, Retain, true, Immediate",
  })
  void drawsTheClassesOfTheEnvironment(
      String environment,
      String name,
      String provisioner,
      String reclaim,
      boolean grows,
      String binding) {
    assertThat(TestPlatform.sample(environment))
        .has("StorageClass", name)
        .at("provisioner")
        .is(provisioner)
        .at("reclaimPolicy")
        .is(reclaim)
        .at("allowVolumeExpansion")
        .is(grows)
        .at("volumeBindingMode")
        .is(binding)
        .at("metadata.namespace")
        .isAbsent();
  }

  @ParameterizedTest
  @CsvSource({
    "development, local-path-provisioner",
    "staging, ceph-csi ceph-csi-operator csi-driver-nfs snapshot-controller",
    "production, ceph-csi ceph-csi-operator snapshot-controller",
  })
  void bringsTheDriversOfTheEnvironmentAndNoOthers(String environment, String drivers) {
    Set<String> all =
        Set.of(
            "ceph-csi",
            "ceph-csi-operator",
            "csi-driver-nfs",
            "local-path-provisioner",
            "snapshot-controller");
    assertThat(
            Select.all(TestPlatform.sample(environment), "Application")
                .map(application -> application.name().replaceFirst(environment + "-", ""))
                .filter(all::contains))
        .containsExactlyInAnyOrder(drivers.split(" "));
  }

  @ParameterizedTest
  @MethodSource("com.xtrading.platform.TestPlatform#each")
  void noClassIsTakenByDefault(JudgedEnvironment rendered) {
    assertThat(Select.all(rendered, "StorageClass"))
        .isNotEmpty()
        .noneMatch(
            drawn ->
                drawn
                    .at("metadata", "annotations")
                    .at("storageclass.kubernetes.io/is-default-class")
                    .exists());
  }

  @Test
  void snapshotsAreMadeByTheDriverOfTheirClass() {
    for (Manifest snapshots : Select.all(PRODUCTION, "VolumeSnapshotClass").toList()) {
      Manifest storageClass = Select.one(PRODUCTION, "StorageClass", snapshots.name());
      assertThat(snapshots.at("driver").text(""))
          .isEqualTo(storageClass.at("provisioner").text(""));
      assertThat(snapshots.at("spec").exists()).isFalse();
    }
    Tree values =
        Select.at(
            Select.one(PRODUCTION, "Application", "production-ceph-csi"),
            "spec.sources.0.helm.valuesObject.drivers");
    for (String kind : List.of("rbd", "cephfs")) {
      assertThat(values.at(kind, "snapshotPolicy").text("")).isEqualTo("volumeSnapshot");
    }
    assertThat(values.at("nfs", "enabled").isFalse()).isTrue();
  }

  @Test
  void everySecretThatAClassNamesComesFromVault() {
    Set<String> fromVault =
        Select.all(PRODUCTION, "ExternalSecret")
            .map(secret -> secret.namespace() + "/" + secret.name())
            .collect(Collectors.toSet());
    for (Manifest drawn : Select.all(PRODUCTION, "StorageClass").toList()) {
      Tree parameters = drawn.at("parameters");
      List<String> names =
          parameters.map().keySet().stream().filter(key -> key.endsWith("-secret-name")).toList();
      assertThat(names).hasSize(4);
      assertThat(names)
          .allSatisfy(
              key ->
                  assertThat(fromVault)
                      .contains(
                          parameters.at(key.replace("-name", "-namespace")).text("")
                              + "/"
                              + parameters.at(key).text("")));
    }
  }

  @Test
  void theControllersReachTheCephClusterAtAllItsPorts() {
    assertThat(PRODUCTION)
        .has("NetworkPolicy", "rook-ceph", "ceph-csi-rbd-controller")
        .allowsEgressTo("10.30.64.0/24", 6789)
        .allowsEgressTo("10.30.64.0/24", 3300)
        .at("spec.egress.0.ports.2.port")
        .is(6800)
        .at("spec.egress.0.ports.2.endPort")
        .is(7568);
    assertThat(PRODUCTION)
        .has("CephConnection", "rook-ceph")
        .at("spec.monitors.0")
        .is("10.30.64.11:6789");
  }
}
