package com.xtrading.platform.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestSetTest {

  private static Manifest manifest(
      String path, String component, String apiVersion, String kind, String name) {
    return new Manifest(
        path,
        component,
        Map.of(
            "apiVersion",
            apiVersion,
            "kind",
            kind,
            "metadata",
            Map.of("name", name, "namespace", "n")));
  }

  @ParameterizedTest
  @CsvSource({
    "v1, Service, n, web, Service-web.yaml",
    "v1, Service, other, web, Service-web.other.yaml",
    "rbac.authorization.k8s.io/v1, ClusterRole, '', system:web, ClusterRole-system%3Aweb.yaml",
    "gateway.networking.k8s.io/v1, Gateway, n, edge, Gateway.gateway.networking.k8s.io-edge.yaml",
    "networking.istio.io/v1, Gateway, n, edge, Gateway.networking.istio.io-edge.yaml",
    "v1, Binding, n, pod, Binding-pod.yaml",
  })
  void aFileIsNamedByItsObject(
      String apiVersion, String kind, String namespace, String name, String file) {
    assertThat(ManifestFiles.nameOf(new ManifestId(apiVersion, kind, namespace, name), "n"))
        .isEqualTo(file);
  }

  @Test
  void refusesTheSameObjectTwiceAndNamesBothComponents() {
    ManifestSet set = new ManifestSet();
    set.add(manifest("a/x.yaml", "one", "apps/v1", "Deployment", "web"));
    assertThatThrownBy(
            () -> set.add(manifest("b/x.yaml", "two", "apps/v1beta1", "Deployment", "web")))
        .isInstanceOf(Collision.class)
        .hasMessageContaining("Deployment n/web")
        .hasMessageContaining("component one (a/x.yaml)")
        .hasMessageContaining("component two (b/x.yaml)");
  }

  @Test
  void refusesTwoObjectsInOneFileOnDisksThatIgnoreCase() {
    ManifestSet set = new ManifestSet();
    set.add(manifest("a/Service-web.yaml", "one", "v1", "Service", "web"));
    assertThatThrownBy(
            () -> set.add(manifest("a/service-web.yaml", "one", "v1", "ConfigMap", "web")))
        .isInstanceOf(Collision.class)
        .hasMessageContaining("Service n/web")
        .hasMessageContaining("ConfigMap n/web");
  }

  @Test
  void refusesWhatIsNoObject() {
    assertThatThrownBy(
            () -> new ManifestSet().add(new Manifest("a.yaml", "one", Map.of("kind", "Service"))))
        .isInstanceOf(Collision.class);
  }

  @Test
  void isSortedByPath() {
    ManifestSet set = new ManifestSet();
    set.add(manifest("b", "one", "v1", "Service", "b"));
    set.add(manifest("a", "one", "v1", "Service", "a"));
    assertThat(set.all()).extracting(Manifest::path).containsExactly("a", "b");
  }

  @Test
  void nativeFilesCollideLikeObjects() {
    List<OutputFile> twice = List.of(file("config/a", "one"), file("config/A", "two"));
    List<OutputFile> nested = List.of(file("config/a", "one"), file("config/a/b", "two"));
    for (List<OutputFile> files : List.of(twice, nested)) {
      assertThatThrownBy(() -> FileContents.of(files))
          .isInstanceOf(Collision.class)
          .hasMessageContaining("component one")
          .hasMessageContaining("component two");
    }
    assertThat(FileContents.of(List.of(file("a/b", "one"), file("a/c", "two"))))
        .isInstanceOf(TreeMap.class)
        .hasSize(2);
  }

  private static OutputFile file(String path, String component) {
    return new OutputFile(path, component, Optional.empty(), "text\n");
  }
}
