package com.xtrading.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What fails in .ci/run fails it, and what could not be run is not said to have passed. */
class ContinuousIntegrationTest {

  @TempDir private Path folder;

  private record Outcome(int exitCode, String printed) {}

  private Outcome run(Map<String, Integer> scripts) throws IOException, InterruptedException {
    Path conformance = Files.createDirectories(folder.resolve(".ci/conformance"));
    for (String file : List.of(".ci/run", ".ci/verdict.sh")) {
      Files.copy(Path.of(file), folder.resolve(file));
    }
    for (Map.Entry<String, Integer> script : scripts.entrySet()) {
      Files.writeString(
          conformance.resolve(script.getKey() + ".sh"), "exit " + script.getValue() + "\n");
    }
    Path programs = Files.createDirectory(folder.resolve("bin"));
    program(programs.resolve("node"), "echo v24.0.0");
    program(programs.resolve("mvn"), "echo /x/target/classes");
    ProcessBuilder builder =
        new ProcessBuilder("bash", folder.resolve(".ci/run").toString()).redirectErrorStream(true);
    builder.environment().merge("PATH", "", (path, unused) -> programs + ":" + path);
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), printed);
  }

  private static void program(Path file, String text) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    assumeThat(file.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void everyScriptCountsAsItEnds() throws IOException, InterruptedException {
    Outcome outcome = run(Map.of("good", 0, "bad", 1, "absent", 77));
    assertThat(outcome.printed())
        .contains("ok: good\n", "FAILED: bad\n", "not run: absent\n")
        .contains("ok: mvn -B verify\n");
    assertThat(outcome.exitCode()).isEqualTo(1);
  }

  @Test
  void whatIsAbsentDoesNotFailIt() throws IOException, InterruptedException {
    assertThat(run(Map.of("good", 0, "absent", 77)).exitCode()).isZero();
  }
}
