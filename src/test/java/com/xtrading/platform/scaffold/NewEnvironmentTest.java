package com.xtrading.platform.scaffold;

import static org.assertj.core.api.Assertions.assertThat;

import com.xtrading.platform.TestPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewEnvironmentTest {

  @TempDir private Path project;

  @Test
  void whereAValueHasNoNameOfTheEnvironmentTheNameIsAdded() throws IOException {
    assertThat(likeProduction().lines())
        .contains("name: uat", "domain: uat.xtrading.com", "namespace: pytrading-prod-uat")
        .contains("  destination: uat", "  bucket: xtrading-backups-uat");
  }

  @Test
  void theHubStaysWhereItIs() throws IOException {
    assertThat(likeProduction().lines()).contains("  hub: false");
  }

  private String likeProduction() throws IOException {
    Path files = Files.createDirectory(project.resolve("environments"));
    Files.copy(TestPlatform.REFERENCE.resolve("production.yaml"), files.resolve("production.yaml"));
    Change change =
        new NewEnvironment("uat", TestPlatform.reference("production").environment()).in(project);
    assertThat(change.texts()).containsOnlyKeys("environments/uat.yaml");
    return change.texts().get("environments/uat.yaml");
  }
}
