package com.xtrading.platform.policy.rules.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.policy.Examples;
import java.util.List;
import org.junit.jupiter.api.Test;

class WavesAreKeptTest {

  private static final String APPLICATION =
      """
      apiVersion: argoproj.io/v1alpha1
      kind: Application
      metadata: {name: shop, namespace: argocd}
      spec: {source: {path: dist/production/manifests/example}}
      ---
      """;

  private static final String DEFINITION =
      """
      apiVersion: apiextensions.k8s.io/v1
      kind: CustomResourceDefinition
      metadata: {name: shops.example.org, annotations: {%s}}
      spec: {group: example.org, names: {kind: Shop}}
      ---
      """;

  private static final String SHOP =
      """
      apiVersion: example.org/v1
      kind: Shop
      metadata: {name: one, namespace: shop, annotations: {%s}}
      """;

  private static final String PLACE = "metadata.annotations[\"argocd.argoproj.io/sync-wave\"]";

  @Test
  void theDefinitionOfAKindComesBeforeItsObjects() {
    assertThat(
            places(
                DEFINITION.formatted("argocd.argoproj.io/sync-wave: '2'")
                    + SHOP.formatted("argocd.argoproj.io/sync-wave: '1'")))
        .containsExactly("CustomResourceDefinition shops.example.org: " + PLACE);
    assertThat(places(DEFINITION.formatted("") + SHOP.formatted(""))).isEmpty();
  }

  @Test
  void aHookBeforeTheSyncNeedsWhatItUsesBeforeItToo() {
    assertThat(
            places(DEFINITION.formatted("") + SHOP.formatted("argocd.argoproj.io/hook: PreSync")))
        .containsExactly("CustomResourceDefinition shops.example.org: " + PLACE);
  }

  @Test
  void aWaveThatIsNoNumberIsFound() {
    assertThat(places(SHOP.formatted("argocd.argoproj.io/sync-wave: first")))
        .containsExactly("Shop shop/one: " + PLACE);
  }

  @Test
  void objectsOfOtherFoldersAreNotCompared() {
    assertThat(
            Examples.places(
                new WavesAreKept(),
                Examples.rendered(
                    APPLICATION.replace("/example", "/other")
                        + DEFINITION.formatted("argocd.argoproj.io/sync-wave: '2'")
                        + SHOP.formatted(""))))
        .isEmpty();
  }

  private static List<String> places(String objects) {
    return Examples.places(new WavesAreKept(), Examples.rendered(APPLICATION + objects));
  }
}
