package com.xtrading.platform.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FieldLinesTest {

  private static final String FILE =
      """
      # Two objects.
      apiVersion: v1
      kind: Service
      metadata: {name: web, namespace: shop}
      ---
      apiVersion: v1
      kind: List
      items:
        - apiVersion: v1
          kind: Pod
          metadata:
            name: web
            namespace: shop
            labels:
              app.kubernetes.io/name: web
          spec:
            containers:
              - name: web
                image: web
              - name: side
                image: side
      """;

  @ParameterizedTest
  @CsvSource({
    "Pod, web, spec.containers[1].image, 21",
    "Pod, web, spec.containers[0], 18",
    "Pod, web, 'metadata.labels[\"app.kubernetes.io/name\"]', 15",
    "Pod, web, spec.containers[0].securityContext.privileged, 18",
    "Pod, web, spec.hostNetwork, 16",
    "Pod, web, '', 9",
    "Service, web, metadata.name, 4",
    "Service, gone, metadata.name, 1",
  })
  void isTheLineOfTheFieldOrOfWhatItWouldBeIn(String kind, String name, String path, int line) {
    assertThat(FieldLines.of(FILE).of(new ManifestId("v1", kind, "shop", name), 0, path))
        .isEqualTo(line);
  }

  @ParameterizedTest
  @CsvSource({"'a: [', 1", "'', 1"})
  void whatIsNoYamlHasOneLine(String text, int line) {
    assertThat(FieldLines.of(text).of(new ManifestId("v1", "Pod", "shop", "web"), 0, "spec"))
        .isEqualTo(line);
  }

  @Test
  void anObjectThatIsThereTwiceHasTwoPlaces() {
    FieldLines lines = FieldLines.of(FILE + "---\n" + FILE);
    ManifestId pod = new ManifestId("v1", "Pod", "shop", "web");
    assertThat(lines.of(pod, 0, "spec")).isEqualTo(16);
    assertThat(lines.of(pod, 1, "spec")).isEqualTo(38);
    assertThat(lines.of(pod, 2, "spec")).isEqualTo(1);
  }

  @Test
  void itemsOfAListOfOneKindMayLeaveItOut() {
    String list =
        """
        apiVersion: v1
        kind: PodList
        items:
          - metadata: {name: web, namespace: shop}
            spec: {}
        """;
    assertThat(FieldLines.of(list).of(new ManifestId("v1", "Pod", "shop", "web"), 0, "spec"))
        .isEqualTo(5);
  }
}
