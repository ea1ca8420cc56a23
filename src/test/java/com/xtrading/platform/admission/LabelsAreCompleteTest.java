package com.xtrading.platform.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.policy.Examples;
import com.xtrading.platform.policy.rules.admission.ObjectRule;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LabelsAreCompleteTest {

  private static List<String> places(String text) {
    return Examples.places(ObjectRule.named("LabelsAreComplete"), Examples.rendered(text));
  }

  private static String deployment(String selector, String podLabels) {
    return """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
          namespace: shop
          labels:
            app.kubernetes.io/name: web
            app.kubernetes.io/part-of: shop
            app.kubernetes.io/managed-by: platform
            xtrading.com/environment: production
        spec:
          selector: %s
          template: {metadata: {labels: %s}}
        """
        .formatted(selector, podLabels);
  }

  private static String complete(String more) {
    return "{app.kubernetes.io/name: web, app.kubernetes.io/part-of: shop,"
        + " app.kubernetes.io/managed-by: platform, xtrading.com/environment: x"
        + more
        + "}";
  }

  @Test
  void objectsOfTheClusterNeedNoLabels() {
    assertThat(places("apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n")).isEmpty();
  }

  @Test
  void missingLabelsAreNamedTogether() {
    assertThat(
            ObjectRule.named("LabelsAreComplete")
                .check(
                    Examples.rendered(
                        """
                        apiVersion: v1
                        kind: Service
                        metadata: {name: web, namespace: shop, labels: {app.kubernetes.io/name: web}}
                        """)))
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.problem())
                    .isEqualTo(
                        "labels: lacks app.kubernetes.io/part-of, app.kubernetes.io/managed-by,"
                            + " xtrading.com/environment"));
  }

  @Test
  void aSelectorNeverNamesVersionOrEnvironment() {
    String labels = "{app.kubernetes.io/name: web, app.kubernetes.io/version: v1, version: v1}";
    String ofPods = complete(", app.kubernetes.io/version: v1, version: v1");
    assertThat(places(deployment("{matchLabels: " + labels + "}", ofPods)))
        .containsExactly("Deployment shop/web: spec.selector");
    assertThat(
            places(
                deployment(
                    "{matchExpressions: [{key: xtrading.com/environment, operator: Exists}]}",
                    complete(""))))
        .hasSize(1);
  }

  @Test
  void aSelectorThatMissesItsOwnPodsIsFound() {
    assertThat(
            places(
                deployment(
                    "{matchLabels: {app.kubernetes.io/name: web, part: api}}", complete(""))))
        .containsExactly("Deployment shop/web: spec.selector");
    assertThat(places(deployment("{}", complete(""))))
        .containsExactly("Deployment shop/web: spec.selector");
  }

  @Test
  void podsWithoutANameAreFound() {
    assertThat(places(deployment("{matchLabels: {app: web}}", "{app: web}")))
        .containsExactly("Deployment shop/web: spec.template.metadata.labels");
  }
}
