package com.xtrading.platform.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.Select;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.manifest.OutputFile;
import com.xtrading.platform.manifest.Tree;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageWorkflowsTest {

  private static final String FOLDER = "config/github/";
  private static final String EACH = "com.xtrading.platform.TestPlatform#each";
  private static final String SIGNER =
      "https://github.com/xtrading/trading/.github/workflows/build-images.yaml@refs/heads/main";

  private static JudgedEnvironment rendered(String environment) {
    return TestPlatform.reference(environment);
  }

  private static Stream<OutputFile> files(JudgedEnvironment rendered) {
    return rendered.files().stream().filter(file -> file.path().startsWith(FOLDER));
  }

  private static Tree workflow(String environment, String file) {
    return Select.parse(Select.file(rendered(environment), FOLDER + file));
  }

  private static List<Tree> steps(Tree workflow) {
    List<Tree> steps = new ArrayList<>();
    workflow
        .at("jobs")
        .map()
        .keySet()
        .forEach(job -> workflow.at("jobs", job, "steps").elements().forEach(steps::add));
    return steps;
  }

  private static int index(List<Tree> steps, String text) {
    for (int step = 0; step < steps.size(); step++) {
      if (steps.get(step).map().toString().contains(text)) {
        return step;
      }
    }
    throw new AssertionError("no step has " + text);
  }

  @Test
  void oneEnvironmentBuildsAndTheOthersPromote() {
    assertThat(files(rendered("development")).map(OutputFile::path))
        .containsExactlyInAnyOrder(
            FOLDER + "build-images.yaml", FOLDER + "propose-development.yaml");
    for (String environment : List.of("staging", "production")) {
      assertThat(files(rendered(environment)).map(OutputFile::path))
          .containsExactlyInAnyOrder(
              FOLDER + "promote-%s.yaml".formatted(environment),
              FOLDER + "propose-%s.yaml".formatted(environment));
    }
  }

  @Test
  void whereNobodySaysHowReleasesComeThereIsNoWorkflow() {
    assertThat(TestPlatform.sample("staging").environment().releases()).isEmpty();
    assertThat(files(TestPlatform.sample("staging"))).isEmpty();
  }

  /** Tags of actions were moved to other contents before; those of Trivy in March 2026. */
  @ParameterizedTest
  @MethodSource(EACH)
  void everyActionIsPinnedByItsContent(JudgedEnvironment rendered) {
    List<String> actions =
        files(rendered)
            .flatMap(file -> file.text().lines())
            .map(String::strip)
            .filter(line -> line.matches("(- )?uses: .*"))
            .map(line -> line.replaceFirst("(- )?uses: ", ""))
            .toList();
    assertThat(actions).isNotEmpty();
    assertThat(actions)
        .allMatch(
            action ->
                action.matches("[a-z-]+(/[a-z-]+)+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+")
                    || action.matches("\\./\\.github/workflows/propose-[a-z]+\\.yaml"));
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void nothingIsGrantedThatAJobDoesNotName(JudgedEnvironment rendered) {
    files(rendered)
        .forEach(
            file -> {
              Tree workflow = Select.parse(file.text());
              assertThat(workflow.at("permissions").exists()).as(file.path()).isTrue();
              assertThat(workflow.at("permissions").map()).as(file.path()).isEmpty();
              workflow
                  .at("jobs")
                  .map()
                  .keySet()
                  .forEach(
                      job ->
                          assertThat(workflow.at("jobs", job, "permissions").exists())
                              .as("%s %s", file.path(), job)
                              .isTrue());
            });
  }

  @Test
  void onlyTheJobThatSignsProvesWhoItIs() {
    Tree jobs = workflow("development", "build-images.yaml").at("jobs");
    assertThat(jobs.at("image", "permissions").map())
        .containsOnlyKeys("contents", "packages", "id-token", "security-events");
    assertThat(jobs.at("test", "permissions").map()).containsOnlyKeys("contents");
    assertThat(jobs.at("propose", "permissions").map()).isEmpty();
    assertThat(
            workflow("production", "promote-production.yaml")
                .at("jobs", "image", "permissions")
                .map())
        .containsOnlyKeys("packages");
  }

  /** No password is kept anywhere: tokens of a run, and one key of an App for pull requests. */
  @ParameterizedTest
  @MethodSource(EACH)
  void theOneSecretIsTheKeyOfTheApp(JudgedEnvironment rendered) {
    Set<String> secrets = new TreeSet<>();
    files(rendered)
        .forEach(
            file ->
                Pattern.compile("secrets\\.([A-Za-z_-]+)")
                    .matcher(file.text())
                    .results()
                    .forEach(match -> secrets.add(match.group(1))));
    assertThat(secrets).containsExactly("PLATFORM_APP_KEY", "app-key");
  }

  @Test
  void whatIsRefusedIsNeitherSignedNorProposed() {
    Tree workflow = workflow("development", "build-images.yaml");
    List<Tree> steps = workflow.at("jobs", "image", "steps").elements().toList();
    int gate = index(steps, "exit-code=1");
    assertThat(index(steps, "format=sarif")).isLessThan(index(steps, "upload-sarif"));
    assertThat(index(steps, "upload-sarif")).isLessThan(gate);
    assertThat(gate).isLessThan(index(steps, "cosign sign"));
    assertThat(steps.get(gate).at("with", "severity").text("")).isEqualTo("HIGH,CRITICAL");
    assertThat(steps.get(gate).at("with", "ignore-unfixed").isTrue()).isTrue();
    assertThat(steps.get(gate).at("with", "scanners").text("")).isEqualTo("vuln,secret");
    assertThat(workflow.at("jobs", "propose", "needs").text("")).isEqualTo("image");
  }

  @Test
  void buildsSayWhatIsInThemAndHowTheyCameAbout() {
    Tree build =
        steps(workflow("development", "build-images.yaml")).stream()
            .filter(step -> step.at("id").text("").equals("build"))
            .findFirst()
            .orElseThrow()
            .at("with");
    assertThat(build.at("provenance").text("")).isEqualTo("mode=max");
    assertThat(build.at("sbom").isTrue()).isTrue();
    assertThat(build.at("tags").text("")).endsWith(":${{ github.sha }}");
  }

  /**
   * By content, and by the one workflow that may sign; a tag and a file name are nobody's proof.
   */
  @ParameterizedTest
  @ValueSource(strings = {"staging", "production"})
  void whatIsPromotedWasSignedByTheBuildAndIsLookedIntoAgain(String environment) {
    Tree workflow = workflow(environment, "promote-%s.yaml".formatted(environment));
    List<Tree> steps = workflow.at("jobs", "image", "steps").elements().toList();
    int verify = index(steps, "cosign verify");
    assertThat(steps.get(verify).at("env", "SIGNER").text("")).isEqualTo(SIGNER);
    assertThat(steps.get(verify).at("env", "IMAGE").text(""))
        .isEqualTo("${{ steps.content.outputs.image }}");
    assertThat(verify).isLessThan(index(steps, "exit-code=1"));
    assertThat(workflow.at("jobs", "image", "if").text(""))
        .isEqualTo("github.ref == 'refs/heads/main'");
    Tree build = workflow("development", "build-images.yaml");
    assertThat(steps(build).get(index(steps(build), "cosign sign")).at("env", "SIGNER").text(""))
        .isEqualTo(SIGNER);
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void bothImagesAreThoseOfTheEnvironment(JudgedEnvironment rendered) {
    Environment environment = rendered.environment();
    String file =
        environment.name().value().equals("development")
            ? "build-images.yaml"
            : "promote-%s.yaml".formatted(environment.name());
    assertThat(
            Select.parse(Select.file(rendered, FOLDER + file))
                .at("jobs", "image", "strategy", "matrix", "include")
                .elements()
                .map(one -> one.at("repository").text("")))
        .containsExactly(
            environment.images().backend().repository(),
            environment.images().frontend().repository());
  }

  /** No expression of an event stands in a script, where it would be run. */
  @ParameterizedTest
  @MethodSource(EACH)
  void scriptsReadTheirInputFromTheEnvironment(JudgedEnvironment rendered) {
    files(rendered)
        .forEach(
            file ->
                steps(Select.parse(file.text()))
                    .forEach(
                        step ->
                            assertThat(step.at("run").text(""))
                                .as(file.path())
                                .doesNotContain("${{")));
  }

  @ParameterizedTest
  @MethodSource(EACH)
  void theProposalChangesTheFileOfTheEnvironmentAndNoCluster(JudgedEnvironment rendered) {
    String name = rendered.name();
    String text = Select.file(rendered, FOLDER + "propose-%s.yaml".formatted(name));
    assertThat(text)
        .contains("platform/environments/%s.yaml".formatted(name))
        .contains("gh pr create --base \"main\"")
        .doesNotContain("kubectl")
        .doesNotContain("helm");
  }
}
