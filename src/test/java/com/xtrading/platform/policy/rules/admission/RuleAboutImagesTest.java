package com.xtrading.platform.policy.rules.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.policy.Examples;
import com.xtrading.platform.policy.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RuleAboutImagesTest {

  private static final String DIGEST = "@sha256:" + "0123456789abcdef".repeat(4);

  private static List<Finding> inPod(String image) {
    return new RuleAboutImages(ObjectRule.named("ImagesArePinned"))
        .check(
            Examples.rendered(
                """
                apiVersion: v1
                kind: Pod
                metadata: {name: web, namespace: shop}
                spec: {initContainers: [{name: web, image: "%s"}]}
                """
                    .formatted(image)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ghcr.io/web:1.4.2",
        "registry:5000/shop/web:v2",
        "ghcr.io/shop/web:18.1-system-trixie",
        "ghcr.io/shop/web:3d3c42e",
        "docker.io/library/alpine:3.22"
      })
  void anExactTagWithADigestIsAccepted(String image) {
    String exact = image.equals("registry:5000/shop/web:v2") ? image + ".0.1" : image;
    assertThat(inPod(exact + DIGEST)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"latest", "stable", "main", "16", "v3", "16-alpine", "nightly", "1-latest"})
  void aTagThatMovesIsFoundEvenWithADigest(String tag) {
    assertThat(inPod("ghcr.io/shop/web:" + tag + DIGEST))
        .singleElement()
        .satisfies(finding -> assertThat(finding.problem()).contains("moves"));
  }

  @ParameterizedTest
  @CsvSource({
    "registry:5000/shop/web, 2",
    "ghcr.io/shop/web:1.2.3, 1",
    "ghcr.io/shop/web:latest, 2",
    "ghcr.io/shop/web:1.2.3@sha256:abc, 1",
    "${IMAGE}, 1",
    "'', 1"
  })
  void missingTagsAndDigestsAreFoundOneByOne(String image, int findings) {
    assertThat(inPod(image))
        .hasSize(findings)
        .allSatisfy(
            finding -> assertThat(finding.path()).isEqualTo("spec.initContainers[0].image"));
  }

  @Test
  void imagesOfCustomResourcesAreFoundWhereverTheyStand() {
    String text =
        """
        apiVersion: postgresql.cnpg.io/v1
        kind: Cluster
        metadata: {name: postgres, namespace: shop}
        spec:
          imageName: ghcr.io/cloudnative-pg/postgresql:18.1
          monitoring: {exporter: {image: "ghcr.io/exporter:latest"}}
          picture: {image: "https://example.com/logo.png"}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: web, namespace: shop}
        data: {image: "web:latest"}
        """;
    assertThat(
            Examples.places(
                new RuleAboutImages(ObjectRule.named("ImagesArePinned")), Examples.rendered(text)))
        .containsExactly(
            "Cluster shop/postgres: spec.imageName",
            "Cluster shop/postgres: spec.monitoring.exporter.image",
            "Cluster shop/postgres: spec.monitoring.exporter.image");
  }
}
