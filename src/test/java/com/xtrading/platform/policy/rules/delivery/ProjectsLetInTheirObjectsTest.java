package com.xtrading.platform.policy.rules.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.policy.Examples;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectsLetInTheirObjectsTest {

  private static final String EXAMPLE = new ProjectsLetInTheirObjects().goodExample();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sourceRepos: [https://example.org/platform.git] | sourceRepos: [] | sourceRepos",
        "{name: production, namespace: shop}, { | { | destinations",
        "{name: production, namespace: shop}, { | {name: staging, namespace: shop}, { | destinations",
        "clusterResourceWhitelist | clusterResourceBlacklist | clusterResourceWhitelist",
      })
  void whatAProjectLacksIsFound(String now, String instead, String list) {
    assertThat(places(EXAMPLE.replace(now, instead)))
        .containsExactly("AppProject argocd/shop: spec." + list);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "namespaceResourceBlacklist: [{group: \"\", kind: ConfigMap}]",
        "namespaceResourceWhitelist: [{group: apps, kind: Deployment}]",
      })
  void whatAProjectKeepsOutIsFound(String list) {
    String object =
        """
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings, namespace: shop}
        """;
    assertThat(places(EXAMPLE + object)).isEmpty();
    assertThat(places(EXAMPLE.replace("  sourceRepos", "  " + list + "\n  sourceRepos") + object))
        .containsOnly("AppProject argocd/shop: spec.namespaceResourceBlacklist");
  }

  private static List<String> places(String yaml) {
    return Examples.places(new ProjectsLetInTheirObjects(), Examples.rendered(yaml));
  }
}
