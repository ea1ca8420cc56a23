package com.xtrading.platform.environment.file;

import static com.xtrading.platform.environment.file.EnvironmentFiles.committed;
import static com.xtrading.platform.environment.file.EnvironmentFiles.staging;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before any setting is looked at. */
class YamlSyntaxTest {

  @TempDir private Path directory;
  private EnvironmentFiles files;

  @BeforeEach
  void files() {
    files = new EnvironmentFiles(directory);
  }

  @Test
  void failsWhenTheFileIsNotYaml() {
    assertThat(files.problemsOfStaging("name: staging\nkubernetes: \"1.35\n"))
        .singleElement()
        .asString()
        .startsWith(
            "staging.yaml:3: is not YAML: while scanning a quoted scalar: found unexpected end");
    assertThat(files.problemsOfStaging("name: staging\ncluster: [a, {b]\n"))
        .singleElement()
        .asString()
        .startsWith("staging.yaml:2: is not YAML:");
    assertThat(files.problemsOfStaging("name: staging\n\tcluster: 3\n"))
        .singleElement()
        .asString()
        .startsWith("staging.yaml:2: is not YAML:");
    assertThat(files.problemsOfStaging("name: \u0001\n"))
        .singleElement()
        .asString()
        .contains("is not YAML");
  }

  @Test
  void failsWhenTheFileIsEmpty() {
    for (String empty : List.of("", "\n\n", "# only a comment\n", "---\n", "null\n")) {
      assertThat(files.problemsOfStaging(empty))
          .singleElement()
          .asString()
          .contains("is empty; allowed: a mapping with the settings of one environment");
    }
  }

  @Test
  void failsWhenTheTopIsNotAMapping() {
    assertThat(files.problemsOfStaging("- name: staging\n"))
        .singleElement()
        .asString()
        .startsWith("staging.yaml:1: is a list at the top; allowed: a mapping");
    assertThat(files.problemsOfStaging("staging\n"))
        .singleElement()
        .asString()
        .startsWith("staging.yaml:1: is a single value at the top");
  }

  @Test
  void failsWhenASecondDocumentFollows() {
    String text = committed("staging");
    assertThat(files.problemsOfStaging(text + "---\nname: other\n"))
        .singleElement()
        .asString()
        .startsWith(
            "staging.yaml:%d: a second document begins".formatted(text.lines().count() + 2));
  }

  @Test
  void namesBothLinesOfEveryDuplicateKey() {
    String text = staging("  mode: daily", "  mode: daily\n  mode: daily") + "domain: a.com\n";
    int mode = EnvironmentFiles.lineOf(text, "mode: daily");
    int domain = EnvironmentFiles.lineOf(text, "domain:");
    int last = (int) text.lines().count();
    assertThat(files.problemsOfStaging(text))
        .hasSize(2)
        .anyMatch(
            problem ->
                problem.startsWith(
                    "staging.yaml:%d: backup.mode: is written twice, on line %d and on line %d"
                        .formatted(mode + 1, mode, mode + 1)))
        .anyMatch(
            problem ->
                problem.startsWith(
                    "staging.yaml:%d: domain: is written twice, on line %d and on line %d"
                        .formatted(last, domain, last)));
  }

  @Test
  void refusesAnchorsAliasesAndTags() {
    String anchored =
        staging("requests: {cpu: 50m, memory: 96Mi}", "requests: &small {cpu: 50m, memory: 96Mi}")
            .replace("limits: {cpu: \"1\", memory: 512Mi}", "limits: *small")
            .replace("revision: main", "revision: !!str main");
    assertThat(files.problemsOfStaging(anchored))
        .hasSize(3)
        .anyMatch(problem -> problem.contains("proxy.requests: has the anchor &small"))
        .anyMatch(problem -> problem.contains("user-service.limits: uses the alias *small"))
        .anyMatch(problem -> problem.contains("gitops.revision: has the tag !"));
  }

  @Test
  void anAnchorBombIsRefusedWithoutBeingExpanded() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 40; i++) {
      String alias = "*a" + (i - 1);
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, (alias + ", ").repeat(8) + alias));
    }
    assertThat(files.problemsOfStaging(bomb.toString()))
        .filteredOn(problem -> problem.contains("has the anchor"))
        .hasSize(40);
  }

  @Test
  void failsWhenTheFileIsNestedTooDeep() {
    assertThat(files.problemsOfStaging("name: " + "[".repeat(30) + "]".repeat(30)))
        .anyMatch(problem -> problem.contains("is nested deeper than 20 levels"));
    assertThat(files.problemsOfStaging("name: " + "[".repeat(500_000))).isNotEmpty();
  }

  @Test
  void failsWhenTheFileIsTooLarge() {
    assertThat(files.problemsOfStaging(committed("staging") + "#".repeat(1 << 20)))
        .singleElement()
        .asString()
        .startsWith("staging.yaml: is larger than 1 MiB");
  }

  @Test
  void failsWhenTheFileIsNotUtf8() throws IOException {
    Files.write(
        directory.resolve("staging.yaml"),
        "name: staging\n# für\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(files.messages(files.load()))
        .singleElement()
        .asString()
        .startsWith("staging.yaml:2: has a byte 0xfc that is not UTF-8");
    Files.write(
        directory.resolve("staging.yaml"), new byte[] {'a', '\n', (byte) 0xe4, (byte) 0xb8});
    assertThat(files.messages(files.load()))
        .singleElement()
        .asString()
        .startsWith("staging.yaml:2: has a byte 0xe4 that is not UTF-8");
  }

  @Test
  void takesAByteOrderMarkAndWindowsLineEnds() {
    String windows = "\uFEFF" + committed("staging").replace("\n", "\r\n");
    assertThat(files.problemsOfStaging(windows)).isEmpty();
  }

  @Test
  void failsWhenAKeyHasNoValue() {
    String text = staging("revision: main", "revision:");
    assertThat(files.problemsOfStaging(text))
        .containsExactly(
            "staging.yaml:%d: gitops.revision: has no value; give it a value or remove it"
                .formatted(EnvironmentFiles.lineOf(text, "revision:")));
  }

  @Test
  void keepsEachProblemOnOneLine() {
    String text = staging("revision: main", "revision: \"a\\nb\\e[31m\"") + "\"a\\nb\": 1\n";
    assertThat(files.problemsOfStaging(text))
        .hasSize(2)
        .allMatch(problem -> problem.chars().noneMatch(Character::isISOControl));
  }
}
