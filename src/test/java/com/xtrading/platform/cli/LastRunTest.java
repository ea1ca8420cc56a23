package com.xtrading.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.cli.TemporaryProject.Outcome;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.security.Namespaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is drawn again, with each thing changed alone that what is written follows from. */
class LastRunTest {

  private static final List<String> ALL = List.of("development", "production", "staging");
  private static final String NAMESPACE = "manifests/namespaces/Namespace-pytrading.yaml";

  @TempDir private Path folder;
  private TemporaryProject project;

  @BeforeEach
  void runOnce() throws IOException {
    project = TemporaryProject.sample(folder, LastRunTest::declare).by("this");
    assertThat(project.run("synth").err()).isEmpty();
  }

  @Test
  void whereNothingChangedNothingIsDrawn() {
    Outcome outcome = project.run("synth", "--timings");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .matches(
            "(dist/(development|production|staging): \\d+ objects, \\d+ other files;"
                + " 0 written, 0 removed\n){3}last run +\\d+ ms\n");
  }

  @Test
  void itSaysWhatARunSaysThatDraws() {
    String drawn = project.run("synth", "--redraw").out();
    assertThat(project.run("synth").out()).isEqualTo(drawn);
    assertThat(project.run("synth", "staging").out())
        .isEqualTo(project.run("synth", "--redraw", "staging").out());
  }

  @Test
  void whoAsksForItGetsEverythingDrawn() {
    assertThat(drawn(project, "--redraw")).isTrue();
  }

  @Test
  void environmentsAreKeptOneByOne() {
    assertThat(drawn(project, "staging")).isFalse();
    assertThat(drawn(project, "production", "staging")).isFalse();
  }

  @Test
  void anotherProgramDrawsEverything() {
    assertThat(drawn(project.by("another"))).isTrue();
    assertThat(drawn(project.by("another"))).isFalse();
  }

  @Test
  void onAnotherDayEverythingIsDrawn() {
    assertThat(drawn(project.on(TemporaryProject.TODAY.plusDays(1)))).isTrue();
  }

  @Test
  void whereOneFileChangedTheOthersStand() throws IOException {
    project.replace("environments/staging.yaml", "name: staging", "name: staging # here");
    assertThat(environmentsDeclared()).containsExactly("staging");
    assertThat(project.run("synth", "--timings").out()).doesNotContain("load environments");
  }

  @Test
  void aNameThatIsNoneIsTold() {
    assertThat(project.run("synth", "nobody").err()).contains("there is no environment \"nobody\"");
    assertThat(project.run("synth", "a\0b").exitCode()).isEqualTo(2);
  }

  @Test
  void whatBelongsToOneEnvironmentCountsForAll() throws IOException {
    project.replace("environments/staging.yaml", "domain: ", "domain: new.");
    assertThat(environmentsDeclared()).containsExactlyElementsOf(ALL);
  }

  @Test
  void withoutOneEnvironmentTheOthersAreDrawn() throws IOException {
    Files.delete(project.path("environments/staging.yaml"));
    assertThat(environmentsDeclared()).containsExactly("development", "production");
    assertThat(project.run("synth").err()).contains("dist/staging: belongs to no environment");
  }

  @Test
  void aFileThatIsNotReadAsAnEnvironmentIsTold() throws IOException {
    Files.createFile(project.path("environments/other.yml"));
    assertThat(project.run("synth").exitCode()).isEqualTo(2);
  }

  @Test
  void aFileInDistThatWasChangedIsWrittenAgain() throws IOException {
    Path file = project.path("dist/development/" + NAMESPACE);
    String before = Files.readString(file);
    Files.writeString(file, before + "#");
    assertThat(project.run("synth").out()).contains("dist/development", "1 written");
    assertThat(file).hasContent(before);
  }

  @Test
  void aFileInDistThatIsMissingIsWrittenAgain() throws IOException {
    Files.delete(project.path("dist/development/" + NAMESPACE));
    assertThat(project.run("synth").out()).contains("1 written");
  }

  @Test
  void aFileInDistThatIsNotOursIsToldEachTime() throws IOException {
    Files.writeString(project.path("dist/development/notes.txt"), "mine");
    String told = project.run("synth").err();
    assertThat(told).contains("dist/development/notes.txt: is not ours");
    assertThat(project.run("synth").err()).isEqualTo(told);
  }

  @Test
  void aFolderInDistThatBelongsToNobodyIsToldEachTime() throws IOException {
    Files.createDirectories(project.path("dist/gone"));
    String told = project.run("synth").err();
    assertThat(told).contains("dist/gone: belongs to no environment");
    assertThat(project.run("synth").err()).isEqualTo(told);
  }

  @Test
  void aLinkInDistIsToldAsByARunThatDraws() throws IOException {
    Path file = project.path("dist/development/" + NAMESPACE);
    Path elsewhere = project.path("elsewhere");
    Files.move(file, elsewhere);
    Files.createSymbolicLink(file, elsewhere);
    assertThat(project.run("synth").err()).contains("is a link");
  }

  @Test
  void aRunThatDidNotFinishIsCompleted() throws IOException {
    Files.createDirectories(project.path("dist/.synth"));
    assertThat(drawn(project)).isTrue();
    assertThat(project.path("dist/.synth")).doesNotExist();
  }

  @Test
  void anEnvironmentFileThatCannotBeReadIsTold() throws IOException {
    project.replace("environments/staging.yaml", "name: staging", "name: [");
    assertThat(project.run("synth").exitCode()).isEqualTo(2);
    Outcome others = project.run("synth", "production");
    assertThat(others.exitCode()).isZero();
    assertThat(others.err()).contains("staging.yaml");
    assertThat(project.run("synth", "production").err()).isEqualTo(others.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "form=1", "form=2\n", "\\u00", "objects=many\n", "no properties at all"})
  void aDamagedRecordIsNone(String text) throws IOException {
    Path record = project.path("target/last-run/staging.properties");
    assertThat(record).exists();
    Files.writeString(record, text);
    assertThat(environmentsDeclared()).containsExactly("staging");
    assertThat(drawn(project)).isFalse();
  }

  @Test
  void aRecordOfAnotherFormIsNone() throws IOException {
    project.replace("target/last-run/staging.properties", "form=", "form=0");
    assertThat(environmentsDeclared()).containsExactly("staging");
  }

  @Test
  void whereNoRecordCanBeKeptEverythingIsDrawn() throws IOException {
    for (String name : ALL) {
      Path record = project.path("target/last-run/" + name + ".properties");
      Files.delete(record);
      Files.createDirectories(record.resolve("in the way"));
    }
    Outcome outcome = project.run("synth");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(drawn(project)).isTrue();
  }

  @Test
  void aProgramThatNobodyCanTellFromOthersDrawsEverything() throws IOException {
    TemporaryProject unknown = TemporaryProject.sample(folder.resolve("a"), LastRunTest::declare);
    unknown.run("synth");
    assertThat(drawn(unknown)).isTrue();
    assertThat(unknown.path("target/last-run")).doesNotExist();
  }

  @Test
  void checkDrawsAlways() {
    assertThat(project.declaring(LastRunTest::refused).run("check").exitCode()).isEqualTo(3);
  }

  private static Platform declare(Environment environment) {
    Platform platform = new Platform(environment);
    environment.services().keySet().forEach(service -> platform.sizeOf(service.value()));
    new Namespaces(platform);
    return platform;
  }

  private static Platform refused(Environment environment) {
    throw new IllegalStateException("declared again");
  }

  /** The environments that are declared again, which is where drawing begins. */
  private TreeSet<String> environmentsDeclared() {
    TreeSet<String> declared = new TreeSet<>();
    Outcome outcome =
        project
            .declaring(
                environment -> {
                  declared.add(environment.name().value());
                  return declare(environment);
                })
            .run("synth");
    assertThat(outcome.exitCode()).isZero();
    return declared;
  }

  private static boolean drawn(TemporaryProject project, String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "synth";
    all[1] = "--timings";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    Outcome outcome = project.run(all);
    assertThat(outcome.exitCode()).isZero();
    return outcome.out().contains("draw ");
  }
}
