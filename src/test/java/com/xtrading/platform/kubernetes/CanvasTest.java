package com.xtrading.platform.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrading.platform.manifest.Collision;
import com.xtrading.platform.manifest.Fields;
import com.xtrading.platform.model.Port;
import java.util.List;
import java.util.Map;
import org.cdk8s.plus25.k8s.KubeServiceProps;
import org.junit.jupiter.api.Test;

class CanvasTest {

  private static final Map<String, String> LABELS = Map.of("app.kubernetes.io/part-of", "test");

  private final Canvas canvas = new Canvas();
  private final Sheet sheet = canvas.sheet("shop");
  private final Scope scope = new Scope(sheet, "here", LABELS);

  @Test
  void sheetsGetTheirObjectsInTheOrderOfDrawing() {
    Sheet other = canvas.sheet("stall");
    ConfigMaps.draw(scope, "first", Map.of("key", "value"));
    Workloads.service(new Scope(other, "there", LABELS), "second", List.of(Port.tcp("http", 80)));
    Workloads.service(scope, "third", List.of(Port.tcp("http", 80)));
    scope.custom("a.io/v1", "Thing", "fourth", Map.of("size", 3));
    canvas.finish();

    assertThat(sheet.objects())
        .extracting(CanvasTest::name)
        .containsExactly("first", "third", "fourth");
    assertThat(other.objects()).extracting(CanvasTest::name).containsExactly("second");
  }

  @Test
  void aTreeComesBackAsItWasDrawn() {
    Map<String, Object> spec =
        Fields.of("z", List.of(1, true, "01", Map.of()))
            .with("empty", "")
            .with("a", Fields.of("text", "1\n2").with("large", 9_007_199_254_740_991L));
    scope.finalized("a.io/v1", "Thing", "x", Map.of("note", "n"), List.of("a.io/keep"), spec);
    canvas.finish();

    Map<String, Object> tree = sheet.objects().get(0);
    assertThat(tree)
        .isEqualTo(
            Map.of(
                "apiVersion",
                "a.io/v1",
                "kind",
                "Thing",
                "metadata",
                Map.of(
                    "annotations",
                    Map.of("note", "n"),
                    "finalizers",
                    List.of("a.io/keep"),
                    "labels",
                    LABELS,
                    "name",
                    "x",
                    "namespace",
                    "here"),
                "spec",
                spec));
    assertThat(tree.get("spec")).asString().isEqualTo(spec.toString());
  }

  @Test
  void objectsOfTheClusterHaveNoNamespace() {
    scope.clusterCustom("a.io/v1", "Thing", "x", Map.of(), Fields.of("rules", List.of()));
    NamespaceObjects.namespace(scope, Map.of("team", "a"), Map.of());
    canvas.finish();

    assertThat(sheet.objects())
        .extracting(tree -> ((Map<?, ?>) tree.get("metadata")).get("namespace"))
        .containsOnlyNulls();
  }

  @Test
  void newerFieldsAreAddedOnce() {
    DrawnObject service =
        scope.typed(
            ObjectType.SERVICE,
            "x",
            KubeServiceProps.builder().metadata(scope.metadata("x")).build());
    service.with(List.of("metadata", "name"), "y");

    assertThatThrownBy(canvas::finish)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Service here/y: [metadata, name] is drawn twice");
  }

  @Test
  void anObjectIsDrawnOnce() {
    ConfigMaps.draw(scope, "x", Map.of());

    assertThatThrownBy(() -> ConfigMaps.draw(scope, "x", Map.of()))
        .isInstanceOf(Collision.class)
        .hasMessage("ConfigMap here/x is drawn twice by component shop; rename one of them");
  }

  @Test
  void morePagesThanOneAreDrawn() {
    for (int number = 0; number < 1_500; number++) {
      ConfigMaps.draw(scope, "map-" + number, Map.of("number", Integer.toString(number)));
      scope
          .typed(
              ObjectType.SERVICE,
              "service-" + number,
              KubeServiceProps.builder().metadata(scope.metadata("service-" + number)).build())
          .with(List.of("number"), number);
    }
    canvas.finish();

    assertThat(sheet.objects()).hasSize(3_000);
    for (int number = 0; number < 1_500; number++) {
      assertThat(sheet.objects().get(2 * number))
          .containsEntry("data", Map.of("number", Integer.toString(number)));
      assertThat(sheet.objects().get(2 * number + 1))
          .containsEntry("apiVersion", "v1")
          .containsEntry("kind", "Service")
          .containsEntry("number", number);
    }
  }

  @Test
  void anEmptyCanvasHasNoObjects() {
    canvas.finish();

    assertThat(sheet.objects()).isEmpty();
  }

  private static Object name(Map<String, Object> tree) {
    return ((Map<?, ?>) tree.get("metadata")).get("name");
  }
}
