package com.xtrading.platform.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningProgramTest {

  private final Map<String, String> variables = new HashMap<>();
  @TempDir private Path folder;
  private Path classes;
  private Path library;
  private Path node;

  @BeforeEach
  void aProgram() throws IOException {
    classes = Files.createDirectories(folder.resolve("classes"));
    Files.writeString(classes.resolve("A.class"), "a");
    library = Files.writeString(folder.resolve("library.jar"), "library");
    node = Files.writeString(Files.createDirectories(folder.resolve("bin")).resolve("node"), "#");
    assertThat(node.toFile().setExecutable(true)).isTrue();
    variables.put("PATH", node.getParent().toString());
  }

  @Test
  void thisProgramIsKnown() {
    assertThat(RunningProgram.current()).isPresent().isEqualTo(RunningProgram.current());
  }

  @Test
  void theSameProgramIsTheSame() throws IOException {
    String before = digest();
    Files.setLastModifiedTime(classes.resolve("A.class"), FileTime.fromMillis(0));
    assertThat(digest()).isEqualTo(before);
  }

  @Test
  void classesCountByTheirContent() throws IOException {
    String before = digest();
    Files.writeString(classes.resolve("A.class"), "b");
    assertThat(digest()).isNotEqualTo(before);
  }

  @Test
  void newResourcesCount() throws IOException {
    String before = digest();
    Files.createFile(classes.resolve("new.yaml"));
    assertThat(digest()).isNotEqualTo(before);
  }

  @Test
  void librariesCountByTheirSize() throws IOException {
    FileTime time = Files.getLastModifiedTime(library);
    String before = digest();
    Files.writeString(library, "another");
    Files.setLastModifiedTime(library, time);
    assertThat(digest()).isEqualTo(before);
    Files.writeString(library, "another one");
    Files.setLastModifiedTime(library, time);
    assertThat(digest()).isNotEqualTo(before);
  }

  @Test
  void librariesCountByTheirTime() throws IOException {
    String before = digest();
    Files.setLastModifiedTime(library, FileTime.fromMillis(0));
    assertThat(digest()).isNotEqualTo(before);
  }

  @Test
  void anotherLibraryCounts() throws IOException {
    String before = digest();
    Path another = Files.copy(library, folder.resolve("library-2.jar"));
    assertThat(new RunningProgram(List.of(classes, another), variables).digest())
        .isNotEqualTo(Optional.of(before));
  }

  @Test
  void anotherNodeCounts() throws IOException {
    String before = digest();
    Files.writeString(node, "#!");
    assertThat(digest()).isNotEqualTo(before);
    variables.put("PATH", "");
    assertThat(digest()).isNotEqualTo(before);
  }

  @Test
  void variablesCountThatAreReadWhileDrawing() {
    String before = digest();
    variables.put("EDITOR", "vi");
    assertThat(digest()).isEqualTo(before);
    variables.put("CDK8S_DISABLE_SORT", "1");
    assertThat(digest()).isNotEqualTo(before);
  }

  private String digest() {
    return new RunningProgram(List.of(classes, library), variables).digest().orElseThrow();
  }
}
