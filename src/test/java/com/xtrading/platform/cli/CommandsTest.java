package com.xtrading.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.xtrading.platform.ReferencePlatform;
import com.xtrading.platform.cli.TemporaryProject.Outcome;
import com.xtrading.platform.component.Component;
import com.xtrading.platform.component.Delivery;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.Rendering;
import com.xtrading.platform.component.SyncWave;
import com.xtrading.platform.environment.Zone;
import com.xtrading.platform.kubernetes.ConfigMaps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {

  /** A component that puts a password into a config map. */
  private static final class Fault extends Component {
    Fault(Platform platform) {
      super(
          platform, Delivery.of("fault", platform.namespace(Zone.APPLICATION), SyncWave.SERVICES));
    }

    @Override
    protected void render(Rendering rendering) {
      ConfigMaps.draw(rendering.scope(), "fault", Map.of("DATABASE_PASSWORD", "hunter2"));
    }
  }

  private static final String SERVICE = "dist/staging/manifests/frontend/Service-frontend.yaml";

  @TempDir private Path folder;
  private TemporaryProject project;

  @BeforeEach
  void copyTheProject() throws IOException {
    project = TemporaryProject.in(folder);
  }

  @Test
  void distIsWhatSynthesisWrites() {
    Outcome check = project.run("check");
    assertThat(check.err()).isEmpty();
    assertThat(check.exitCode()).isZero();
    assertThat(check.out()).contains("dist is current and every policy holds");
  }

  @Test
  void withoutArgumentsEverythingIsRenderedAndNothingChanges() {
    Outcome synth = project.run();
    assertThat(synth.exitCode()).isZero();
    assertThat(synth.out().lines())
        .isNotEmpty()
        .allMatch(line -> line.endsWith("0 written, 0 removed"));
  }

  @Test
  void checkNamesTheChangedFileTheLineAndTheFix() throws IOException {
    project.replace(SERVICE, "port: 8080", "port: 8081");
    Outcome check = project.run("check");
    assertThat(check.exitCode()).isEqualTo(1);
    assertThat(check.err()).contains(SERVICE).contains("changed").contains("8081");
    assertThat(check.out()).contains("mvn compile exec:java").contains("dist/staging");
  }

  @Test
  void checkNamesMissingStaleAndForeignFiles() throws IOException {
    Files.delete(project.path(SERVICE));
    Files.writeString(project.path("dist/staging/manifests/frontend/notes.txt"), "mine\n");
    Outcome check = project.run("check", "staging");
    assertThat(check.exitCode()).isEqualTo(1);
    assertThat(check.err()).contains("missing").contains("foreign").contains("notes.txt");
  }

  @Test
  void synthRepairsDistAndLeavesForeignFilesAlone() throws IOException {
    Files.delete(project.path(SERVICE));
    Path foreign = project.path("dist/staging/manifests/frontend/notes.txt");
    Files.writeString(foreign, "mine\n");
    Outcome synth = project.run("synth", "staging");
    assertThat(synth.exitCode()).isZero();
    assertThat(synth.out()).contains("1 written");
    assertThat(synth.err()).contains("notes.txt");
    assertThat(foreign).hasContent("mine\n");
    assertThat(project.path(SERVICE)).exists();
  }

  @Test
  void aRemovedServiceTakesItsFilesAlong() throws IOException {
    project.replace(
        "environments/staging.yaml", "replicas: {min: 2, max: 4}", "replicas: {min: 2, max: 2}");
    Outcome synth = project.run("synth", "staging");
    assertThat(synth.exitCode()).isZero();
    assertThat(
            project.path(
                "dist/staging/manifests/user-service/HorizontalPodAutoscaler-user-service.yaml"))
        .doesNotExist();
    assertThat(project.run("check").exitCode()).isZero();
  }

  @Test
  void allProblemsOfAllFilesComeAtOnce() throws IOException {
    project.replace("environments/staging.yaml", "memory: 8Gi", "memory: 8G");
    project.replace("environments/development.yaml", "mode: daily", "mode: hourly");
    Outcome synth = project.run("synth");
    assertThat(synth.exitCode()).isEqualTo(2);
    assertThat(synth.err())
        .contains("environments/staging.yaml:")
        .contains("8Gi")
        .contains("environments/development.yaml:")
        .contains("hourly")
        .doesNotContain("\tat ");
  }

  /** Some mistakes show only when everything is declared; they have a place all the same. */
  @Test
  void valuesThatDoNotFitWhatIsDeclaredAreNamedWithTheirLine() throws IOException {
    project.replace("environments/staging.yaml", "deadline: 5h", "deadline: 9h");
    project.replace("environments/staging.yaml", "  user-service:", "  user-servise:");
    Outcome outcome = project.run("synth");
    assertThat(outcome.exitCode()).isEqualTo(2);
    List<String> lines = Files.readAllLines(project.path("environments/staging.yaml"));
    String file = project.path("environments/staging.yaml").toString();
    assertThat(outcome.err())
        .contains(
            "%s:%d: backtests.deadline: 9h".formatted(file, lines.indexOf("  deadline: 9h") + 1))
        .contains(
            "%s:%d: services.user-servise: has a size"
                .formatted(file, lines.indexOf("  user-servise:") + 1))
        .contains(
            "%s:%d: services.user-service: is declared in Java"
                .formatted(file, lines.indexOf("services:") + 1));
  }

  @Test
  void aBrokenEnvironmentDoesNotStopAnother() throws IOException {
    project.replace("environments/development.yaml", "mode: daily", "mode: hourly");
    assertThat(project.run("synth", "production").exitCode()).isZero();
    assertThat(project.run("check", "production").exitCode()).isEqualTo(1);
  }

  @Test
  void anExpiredWaiverWarnsOnSynthAndFailsCheck() {
    TemporaryProject later = project.on(LocalDate.of(2030, 1, 1));
    Outcome synth = later.run("synth", "production");
    assertThat(synth.exitCode()).isZero();
    assertThat(synth.err()).contains("waiver expired");
    assertThat(later.run("check", "production").exitCode()).isEqualTo(1);
  }

  @Test
  void whatAPolicyRefusesIsNotWrittenAndCanBeLookedAt() throws IOException {
    String before = Files.readString(project.path("dist/staging/inventory.json"));
    Outcome synth =
        project
            .declaring(
                environment -> {
                  Platform platform = ReferencePlatform.declare(environment);
                  new Fault(platform);
                  return platform;
                })
            .run("synth", "staging");
    assertThat(synth.exitCode()).isEqualTo(1);
    assertThat(synth.err())
        .contains("NoSecretValues")
        .contains("ConfigMap pytrading-staging/fault")
        .contains("target/rejected/staging");
    assertThat(project.path("dist/staging/inventory.json")).hasContent(before);
    assertThat(project.path("target/rejected/staging/manifests/fault/ConfigMap-fault.yaml"))
        .exists();
  }

  @Test
  void oneByteOfAnyFileIsNoticed() throws IOException {
    Outcome before = project.run("check", "staging");
    assertThat(before.exitCode()).isZero();
    List<Path> files;
    try (var walk = Files.walk(project.path("dist/staging"))) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 1;
      Files.write(file, bytes);
    }
    Outcome check = project.run("check", "staging");
    assertThat(check.exitCode()).isEqualTo(1);
    assertThat(check.err().lines().filter(line -> line.contains(": changed at line")))
        .hasSize(files.size());
  }

  @Test
  void aFolderThatMayNotBeReadIsOneMessage() throws IOException {
    Path folder = project.path("dist/staging/manifests/frontend");
    Assumptions.assumeTrue(folder.toFile().setReadable(false) && !Files.isReadable(folder));
    try {
      Outcome check = project.run("check", "staging");
      assertThat(check.exitCode()).isEqualTo(2);
      assertThat(check.err()).contains("denied").doesNotContain("\tat ");
    } finally {
      assertThat(folder.toFile().setReadable(true)).isTrue();
    }
  }

  @Test
  void whatBelongsToNoEnvironmentIsNamedAndStays() throws IOException {
    Files.createDirectories(project.path("dist/gone"));
    Outcome synth = project.run("synth");
    assertThat(synth.exitCode()).isZero();
    assertThat(synth.err()).contains("dist/gone: belongs to no environment");
    assertThat(project.run("check").exitCode()).isEqualTo(1);
    assertThat(project.path("dist/gone")).exists();
  }

  @Test
  void aFolderWithoutEnvironmentsSaysSo() {
    Outcome synth = project.run("-C", project.path("dist").toString(), "synth", "production");
    assertThat(synth.exitCode()).isEqualTo(2);
    assertThat(synth.err()).contains("environments").doesNotContain("choose from");
  }

  @Test
  void unknownEnvironmentsAndOptionsAreBadInput() {
    Outcome environment = project.run("synth", "prod");
    assertThat(environment.exitCode()).isEqualTo(2);
    assertThat(environment.err()).contains("prod").contains("choose from").contains("production");
    assertThat(project.run("synth", "--force").exitCode()).isEqualTo(2);
    assertThat(project.run("-C", "nowhere", "check").exitCode()).isEqualTo(2);
  }

  @Test
  void aFileWhereAFolderShouldBeIsOneMessageAndNothingIsWritten() throws IOException {
    Path staging = project.path("dist/staging/manifests/frontend");
    try (var files = Files.list(staging)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(staging);
    Files.writeString(staging, "in the way", StandardOpenOption.CREATE_NEW);
    Outcome synth = project.run("synth", "staging");
    assertThat(synth.exitCode()).isEqualTo(2);
    assertThat(synth.err()).contains("frontend").doesNotContain("\tat ");
    assertThat(staging).hasContent("in the way");
  }

  @Test
  void environmentsAreListed() {
    Outcome table = project.run("environments");
    assertThat(table.exitCode()).isZero();
    assertThat(table.out().lines()).hasSizeGreaterThan(3);
    assertThat(table.out()).contains("api.xtrading.com").contains("full-with-alerting");
  }

  @Test
  void programsReadWhatEnvironmentsAreMadeOf() throws IOException {
    JsonNode all = json(project.run("environments", "--format", "json")).get("environments");
    assertThat(all.findValuesAsText("name"))
        .containsExactly("development", "production", "staging");
    assertThat(all.at("/1/nodes/memoryBytes").asLong()).isEqualTo(16L << 30);
    assertThat(all.at("/1/backup/retentionDays").asInt()).isEqualTo(35);
  }

  @Test
  void programsReadWhatWasWrittenAndWhatIsWrong() throws IOException {
    project.replace(SERVICE, "ClusterIP", "NodePort");
    JsonNode check = json(project.run("check", "staging", "--format", "json"));
    assertThat(check.get("current").asBoolean()).isFalse();
    assertThat(check.at("/problems/0/severity").asText()).isEqualTo("error");
    assertThat(check.at("/problems/0/message").asText()).startsWith(SERVICE + ": changed");
    assertThat(check.at("/notes/0").asText()).startsWith("fix: ");

    JsonNode synth = json(project.run("synth", "staging", "--format", "json", "--timings"));
    assertThat(synth.at("/environments/0/name").asText()).isEqualTo("staging");
    assertThat(synth.at("/environments/0/written").asInt()).isOne();
    assertThat(synth.at("/problems")).isEmpty();
    assertThat(synth.at("/milliseconds/judge").isIntegralNumber()).isTrue();
    check = json(project.run("check", "staging", "--format", "json"));
    assertThat(check.get("current").asBoolean()).isTrue();
  }

  @Test
  void programsReadWhatAPolicyRefuses() throws IOException {
    Outcome synth =
        project
            .declaring(
                environment -> {
                  Platform platform = ReferencePlatform.declare(environment);
                  new Fault(platform);
                  return platform;
                })
            .run("synth", "staging", "--format", "json");
    assertThat(synth.exitCode()).isEqualTo(1);
    assertThat(json(synth).at("/environments")).isEmpty();
    assertThat(json(synth).at("/problems").findValuesAsText("message"))
        .anyMatch(message -> message.startsWith("staging: NoSecretValues: "));
  }

  private static JsonNode json(Outcome outcome) throws IOException {
    return new ObjectMapper().readTree(outcome.out());
  }

  @Test
  void whatWasNeverCommittedMayStillChange() throws Exception {
    git("init", "-q");
    git("add", "environments", "dist/staging");
    git("-c", "user.name=x", "-c", "user.email=x@example.com", "commit", "-qm", "x");
    project.replace("environments/production.yaml", "storage: 200Gi", "storage: 150Gi");
    assertThat(project.run("synth", "production").exitCode()).as("never committed").isZero();

    git("add", "dist/production");
    git("-c", "user.name=x", "-c", "user.email=x@example.com", "commit", "-qm", "x");
    project.replace("environments/production.yaml", "storage: 150Gi", "storage: 120Gi");
    Outcome committed = project.run("synth", "production");
    assertThat(committed.exitCode()).isEqualTo(1);
    assertThat(committed.err()).contains("VolumesOnlyGrow");
  }

  private void git(String... arguments) throws Exception {
    List<String> command = new java.util.ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process git;
    try {
      git = new ProcessBuilder(command).directory(folder.toFile()).inheritIO().start();
    } catch (IOException thereIsNoGit) {
      Assumptions.abort("there is no git");
      return;
    }
    assertThat(git.waitFor()).isZero();
  }

  @Test
  void helpNamesCommandsAndExitCodes() {
    Outcome help = project.run("--help");
    assertThat(help.exitCode()).isZero();
    for (String word : List.of("synth", "check", "environments", "Exit codes")) {
      assertThat(help.out()).contains(word);
    }
  }

  @Test
  void theVersionIsThatOfTheBuild() {
    assertThat(project.run("--version").out()).matches("xTrading Platform \\d+\\.\\d+\\.\\d+\\R");
  }

  @Test
  void aVolumeNeverShrinks() throws IOException {
    Path before = folder.resolve("before");
    TemporaryProject.copy(project.path("dist"), before);
    project.replace("environments/production.yaml", "storage: 200Gi", "storage: 150Gi");
    Outcome synth = project.run("synth");
    assertThat(synth.exitCode()).isEqualTo(1);
    assertThat(synth.err())
        .contains(
            "VolumesOnlyGrow: PersistentVolumeClaim pytrading-prod-data/influxdb-data: spec: asks for"
                + " 150Gi and asked for 200Gi: a volume never shrinks; write 200Gi or more");
    assertThat(project.run("check").err()).contains("VolumesOnlyGrow");

    // In a pull request that has changed dist/ too, only the branch it goes to knows what was.
    project.replace(
        "dist/production/manifests/influxdb/PersistentVolumeClaim-influxdb-data.yaml",
        "storage: 200Gi",
        "storage: 150Gi");
    assertThat(project.run("synth", "production").exitCode()).isZero();
    assertThat(project.run("check").exitCode()).isZero();
    Outcome check = project.run("check", "--base", "before");
    assertThat(check.exitCode()).isEqualTo(1);
    assertThat(check.err()).contains("VolumesOnlyGrow").contains("150Gi");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nowhere", "environments", "dist/production"})
  void aBaseWithoutEnvironmentsIsAMistakeAndNotAPass(String base) {
    Outcome check = project.run("check", "--base", base);
    assertThat(check.exitCode()).isEqualTo(2);
    assertThat(check.err()).contains(base + " holds none of development, production, staging");
  }

  @Test
  void anEnvironmentThatTheBaseDoesNotHaveIsNew() throws IOException {
    Path before = folder.resolve("before");
    TemporaryProject.copy(project.path("dist/staging"), before.resolve("staging"));
    Outcome check = project.run("check", "--base", "before");
    assertThat(check.exitCode()).isZero();
    assertThat(check.err()).contains("production is not in --base and is taken for new");
  }

  @Test
  void aDamagedFileIsRepairedAndNotReadForItsFormerSize() throws IOException {
    Path claim =
        project.path("dist/production/manifests/influxdb/PersistentVolumeClaim-influxdb-data.yaml");
    Files.writeString(claim, "<<<<<<< HEAD\nspec: [\n");
    assertThat(project.run("synth", "production").exitCode()).isZero();
    assertThat(claim).content().contains("storage: 200Gi");
  }
}
