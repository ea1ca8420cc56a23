package com.xtrading.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildFreshnessTest {

  private static final FileTime EARLIER = FileTime.fromMillis(1_000_000_000_000L);
  private static final FileTime LATER = FileTime.fromMillis(1_000_000_100_000L);

  @TempDir private Path project;

  @BeforeEach
  void compile() throws IOException {
    write("src/main/java/Main.java", "source", EARLIER);
    write("src/main/resources/text", "text", EARLIER);
    write("target/classes/Main.class", "class", LATER);
    write("target/classes/text", "text", EARLIER);
  }

  private void write(String path, String text, FileTime time) throws IOException {
    Path file = project.resolve(path);
    Files.createDirectories(file.getParent());
    Files.setLastModifiedTime(Files.writeString(file, text), time);
  }

  private BuildFreshness build() {
    return new BuildFreshness(project.resolve("target/classes"));
  }

  @Test
  void aCompiledProjectIsFresh() {
    assertThat(build().problem()).isEmpty();
  }

  @Test
  void aNewerSourceNamesTheFileAndTheCommand() throws IOException {
    write("src/main/java/Other.java", "source", FileTime.fromMillis(LATER.toMillis() + 1));
    assertThat(build().problem())
        .hasValueSatisfying(
            problem ->
                assertThat(problem).contains("java/Other.java").contains("mvn compile exec:java"));
  }

  @Test
  void aTouchedResourceOfTheSameContentIsFresh() throws IOException {
    write("src/main/resources/text", "text", FileTime.fromMillis(LATER.toMillis() + 1));
    assertThat(build().problem()).isEmpty();
  }

  @Test
  void aChangedOrMissingResourceIsNot() throws IOException {
    write("src/main/resources/text", "other text", EARLIER);
    assertThat(build().problem()).isPresent();
    Files.delete(project.resolve("target/classes/text"));
    assertThat(build().problem()).isPresent();
  }

  @Test
  void aCopiedResourceDoesNotMakeOldClassesFresh() throws IOException {
    write("src/main/java/Main.java", "source", FileTime.fromMillis(LATER.toMillis() + 1));
    write("target/classes/text", "text", FileTime.fromMillis(LATER.toMillis() + 2));
    assertThat(build().problem()).isPresent();
  }

  @Test
  void aBuildWithoutSourcesBesideItIsNotJudged() {
    assertThat(new BuildFreshness(project.resolve("platform.jar")).problem()).isEmpty();
  }
}
