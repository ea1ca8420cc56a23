package com.xtrading.platform.policy.rules.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.health.HealthChecks;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.policy.Examples;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WavesWaitForHealthTest {

  @Test
  void theLastObjectOfTheLastApplicationNeedsNoCheck() {
    assertThat(places(shop("first", "0"))).isEmpty();
  }

  @Test
  void aHookAfterTheSyncWaits() {
    assertThat(
            places(
                shop("first", "0"),
                object("batch/v1", "Job", "smoke", "argocd.argoproj.io/hook: PostSync")))
        .containsExactly("Shop shop/first: kind");
  }

  @Test
  void eachKindIsFoundOnce() {
    assertThat(places(shop("first", "0"), shop("second", "0"), shop("last", "1")))
        .containsExactly("Shop shop/first: kind");
  }

  @Test
  void anApplicationBeforeAnotherOneIsWaitedFor() {
    List<Manifest> objects =
        List.of(
            manifest("bootstrap", application("production", "argocd"), ""),
            manifest("argocd", application("production-shop", "manifests/shop"), "0"),
            manifest("argocd", application("production-late", "manifests/late"), "1"),
            manifest("manifests/shop", Map.of("apiVersion", "example.org/v1", "kind", "Shop"), ""),
            manifest("manifests/late", Map.of("apiVersion", "example.org/v1", "kind", "Late"), ""));
    assertThat(Examples.places(new WavesWaitForHealth(), Examples.rendered(objects)))
        .containsExactly("Shop one: kind");
  }

  /** Also where only one environment, or none that is committed, has it. */
  @Test
  void everyKindThatWeRenderIsDecided() {
    assertThat(
            Stream.of(
                    TestPlatform.reference().stream(),
                    Stream.of(
                        TestPlatform.meshed(), TestPlatform.withClair(), TestPlatform.ownVault()))
                .flatMap(environments -> environments)
                .flatMap(environment -> environment.manifests().stream())
                .map(Manifest::groupKind)
                .distinct()
                .filter(kind -> !HealthChecks.areDecidedFor(kind)))
        .isEmpty();
  }

  private static Map<String, Object> application(String name, String folder) {
    return Map.of(
        "apiVersion",
        "argoproj.io/v1alpha1",
        "kind",
        "Application",
        "name",
        name,
        "spec",
        Map.of("source", Map.of("path", "dist/production/" + folder)));
  }

  private static Manifest manifest(String folder, Map<String, Object> fields, String wave) {
    Map<String, Object> tree = new TreeMap<>(fields);
    Object name = tree.remove("name");
    tree.put(
        "metadata",
        Map.of(
            "name",
            name == null ? "one" : name,
            "annotations",
            Map.of("argocd.argoproj.io/sync-wave", wave)));
    return new Manifest("%s/%s-%s.yaml".formatted(folder, tree.get("kind"), name), "example", tree);
  }

  private static String shop(String name, String wave) {
    return object(
        "example.org/v1", "Shop", name, "argocd.argoproj.io/sync-wave: '%s'".formatted(wave));
  }

  private static String object(String version, String kind, String name, String annotation) {
    return """
        apiVersion: %s
        kind: %s
        metadata: {name: %s, namespace: shop, annotations: {%s}}
        """
        .formatted(version, kind, name, annotation);
  }

  private static List<String> places(String... objects) {
    String application =
        """
        apiVersion: argoproj.io/v1alpha1
        kind: Application
        metadata: {name: shop, namespace: argocd}
        spec: {source: {path: dist/production/manifests/example}}
        ---
        """;
    return Examples.places(
        new WavesWaitForHealth(), Examples.rendered(application + String.join("---\n", objects)));
  }
}
