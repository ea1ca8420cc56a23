package com.xtrading.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeterminismTest {

  @Test
  void twoMachinesThatAreSetUpDifferentlyRenderTheSameBytes(@TempDir Path folder)
      throws IOException, InterruptedException {
    List<String> here =
        fingerprints(
            folder.resolve("here"),
            "-Duser.language=en",
            "-Duser.country=US",
            "-Duser.timezone=UTC",
            "-Dfile.encoding=UTF-8");
    // Turkish has an i of its own, Kiritimati is a day ahead, and identity hashes count up from 1.
    List<String> there =
        fingerprints(
            folder.resolve("there"),
            "-Duser.language=tr",
            "-Duser.country=TR",
            "-Duser.timezone=Pacific/Kiritimati",
            "-Dfile.encoding=ISO-8859-1",
            "-XX:+UnlockExperimentalVMOptions",
            "-XX:hashCode=3");
    assertThat(here)
        .hasSize(
            TestPlatform.reference().stream().mapToInt(rendered -> rendered.files().size()).sum())
        .hasSizeGreaterThan(100);
    assertThat(there).isEqualTo(here);
  }

  /**
   * Renders in a Java process of its own; where maps are unordered, each process has its own order.
   */
  private static List<String> fingerprints(Path output, String... options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(options));
    command.add(Fingerprints.class.getName());
    ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(output.toFile());
    // As a variable, since it is longer than some systems allow a command to be.
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Path errors = output.resolveSibling(output.getFileName() + ".err");
    Process process = builder.redirectError(errors.toFile()).start();
    boolean ended = process.waitFor(120, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly();
    }
    assertThat(ended && process.exitValue() == 0).as(() -> read(errors)).isTrue();
    return Files.readAllLines(output);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }
}
