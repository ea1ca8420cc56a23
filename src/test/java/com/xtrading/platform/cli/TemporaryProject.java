package com.xtrading.platform.cli;

import com.xtrading.platform.ReferencePlatform;
import com.xtrading.platform.TestPlatform;
import com.xtrading.platform.TradingPlatform;
import com.xtrading.platform.component.Platform;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.manifest.OutputFile;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A project in which commands run as they would from the shell. */
final class TemporaryProject {

  /** The day on which commands of tests run. */
  static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

  private static final Path PROJECT = Path.of("").toAbsolutePath();

  private final Path folder;
  private final LocalDate today;
  private final Function<Environment, Platform> declaration;

  /** Empty: most tests declare something of their own, and nothing of the last run stands. */
  private final Supplier<Optional<String>> program;

  private TemporaryProject(
      Path folder,
      LocalDate today,
      Function<Environment, Platform> declaration,
      Supplier<Optional<String>> program) {
    this.folder = folder;
    this.today = today;
    this.declaration = declaration;
    this.program = program;
  }

  /** What a command did. */
  record Outcome(int exitCode, String out, String err) {}

  /** The reference platform, with a dist/ that is current. */
  static TemporaryProject in(Path folder) throws IOException {
    copy(TestPlatform.REFERENCE, folder.resolve("environments"));
    for (JudgedEnvironment environment : TestPlatform.reference()) {
      for (OutputFile file : environment.files()) {
        Path path = folder.resolve("dist").resolve(environment.name()).resolve(file.path());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.text());
      }
    }
    return new TemporaryProject(folder, TODAY, ReferencePlatform::declare, Optional::empty);
  }

  /** The environments of the reference platform, and nothing written yet. */
  static TemporaryProject reference(Path folder) throws IOException {
    copy(TestPlatform.REFERENCE, folder.resolve("environments"));
    return new TemporaryProject(folder, TODAY, ReferencePlatform::declare, Optional::empty);
  }

  /** The project itself. What runs here must only read. */
  static TemporaryProject committed() {
    return new TemporaryProject(PROJECT, TODAY, TradingPlatform::declare, Optional::empty);
  }

  /** A project with the environment files of the tests, and nothing written yet. */
  static TemporaryProject sample(Path folder, Function<Environment, Platform> declaration)
      throws IOException {
    copy(PROJECT.resolve("src/test/resources/environments"), folder.resolve("environments"));
    return new TemporaryProject(folder, TODAY, declaration, Optional::empty);
  }

  TemporaryProject on(LocalDate day) {
    return new TemporaryProject(folder, day, declaration, program);
  }

  /** The same, run by a program that is told apart from others by its name. */
  TemporaryProject by(String name) {
    return new TemporaryProject(folder, today, declaration, () -> Optional.of(name));
  }

  TemporaryProject declaring(Function<Environment, Platform> other) {
    return new TemporaryProject(folder, today, other, program);
  }

  Path path(String relative) {
    return folder.resolve(relative);
  }

  void replace(String relative, String text, String replacement) throws IOException {
    String content = Files.readString(path(relative));
    if (!content.contains(text)) {
      throw new IllegalArgumentException(relative + " does not contain " + text);
    }
    Files.writeString(path(relative), content.replace(text, replacement));
  }

  Outcome run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        PlatformCommand.run(
            new Workspace(
                declaration,
                folder,
                Optional.empty(),
                new PrintWriter(out),
                new PrintWriter(err),
                today,
                false,
                program),
            arguments);
    return new Outcome(exitCode, out.toString(), err.toString());
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
  }
}
