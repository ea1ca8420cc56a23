package com.xtrading.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.cli.TemporaryProject.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddCommandTest {

  private static final String PAGE = "src/main/java/com/xtrading/platform/TradingPlatform.java";

  @TempDir private Path folder;
  private TemporaryProject project;
  private Map<String, String> before;

  /** The reference platform, whose page is called as the real one is. */
  @BeforeEach
  void writeThePage() throws IOException {
    project = TemporaryProject.reference(folder);
    String page =
        Files.readString(Path.of("src/test/java/com/xtrading/platform/ReferencePlatform.java"))
            .replace("ReferencePlatform", "TradingPlatform");
    Files.createDirectories(project.path(PAGE).getParent());
    Files.writeString(project.path(PAGE), page);
    project.replace(
        "environments/development.yaml", "connectionsPerPod: 2", "connectionsPerPod: 1");
    before = files();
  }

  private Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(file).toString(), Files.readString(file));
      }
    }
    return files;
  }

  @Test
  void aServiceIsDeclaredAndSizedEverywhereAndNothingElseChanges() throws IOException {
    Outcome added = project.run("add", "service", "signal-service");
    assertThat(added.err()).isEmpty();
    assertThat(added.exitCode()).isZero();
    assertThat(added.out())
        .contains("written: " + PAGE, "written: environments/production.yaml")
        .contains("to decide: its password in Vault: production/postgres/signal_service");
    assertThat(Files.readString(project.path(PAGE)))
        .contains(
            """
                    .traced(spans);
                new WebService(platform, "signal-service", backend).owns(postgres.database("signal_service"));
                Frontend web\
            """);
    for (Map.Entry<String, String> file : files().entrySet()) {
      assertThat(before).containsKey(file.getKey());
      assertThat(file.getValue().lines().toList())
          .as("what was there stays")
          .containsSubsequence(before.get(file.getKey()).lines().toList());
    }
    assertThat(Files.readString(project.path("environments/production.yaml")))
        .contains("  signal-service:\n    replicas: {min: 2, max: 2}\n")
        .contains("limits: {cpu: 500m, memory: 128Mi}\nbacktests:\n");
  }

  @Test
  void whereTheNodesAreFullTheNumbersThatWouldDoAreToldAndNothingIsWritten() throws IOException {
    project.replace("environments/staging.yaml", "slack: 10", "slack: 14");
    before = files();
    Outcome full = project.run("add", "service", "signal-service");
    assertThat(full.exitCode()).isEqualTo(1);
    assertThat(full.err())
        .contains("staging: EverythingFits: ")
        .contains(
            "nothing is written; it would fit with: ./platform add service signal-service --nodes"
                + " staging=");
    assertThat(files()).isEqualTo(before);

    String nodes = full.err().replaceAll("(?s).*(--nodes \\S+)\\s*", "$1");
    Outcome larger = project.run("add", "service", "signal-service", "--nodes", nodes.substring(8));
    assertThat(larger.exitCode()).isZero();
    assertThat(Files.readString(project.path("environments/staging.yaml")))
        .contains("nodes: {count: %s,".formatted(nodes.replaceAll(".*=", "")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user-service|declares user-service already",
        "Signals|\"Signals\" is not a Kubernetes name",
        "9lives|\"9lives\" is no name of a service",
        "backtests|declares backtests already",
      })
  void aNameThatCannotBeUsedIsRefused(String nameAndProblem) throws IOException {
    String name = nameAndProblem.replaceFirst("\\|.*", "");
    if (name.equals("backtests")) {
      project.replace(PAGE, "\"strategy-runner\"", "\"backtests\"");
      before = files();
    }
    Outcome refused = project.run("add", "service", name);
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains(nameAndProblem.replaceFirst(".*\\|", ""));
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void whatDoesNotFitTogetherIsToldAtItsPlaceAndNothingIsWritten() throws IOException {
    project.replace("environments/production.yaml", "poolSize: 10", "poolSize: 12");
    before = files();
    Outcome refused = project.run("add", "service", "signal-service");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .contains("environments/production.yaml:")
        .contains("data.postgres.pooler.poolSize: ")
        .doesNotContain("trial");
    assertThat(files()).isEqualTo(before);
  }

  @Test
  void aPageThatIsWrittenOtherwiseIsNotGuessedAt() throws IOException {
    project.replace(PAGE, "PostgresCluster postgres =", "var postgres =");
    Outcome refused = project.run("add", "service", "signal-service");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err()).contains("there is no PostgresCluster").contains("add-a-service.md");
  }

  @Test
  void anEnvironmentIsLikeAnotherUnderNamesOfItsOwn() throws IOException {
    Outcome added = project.run("add", "environment", "uat", "--like", "staging");
    assertThat(added.err()).isEmpty();
    assertThat(added.exitCode()).isZero();
    String text = Files.readString(project.path("environments/uat.yaml"));
    assertThat(text.lines())
        .contains("name: uat", "domain: uat.xtrading.com", "namespace: pytrading-uat")
        .contains("  destination: uat", "  authMount: kubernetes-uat")
        .hasSameSizeAs(before.get("environments/staging.yaml").lines().toList());
    assertThat(project.run("environments").out()).contains("uat ");
    Map<String, String> after = files();
    after.remove("environments/uat.yaml");
    assertThat(after).isEqualTo(before);
    Outcome again = project.run("add", "environment", "uat", "--like", "staging");
    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(again.err()).contains("environments/uat.yaml is there already");
  }

  @Test
  void anEnvironmentIsLikeOneThatIsThere() {
    assertThat(project.run("add", "environment", "uat", "--like", "prod").err())
        .contains("there is no environment \"prod\"");
    assertThat(project.run("add", "environment", "uat").exitCode()).isEqualTo(2);
  }

  @Test
  void aRuleIsATextThatHoldsAndStandsInTheList() throws IOException {
    String list = "src/main/java/com/xtrading/platform/admission/PolicyText.java";
    String texts = "src/main/resources/com/xtrading/platform/admission";
    Files.createDirectories(project.path(list).getParent());
    Files.createDirectories(project.path(texts));
    String before =
        """
          private static final List<String> FILES =
              List.of(
                  "labels-are-complete.yaml",
                  "pods-are-restricted.yaml");
        """
            .indent(2);
    Files.writeString(project.path(list), before);
    Outcome added = project.run("add", "policy", "NamesAreVeryShort");
    assertThat(added.err()).isEmpty();
    assertThat(added.exitCode()).isZero();
    assertThat(Files.readString(project.path(list)))
        .isEqualTo(
            before.replace(
                "complete.yaml\",\n",
                "complete.yaml\",\n          \"names-are-very-short.yaml\",\n"));
    assertThat(Files.readString(project.path(texts + "/names-are-very-short.yaml")))
        .startsWith("rule: NamesAreVeryShort\n");
    assertThat(project.run("add", "policy", "NamesAreVeryShort").err())
        .contains("is there already");
    assertThat(project.run("add", "policy", "ImagesArePinned").err())
        .contains("there is a rule ImagesArePinned");
    assertThat(project.run("add", "policy", "short").exitCode()).isEqualTo(2);
  }
}
