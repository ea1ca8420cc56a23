package com.xtrading.platform;

import static com.xtrading.platform.RenderedAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.manifest.OutputFile;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new environment is one new file. */
class FourthEnvironmentTest {

  private static final String STAGING_KEY =
      "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEcK0r3zh7/RzCcYoUYD4xjJPTMgw4/lNjWb"
          + "uNTdOPTf2QwIIRvC1hZ87JYw6DstcN0v4uoVmnZwDtMGZ7g9WjNQ==";

  private static JudgedEnvironment rendered;

  @BeforeAll
  static void copyStaging(@TempDir Path folder) throws IOException {
    for (String name : List.of("development", "staging", "production")) {
      Files.writeString(folder.resolve(name + ".yaml"), EditedEnvironment.text(name));
    }
    Files.writeString(
        folder.resolve("rehearsal.yaml"),
        EditedEnvironment.text(
            "staging",
            "name: staging",
            "name: rehearsal",
            "destination: staging",
            "destination: rehearsal",
            "authMount: kubernetes-staging",
            "authMount: kubernetes-rehearsal",
            "domain: staging.xtrading.com",
            "domain: rehearsal.xtrading.com",
            "namespace: pytrading-staging",
            "namespace: pytrading-rehearsal",
            "bucket: xtrading-backups-staging",
            "bucket: xtrading-backups-rehearsal",
            "kid: staging-2026-11",
            "kid: rehearsal-2026-11",
            STAGING_KEY,
            "MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE="));
    List<Environment> all = TestPlatform.load(folder);
    rendered =
        TestPlatform.render(
                all.stream()
                    .filter(environment -> environment.name().value().equals("rehearsal"))
                    .toList(),
                all)
            .get(0);
  }

  @Test
  void keepsEveryPolicy() {
    assertThat(rendered.verdict().findings()).isEmpty();
    assertThat(rendered.verdict().waiverFindings()).isEmpty();
  }

  @Test
  void nameDomainNamespaceAndBucketAreEnough() {
    Environment staging = TestPlatform.environment("staging");
    Environment fourth =
        EditedEnvironment.as(
            "fourth",
            "staging",
            "name: staging",
            "name: fourth",
            "domain: staging.",
            "domain: fourth.",
            "namespace: pytrading-staging",
            "namespace: pytrading-fourth",
            "bucket: xtrading-backups-staging",
            "bucket: xtrading-backups-fourth");
    List<JudgedEnvironment> both =
        TestPlatform.render(List.of(fourth, staging), List.of(fourth, staging));
    assertThat(both).allSatisfy(each -> assertThat(each.verdict().findings()).isEmpty());
  }

  @Test
  void hasEveryObjectOfTheEnvironmentThatItWasCopiedFrom() {
    List<String> paths =
        TestPlatform.sample("staging").files().stream()
            .map(OutputFile::path)
            .map(path -> path.replace("staging", "rehearsal"))
            .toList();
    assertThat(rendered.files().stream().map(OutputFile::path))
        .containsExactlyInAnyOrderElementsOf(paths);
  }

  @Test
  void saysNowhereThatItWasCopied() {
    assertThat(rendered.files()).isNotEmpty();
    for (OutputFile file : rendered.files()) {
      assertThat(file.text().lines())
          .as(file.path())
          .noneMatch(line -> line.toLowerCase(Locale.ROOT).contains("staging"));
    }
  }

  @Test
  void runsUnderItsOwnNames() {
    assertThat(rendered).has("Deployment", "pytrading-rehearsal", "user-service");
    assertThat(rendered)
        .has("Application", "rehearsal-user-service")
        .at("spec.destination.name")
        .is("rehearsal")
        .at("spec.source.path")
        .is("dist/rehearsal/manifests/user-service");
    assertThat(rendered)
        .has("ExternalSecret", "user-service-postgres")
        .at("spec.data.0.remoteRef.key")
        .is("rehearsal/postgres/user_service");
  }
}
