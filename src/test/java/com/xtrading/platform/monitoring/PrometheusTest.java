package com.xtrading.platform.monitoring;

import static com.xtrading.platform.RenderedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.declaration.MetricSource;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.model.Memory;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PrometheusTest {

  private static final String NAME = "prometheus";
  private static final String EACH = "com.xtrading.platform.TestPlatform#each";

  @ParameterizedTest
  @MethodSource(EACH)
  void takesMonitorsAndRulesOfEveryNamespace(JudgedEnvironment rendered) {
    Manifest prometheus = Select.one(rendered, "Prometheus", NAME);
    for (String kind : List.of("serviceMonitor", "podMonitor", "scrapeConfig", "rule")) {
      for (String selector : List.of("Selector", "NamespaceSelector")) {
        // An absent selector selects nothing, an empty one everything.
        assertThat(prometheus.at("spec", kind + selector).node()).contains(Map.of());
      }
    }
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void mayDiscoverPodsInEveryNamespaceThatItScrapes(JudgedEnvironment rendered) {
    String own = Select.one(rendered, "Prometheus", NAME).namespace();
    for (MetricSource source : rendered.topology().metrics()) {
      String namespace = source.pods().namespace();
      assertThat(rendered)
          .has("RoleBinding", namespace, "prometheus-discovery")
          .at("roleRef.name")
          .is("prometheus-discovery")
          .at("subjects.0.name")
          .is(NAME)
          .at("subjects.0.namespace")
          .is(own);
      assertThat(
              Select.one(rendered, "Role", namespace, "prometheus-discovery")
                  .at("rules")
                  .elements()
                  .flatMap(rule -> rule.at("resources").elements())
                  .map(resource -> resource.text("")))
          .containsExactlyInAnyOrder("pods", "services", "endpointslices");
    }
    assertThat(rendered).hasNo("ClusterRole", NAME);
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void dropsOldSamplesBeforeItsVolumeIsFull(JudgedEnvironment rendered) {
    Manifest prometheus = Select.one(rendered, "Prometheus", NAME);
    String size = prometheus.at("spec", "retentionSize").text("").replace("MiB", "Mi");
    String volume =
        Select.at(prometheus, "spec.storage.volumeClaimTemplate.spec.resources.requests.storage")
            .text("");
    assertThat(Memory.parse(size)).isLessThan(Memory.parse(volume));
    assertThat(Memory.parse(volume)).isEqualTo(rendered.environment().monitoring().storage());
  }

  @ParameterizedTest
  @CsvSource({"development, 1, false", "staging, 1, false", "production, 2, true"})
  void isDrainedOnePodAtATimeWhereThereAreTwo(String environment, int replicas, boolean budget) {
    JudgedEnvironment rendered = TestPlatform.sample(environment);
    assertThat(rendered).has("Prometheus", NAME).at("spec.replicas").is(replicas);
    if (budget) {
      assertThat(rendered)
          .has("PodDisruptionBudget", NAME)
          .at("spec.maxUnavailable")
          .is(1)
          .at("spec.selector.matchLabels", "operator.prometheus.io/name")
          .is(NAME);
    } else {
      assertThat(rendered).hasNo("PodDisruptionBudget", NAME);
    }
  }

  @Test
  void refusesToReadFilesOnBehalfOfMonitors() {
    assertThat(TestPlatform.sample("production"))
        .has("Prometheus", NAME)
        .at("spec.arbitraryFSAccessThroughSMs.deny")
        .is(true);
  }

  @Test
  void samplesSayWhichEnvironmentTheyAreFrom() {
    for (String environment : List.of("development", "staging", "production")) {
      Tree labels =
          Select.one(TestPlatform.sample(environment), "Prometheus", NAME)
              .at("spec", "externalLabels");
      assertThat(labels.at("environment").text("")).isEqualTo(environment);
    }
  }
}
