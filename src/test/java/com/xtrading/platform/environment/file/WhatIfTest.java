package com.xtrading.platform.environment.file;

import static com.xtrading.platform.environment.file.EnvironmentFiles.committed;
import static com.xtrading.platform.environment.file.EnvironmentFiles.lineOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.file.EnvironmentLoader.Loaded;
import com.xtrading.platform.model.KubernetesName;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that are asked about and stand in no file. */
class WhatIfTest {

  @TempDir private Path directory;
  private EnvironmentFiles files;

  @BeforeEach
  void files() {
    files = new EnvironmentFiles(directory).write("staging.yaml", committed("staging"));
  }

  private Loaded ask(String path, String value) {
    return ask(Map.of(path, value));
  }

  private Loaded ask(Map<String, String> settings, String... environments) {
    return EnvironmentLoader.load(directory, new WhatIf(settings, Set.of(environments)));
  }

  private static Environment only(Loaded loaded) {
    assertThat(loaded.problems()).isEmpty();
    assertThat(loaded.environments()).hasSize(1);
    return loaded.environments().get(0);
  }

  private String problem(String path, String value) {
    Loaded loaded = ask(path, value);
    assertThat(loaded.environments()).isEmpty();
    assertThat(loaded.problems()).hasSize(1);
    return files.messages(loaded).get(0);
  }

  @Test
  void aSettingHasAnotherValueAndTheFileStaysAsItIs() {
    Environment asked = only(ask("services.user-service.replicas.max", "7"));
    assertThat(asked.services().get(new KubernetesName("user-service")).replicas().max())
        .isEqualTo(7);
    assertThat(EnvironmentFiles.read(directory.resolve("staging.yaml")))
        .isEqualTo(committed("staging"));
  }

  @Test
  void severalSettingsAreLaidOverTogether() {
    Environment asked =
        only(ask(Map.of("cluster.nodes.count", "4", "cluster.nodes.autoscaleTo", "9")));
    assertThat(asked.cluster().nodes().count()).isEqualTo(4);
    assertThat(asked.cluster().nodes().autoscaleTo()).isEqualTo(9);
  }

  @Test
  void theWholeComesBeforeItsParts() {
    Environment asked =
        only(
            ask(
                Map.of(
                    "services.user-service.replicas", "{min: 1, max: 3}",
                    "services.user-service.replicas.max", "5")));
    assertThat(asked.services().get(new KubernetesName("user-service")).replicas().max())
        .isEqualTo(5);
  }

  @Test
  void anElementOfAListIsMeantByItsNumber() {
    Environment asked = only(ask("cluster.storage.ceph.monitors[1]", "10.20.64.99:6789"));
    assertThat(asked.cluster().storage().toString())
        .contains("10.20.64.11")
        .contains("10.20.64.99")
        .doesNotContain("10.20.64.12");
  }

  @Test
  void aWholeListIsWrittenAsInTheFile() {
    Environment asked = only(ask("cluster.network.nodeCidrs", "[10.20.0.0/24, 10.20.1.0/24]"));
    assertThat(asked.cluster().network().nodeCidrs()).hasSize(2);
  }

  @Test
  void aKeyThatMayBeLeftOutCanBeAdded() {
    Environment asked =
        only(
            ask(
                Map.of(
                    "cluster.nodes.pods", "17",
                    "cluster.nodes.taints", "[{key: pool, effect: no-schedule}]")));
    assertThat(asked.cluster().nodes().pods()).contains(17);
    assertThat(asked.cluster().nodes().taints())
        .hasValueSatisfying(
            taints ->
                assertThat(taints)
                    .singleElement()
                    .satisfies(taint -> assertThat(taint.key()).isEqualTo("pool")));
  }

  @Test
  void everyCheckOfTheFileHoldsForItAtItsLine() {
    int line = lineOf(committed("staging"), "nodes:");
    assertThat(problem("cluster.nodes.memory", "8G"))
        .startsWith(
            "staging.yaml:%d: cluster.nodes.memory: \"8G\" is not an amount of memory"
                .formatted(line));
    assertThat(problem("cluster.nodes.autoscaleTo", "1"))
        .contains("autoscaleTo 1 is below count 3");
    assertThat(problem("cluster.nodes.count", "many")).contains("cluster.nodes.count");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "services.user-servise.replicas.max | has no user-servise, which services.user-servise.replicas.max=5 asks for | did you mean user-service?",
        "servces.user-service | has no servces | did you mean services?",
        "cluster.nodes.cout | is not a known key | allowed: count, cpu,",
        "cluster.network.nodeCidrs[4] | has no [4] | name a setting that is in the file",
        "cluster.network[0] | has no [0] | name a setting that is in the file",
        "cluster.network.nodeCidrs.first | has no first | name a setting that is in the file",
        "name.first | has no first | name a setting that is in the file",
        "'' | has no \"\" | name a setting that is in the file",
        ". | has no \"\" | name a setting that is in the file",
      })
  void aPathThatLeadsNowhereIsNamed(String path, String problem, String change) {
    assertThat(problem(path, "5")).contains(problem).contains(change);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a: b", "[1, 2", "{", "\"open", "5\nname: other", "*anchor"})
  void whatIsNoValueIsRefused(String value) {
    assertThat(files.messages(ask("cluster.nodes.count", value)))
        .singleElement()
        .asString()
        .contains("cluster.nodes.count")
        .contains("is no YAML value")
        .endsWith("put it in quotes");
  }

  @Test
  void nothingAtAllIsAMissingValue() {
    assertThat(problem("cluster.nodes.count", "")).contains("cluster.nodes.count");
  }

  @Test
  void onlyTheEnvironmentsThatAreAskedAboutChange() {
    files.write("other.yaml", EnvironmentFiles.copyOfStaging("other"));
    Map<String, String> settings = Map.of("cluster.nodes.pods", "17");
    assertThat(pods(ask(settings, "other"))).containsExactly(17, 110);
    assertThat(pods(ask(settings))).as("none named means all").containsExactly(17, 17);
  }

  private static List<Integer> pods(Loaded loaded) {
    assertThat(loaded.problems()).isEmpty();
    return loaded.environments().stream()
        .map(environment -> environment.cluster().nodes().pods().orElse(110))
        .toList();
  }

  @Test
  void soManyNodesAreAsManyAtTheMostUnlessThatIsAskedForToo() {
    assertThat(new WhatIf(Map.of(), Set.of()).withNodes(5).settings())
        .isEqualTo(Map.of("cluster.nodes.count", "5", "cluster.nodes.autoscaleTo", "5"));
    Map<String, String> asked =
        Map.of("cluster.nodes.count", "3", "cluster.nodes.autoscaleTo", "9");
    assertThat(new WhatIf(asked, Set.of()).withNodes(5).settings())
        .isEqualTo(Map.of("cluster.nodes.count", "5", "cluster.nodes.autoscaleTo", "9"));
  }
}
