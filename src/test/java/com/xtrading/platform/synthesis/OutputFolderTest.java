package com.xtrading.platform.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.model.UserError;
import com.xtrading.platform.policy.Severity;
import com.xtrading.platform.schema.SchemaCatalogs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written, what is compared with it, and what the next change is compared with. */
class OutputFolderTest {

  private static final JudgedEnvironment STAGING = TestPlatform.sample("staging");
  private static final Environment PRODUCTION = TestPlatform.environment("production");
  private static final String INVENTORY = "staging/inventory.json";

  @TempDir private Path directory;
  private OutputFolder dist;
  private final List<String> told = new ArrayList<>();

  @BeforeEach
  void write() {
    dist = new OutputFolder(directory, "dist");
    dist.write(List.of(STAGING.output()));
  }

  private DistCheck check(Optional<SchemaCatalogs> schemas) {
    return new DistCheck(
        dist,
        schemas,
        new DistCheck.Listener() {
          @Override
          public void problem(Severity severity, String text) {
            told.add(severity + " " + text);
          }

          @Override
          public void note(String text) {
            told.add(text);
          }
        });
  }

  /** Findings of the sample are not what these tests are about. */
  private static int findings() {
    return STAGING.verdict().uncovered().size() + STAGING.verdict().waiverFindings().size();
  }

  @Test
  void anEnvironmentIsSummedUpInOneLine() {
    int objects = STAGING.manifests().size();
    assertThat(dist.write(List.of(STAGING.output())))
        .singleElement()
        .hasToString(
            "dist/staging: %d objects, %d other files; 0 written, 0 removed"
                .formatted(objects, STAGING.files().size() - objects));
  }

  @Test
  void whatIsNotOursStaysAndIsNamed() throws IOException {
    Files.writeString(directory.resolve("staging/notes.txt"), "mine\n");
    assertThat(dist.write(List.of(STAGING.output())).get(0).warnings())
        .containsExactly(
            "dist/staging/notes.txt: is not ours and stays; move it away, Argo CD may apply it");
  }

  @Test
  void whatBelongsToNoEnvironmentIsNamedWithWhatToDo() throws IOException {
    Files.createDirectories(directory.resolve("gone"));
    Files.writeString(directory.resolve("notes.txt"), "mine\n");
    assertThat(dist.strangers(Set.of(STAGING.name())))
        .containsExactly(
            "dist/gone: belongs to no environment; delete it, or add environments/gone.yaml",
            "dist/notes.txt: belongs to no environment; move it away");
    DistCheck check = check(Optional.empty());
    check.strangers(Set.of(STAGING.name()));
    assertThat(check.problems()).isEqualTo(2);
  }

  @Test
  void aFileThatIsNotWhatWouldBeWrittenIsAProblemWithItsFix() throws IOException {
    DistCheck current = check(Optional.empty());
    current.environment(STAGING);
    assertThat(current.problems()).isEqualTo(findings());
    told.clear();
    Files.delete(directory.resolve(INVENTORY));
    DistCheck check = check(Optional.empty());
    check.environment(STAGING);
    assertThat(check.problems()).isGreaterThan(findings());
    assertThat(told)
        .contains(
            "ERROR %s/%s: missing".formatted(directory.getFileName(), INVENTORY),
            "fix: run mvn compile exec:java and commit dist/staging");
  }

  @Test
  void objectsAreHeldAgainstSchemasOfTheVersionOfTheirEnvironment() {
    DistCheck check =
        check(Optional.of(new SchemaCatalogs(Path.of("src/test/resources/schema/cluster"))));
    check.environment(STAGING);
    assertThat(told)
        .anyMatch(
            line ->
                line.startsWith(
                    "staging: %d objects held against Kubernetes %s; "
                        .formatted(
                            STAGING.manifests().size(), STAGING.environment().kubernetes())));
    assertThat(check.problems()).as("kinds without a schema").isGreaterThan(findings());
  }

  @Test
  void aBaseThatHoldsNoneOfTheEnvironmentsIsAMistake() {
    assertThatThrownBy(
            () ->
                DeliveredDist.named(
                    "--base", directory.resolve("staging"), List.of(STAGING.environment())))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("/staging holds none of staging; name a dist/ folder");
  }

  @Test
  void anEnvironmentThatABaseDoesNotHoldIsNew() {
    DeliveredDist base =
        DeliveredDist.named("--base", directory, List.of(STAGING.environment(), PRODUCTION));
    assertThat(base.missing()).containsExactly("production");
    assertThat(base.objects(PRODUCTION, new RenderedTexts(STAGING.rendered()))).isEmpty();
    assertThat(base.objects(STAGING.environment(), new RenderedTexts(STAGING.rendered())))
        .isNotEmpty();
    assertThat(DeliveredDist.in(dist.files()).missing()).isEmpty();
  }
}
