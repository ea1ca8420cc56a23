package com.xtrading.platform.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.component.HelmChart;
import com.xtrading.platform.component.Versions;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.ManifestFolder;
import com.xtrading.platform.objects.Made;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is projected is what the running operators made of the same resources: every object, and of
 * each all that {@link MadeView} shows. How the facts were recorded is said in
 * docs/how-to/run-it-on-a-control-plane.md.
 */
class RecordedOperatorsTest {

  private static final Path FACTS = Path.of("src/test/resources/operators");

  /** What is made and is not projected, with the reason. */
  private static final Map<String, String> LEFT_OUT =
      Map.of(
          "ConfigMap cnpg-default-monitoring", "the same in every namespace, without secrets",
          "FailoverQuorum", "what the operator notes for itself",
          "Job", "comes and goes with the template of the instance that it sets up");

  record Case(Path folder) {

    @Override
    public String toString() {
      return FACTS.relativize(folder).toString();
    }
  }

  static Stream<Case> cases() throws IOException {
    try (Stream<Path> files = Files.walk(FACTS)) {
      return files
          .filter(file -> file.endsWith("made.yaml"))
          .map(file -> new Case(file.getParent()))
          .sorted(java.util.Comparator.comparing(Case::toString))
          .toList()
          .stream();
    }
  }

  /** Which operator a version on the page of versions runs: its chart or folder, and version. */
  private static final Map<String, String> OPERATORS =
      Map.of(
          Versions.CLOUDNATIVE_PG.name() + " 0.29.0", "cloudnative-pg-1.30.0",
          Versions.PROMETHEUS_OPERATOR.name() + " 88.5.3", "prometheus-operator-0.93.1");

  static Stream<HelmChart> operators() {
    return Stream.of(Versions.CLOUDNATIVE_PG, Versions.PROMETHEUS_OPERATOR);
  }

  @ParameterizedTest
  @MethodSource("operators")
  void theVersionThatIsDeliveredHasItsFacts(HelmChart chart) {
    assertThat(OPERATORS)
        .as("record what this version makes, and write down which operator it runs")
        .containsKey(chart.name() + " " + chart.version());
    assertThat(FACTS.resolve(OPERATORS.get(chart.name() + " " + chart.version()))).isDirectory();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isWhatTheOperatorMade(Case one) {
    List<Manifest> given = read(one.folder().resolve("given.yaml"));
    if (given.stream().anyMatch(each -> UnreadPods.problem(each, given).isPresent())) {
      return; // said to be unread, wherever it is
    }
    SortedMap<String, SortedMap<String, String>> projected = new TreeMap<>();
    for (Made made : Projection.of(given).made()) {
      projected.put(id(made.object()), MadeView.of(made.object()));
    }
    SortedMap<String, SortedMap<String, String>> recorded = new TreeMap<>();
    for (Manifest made : read(one.folder().resolve("made.yaml"))) {
      if (!LEFT_OUT.containsKey(made.kind()) && !LEFT_OUT.containsKey(id(made))) {
        recorded.put(id(made), MadeView.of(made));
        if (made.name().endsWith("-rulefiles-0")) { // its keys are the rules of everybody
          recorded.get(id(made)).keySet().removeIf(path -> path.startsWith("data."));
        }
      }
    }
    assertThat(differences(recorded, projected)).isEmpty();
  }

  private static String id(Manifest object) {
    return object.kind() + " " + object.name();
  }

  private static List<String> differences(
      SortedMap<String, SortedMap<String, String>> recorded,
      SortedMap<String, SortedMap<String, String>> projected) {
    List<String> differences = new ArrayList<>();
    Set<String> all = new java.util.TreeSet<>(recorded.keySet());
    all.addAll(projected.keySet());
    for (String id : all) {
      if (!recorded.containsKey(id)) {
        differences.add(id + " is projected and not made");
      } else if (!projected.containsKey(id)) {
        differences.add(id + " is made and not projected");
      } else {
        Set<String> paths = new java.util.TreeSet<>(recorded.get(id).keySet());
        paths.addAll(projected.get(id).keySet());
        for (String path : paths) {
          String is = recorded.get(id).getOrDefault(path, "nothing");
          String said = projected.get(id).getOrDefault(path, "nothing");
          if (!is.equals(said)) {
            differences.add("%s: %s: made %s, projected %s".formatted(id, path, is, said));
          }
        }
      }
    }
    return differences;
  }

  private static List<Manifest> read(Path file) {
    return ManifestFolder.read(file, "").manifests().stream()
        .map(RecordedOperatorsTest::inOneNamespace)
        .toList();
  }

  /** Facts have no namespace; all objects of a case were in one. */
  private static Manifest inOneNamespace(Manifest object) {
    Map<String, Object> metadata = new LinkedHashMap<>(object.at("metadata").map());
    metadata.put("namespace", "facts");
    Map<String, Object> tree = new LinkedHashMap<>(object.tree());
    tree.put("metadata", metadata);
    return new Manifest(object.path(), object.component(), tree);
  }
}
