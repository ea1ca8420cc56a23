package com.xtrading.platform.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.policy.Examples;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which pods a term of affinity means. */
class AffinityTermTest {

  private static Tree tree(String term) {
    return Examples.rendered("kind: Term\nterm: {%s}".formatted(term))
        .manifests()
        .get(0)
        .at("term");
  }

  @ParameterizedTest(name = "{0}: pods of shop {1}, of other {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "labelSelector: {matchLabels: {app: web}} | true | false",
        "labelSelector: {matchLabels: {app: db}} | false | false",
        "labelSelector: {} | true | false",
        // Without a selector it means no pods, with an empty one all.
        "topologyKey: zone | false | false",
        "labelSelector: {matchLabels: {app: web}}, namespaces: [other] | false | true",
        "labelSelector: {matchLabels: {app: web}}, namespaces: [shop, other] | true | true",
        "labelSelector: {matchLabels: {app: web}}, namespaceSelector: {} | true | true",
        // Labels of namespaces are not known: they all count.
        "labelSelector: {}, namespaceSelector: {matchLabels: {team: x}} | true | true",
      })
  void podsAreMeantByLabelsAndNamespaces(String text, boolean own, boolean other) {
    AffinityTerm term = AffinityTerm.of(tree(text), "shop");
    assertThat(term.matches("shop", Map.of("app", "web"))).isEqualTo(own);
    assertThat(term.matches("other", Map.of("app", "web"))).isEqualTo(other);
  }

  @ParameterizedTest
  @CsvSource({"shop, true", "other, false"})
  void aSpreadIsAboutTheOwnNamespaceAlone(String namespace, boolean matches) {
    AffinityTerm term =
        AffinityTerm.ofSpread(tree("labelSelector: {matchLabels: {app: web}}"), "shop");
    assertThat(term.matches(namespace, Map.of("app", "web"))).isEqualTo(matches);
  }
}
