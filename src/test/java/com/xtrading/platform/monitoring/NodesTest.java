package com.xtrading.platform.monitoring;

import static com.xtrading.platform.RenderedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.Select;
import com.xtrading.platform.declaration.NodeMetrics;
import com.xtrading.platform.environment.Cluster;
import com.xtrading.platform.environment.Cluster.KubeletCertificates;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is scraped of nodes, kubelets and objects. */
class NodesTest {

  private static final String EACH = "com.xtrading.platform.TestPlatform#each";

  @ParameterizedTest
  @MethodSource(EACH)
  void theNodeExporterNamesItsNodeAndSaysNothingOfNetworks(JudgedEnvironment rendered) {
    Manifest exporter = Select.one(rendered, "DaemonSet", NodeExporter.NAME);
    Tree pod = exporter.at("spec", "template", "spec");
    assertThat(pod.at("hostNetwork").isTrue()).isFalse();
    List<String> args =
        pod.at("containers")
            .elements()
            .findFirst()
            .orElseThrow()
            .at("args")
            .elements()
            .map(arg -> arg.text(""))
            .toList();
    assertThat(args)
        .contains("--collector.disable-defaults", "--collector.timex")
        .noneMatch(arg -> arg.startsWith("--collector.net"));
    assertThat(
            Select.one(rendered, "ServiceMonitor", NodeExporter.NAME)
                .at("spec", "endpoints")
                .list())
        .singleElement()
        .satisfies(
            endpoint ->
                assertThat(Tree.of(endpoint).at("relabelings").list())
                    .containsExactly(
                        Map.of(
                            "action",
                            "replace",
                            "sourceLabels",
                            List.of("__meta_kubernetes_pod_node_name"),
                            "targetLabel",
                            "instance")));
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void kubeStateMetricsMayReadNoSecret(JudgedEnvironment rendered) {
    Manifest role = Select.one(rendered, "ClusterRole", "xtrading-kube-state-metrics");
    assertThat(role.at("rules").elements().flatMap(rule -> rule.at("resources").elements()))
        .map(resource -> resource.text(""))
        .contains("pods", "nodes")
        .doesNotContain("secrets", "configmaps", "*");
    assertThat(role.at("rules").elements().flatMap(rule -> rule.at("verbs").elements()))
        .map(verb -> verb.text(""))
        .containsOnly("list", "watch");
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void everyPathOfTheKubeletsIsScraped(JudgedEnvironment rendered) {
    for (NodeMetrics nodes : rendered.topology().nodeMetrics()) {
      assertThat(
              Select.all(rendered, "ScrapeConfig")
                  .filter(config -> config.at("spec", "jobName").text("").equals(nodes.job()))
                  .map(config -> config.at("spec", "metricsPath").text("")))
          .containsExactlyInAnyOrderElementsOf(nodes.paths().keySet());
      String prometheus = Select.one(rendered, "Prometheus", "prometheus").namespace();
      assertThat(
              Select.one(rendered, "NetworkPolicy", prometheus, "prometheus")
                  .at("spec", "egress")
                  .list())
          .anySatisfy(
              rule ->
                  assertThat(Tree.of(rule).at("ports").list())
                      .anySatisfy(
                          port ->
                              assertThat(Tree.of(port).at("port").number(0))
                                  .isEqualTo(nodes.port().number())));
    }
  }

  @Test
  void theTokenIsGivenToVerifiedKubeletsUnlessTheyProveNothing() {
    assertThat(trust(Optional.empty()).map()).containsOnlyKeys("caFile");
    assertThat(trust(Optional.of(KubeletCertificates.CLUSTER)).map()).containsOnlyKeys("caFile");
    assertThat(trust(Optional.of(KubeletCertificates.SELF)).map())
        .containsExactly(Map.entry("insecureSkipVerify", true));
  }

  private static Tree trust(Optional<KubeletCertificates> kubelets) {
    Cluster.Network network = new Cluster.Network(Cluster.Dns.COREDNS, null, List.of(), kubelets);
    return Tree.of(Kubelets.scrapeClass(network)).at("tlsConfig");
  }
}
