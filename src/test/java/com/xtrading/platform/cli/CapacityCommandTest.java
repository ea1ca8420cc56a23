package com.xtrading.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.cli.TemporaryProject.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CapacityCommandTest {

  @TempDir private Path folder;
  private TemporaryProject project;

  @BeforeEach
  void copy() throws IOException {
    project = TemporaryProject.in(folder);
  }

  @Test
  void showsEachNodeAndWhatComesOfEachScenario() {
    Outcome outcome = project.run("capacity", "development");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out().lines()).first().isEqualTo("development");
    assertThat(outcome.out())
        .contains("  node-1 ", "  node-2 ", "  all ", "█")
        .contains("  and ")
        .containsPattern("(?m)^  steady +fits$")
        .containsPattern("(?m)^  rollout +fits; nobody waits in any of \\d+ events$")
        .containsPattern("(?m)^  node-loss +fits; somebody waits in 2 of 2 events; who may wait: ")
        .containsPattern("(?m)^  drain +fits")
        .containsPattern("(?m)^  node-autoscaling +fits; with \\d nodes$")
        .containsPattern("(?m)^  first to break ")
        .doesNotContain("production");
  }

  @Test
  void namesEveryPodWhereThatIsAskedFor() {
    Outcome outcome = project.run("capacity", "development", "--pods", "--scenario", "steady");
    assertThat(outcome.out())
        .contains("kube-system/coredns")
        .contains("user-service[Deployment]")
        .doesNotContainPattern("(?m)^ +and \\d+ more$")
        .doesNotContain("node-loss");
  }

  @Test
  void writesJsonForPrograms() throws IOException {
    Outcome outcome = project.run("capacity", "development", "production", "--format", "json");
    assertThat(outcome.exitCode()).isZero();
    JsonNode environments = new ObjectMapper().readTree(outcome.out()).at("/environments");
    assertThat(environments).hasSize(2);
    JsonNode production = environments.get(1);
    assertThat(production.at("/name").asText()).isEqualTo("production");
    assertThat(production.at("/shortfalls")).isEmpty();
    JsonNode node = production.at("/nodes/0");
    assertThat(node.at("/allocatableCpu").asLong()).as("8 cores by GKE").isEqualTo(7910);
    long pods = 0;
    for (JsonNode pod : node.at("/pods")) {
      pods += pod.at("/memory").asLong();
    }
    assertThat(node.at("/memory").asLong()).as("the sum of its pods").isEqualTo(pods);
    assertThat(production.at("/outcomes").findValuesAsText("scenario"))
        .contains("steady", "rollout", "node-loss", "drain", "autoscaling", "node-autoscaling");
    assertThat(production.at("/firstToBreak/nodes").asInt()).isGreaterThan(5);
  }

  @Test
  void writesTheTablesOfTheReadmeForPullRequests() throws IOException {
    Outcome outcome = project.run("capacity", "production", "--format", "markdown");
    assertThat(outcome.out()).startsWith("## production\n\n| node | ");
    String tables = outcome.out().substring("## production\n\n".length()).strip();
    assertThat(Files.readString(project.path("dist/production/README.md"))).contains(tables);
  }

  @Test
  void failsWhereSomethingWouldNotFitAndSaysWhatWould() throws IOException {
    Outcome outcome =
        project.run("capacity", "production", "--set", "services.user-service.replicas.max=28");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.out())
        .containsPattern("(?m)^  node-autoscaling +DOES NOT FIT; with \\d+ nodes; who waits: ")
        .contains("change: set cluster.nodes.autoscaleTo to ");
    assertThat(project.path("environments/production.yaml"))
        .as("no file changes")
        .hasSameTextualContentAs(TestPlatform.REFERENCE.resolve("production.yaml"));
  }

  @Test
  void countsOtherNodesThanThereAre() {
    Outcome few = project.run("capacity", "production", "--nodes", "3", "--scenario", "steady");
    assertThat(few.exitCode()).isEqualTo(1);
    assertThat(few.out()).contains("node-3").doesNotContain("node-4").contains("DOES NOT FIT");
    Outcome many = project.run("capacity", "production", "--nodes", "9", "--scenario", "steady");
    assertThat(many.exitCode()).isZero();
    assertThat(many.out()).contains("node-9");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "capacity production --scenario node-los | did you mean node-loss?",
        "capacity production --scenario anything | choose from steady, rollout, node-loss, drain",
        "capacity production --set services.user-servise.replicas.max=9 | did you mean user-service?",
        "capacity production --set cluster.nodes.memory=16G | is not an amount of memory",
        "capacity production --nodes 0 | cluster.nodes.count",
        "capacity prod | there is no environment",
        "capacity production --format yaml | text, json, markdown",
        "capacity production --set nonsense | PATH=VALUE",
      })
  void badInputGetsOneClearMessage(String arguments, String message) {
    Outcome outcome = project.run(arguments.split(" "));
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains(message).doesNotContain("\tat ");
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void synthesisTellsOneCauseWithTheNumbersThatDo() throws IOException {
    String size =
        "    requests: {cpu: 200m, memory: 384Mi}\n    limits: {cpu: \"1\", memory: 512Mi}\nback";
    project.replace(
        "environments/staging.yaml",
        size,
        size.replace("200m", "1500m")
            .replace("384Mi", "3Gi")
            .replace("512Mi", "3Gi")
            .replace("\"1\"", "\"2\""));
    Outcome full = project.run("synth", "staging");
    assertThat(full.exitCode()).isEqualTo(1);
    assertThat(full.err().lines().filter(line -> line.contains("EverythingFits")))
        .singleElement()
        .asString()
        .contains("user-service", "steady: ", "finds no node for 1.50 CPU, 3072 Mi")
        .contains("; this follows from it: rollout ");
    Matcher numbers =
        Pattern.compile(
                "set cluster.nodes.count to (\\d+) and cluster.nodes.autoscaleTo to (\\d+), or")
            .matcher(full.err());
    assertThat(numbers.find()).isTrue();
    project.replace("environments/staging.yaml", "count: 3,", "count: " + numbers.group(1) + ",");
    project.replace(
        "environments/staging.yaml", "autoscaleTo: 4", "autoscaleTo: " + numbers.group(2));
    Outcome larger = project.run("synth", "staging");
    assertThat(larger.exitCode()).as(larger.err()).isZero();
  }
}
