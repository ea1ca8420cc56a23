package com.xtrading.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the program's commands that the README shows; its Maven lines are run by .ci/run. */
class ReadmeTest {

  private static final Path README = Path.of("README.md");
  private static final Pattern COMMAND = Pattern.compile("-Dexec\\.args=\"([^\"]+)\"");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");

  @TempDir private Path folder;

  @Test
  void everyCommandRuns() throws IOException {
    TemporaryProject project = TemporaryProject.in(folder.resolve("branch"));
    Files.createDirectories(project.path("schemas"));
    TemporaryProject.copy(project.path("dist"), folder.resolve("main/dist"));
    List<String> commands =
        COMMAND.matcher(Files.readString(README)).results().map(match -> match.group(1)).toList();
    assertThat(commands).hasSizeGreaterThan(4);
    for (String command : commands) {
      // An empty folder has no schema: that is bad input, and says so.
      int expected = command.contains("--schemas") ? 2 : 0;
      assertThat(project.run(command.split(" ")).exitCode()).as(command).isEqualTo(expected);
    }
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    Matcher links = LINK.matcher(Files.readString(README));
    assertThat(links.results().map(match -> match.group(1)))
        .isNotEmpty()
        .allSatisfy(link -> assertThat(Path.of(link)).exists());
  }
}
