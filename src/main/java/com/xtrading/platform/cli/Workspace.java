package com.xtrading.platform.cli;

import com.xtrading.platform.component.Platform;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.model.UserError;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where and for whom a command runs.
 *
 * @param declaration what the platform consists of
 * @param directory the folder that holds {@code environments/} and {@code dist/}
 * @param outputDirectory a folder to write to instead of {@code dist/}, as the cdk8s command line
 *     asks for
 * @param out results
 * @param err progress, warnings and errors
 * @param today the day against which waivers expire
 * @param watched whether a person watches: progress is shown while it happens
 */
public record Workspace(
    Function<Environment, Platform> declaration,
    Path directory,
    Optional<Path> outputDirectory,
    PrintWriter out,
    PrintWriter err,
    LocalDate today,
    boolean watched) {

  Workspace in(Path other) {
    if (!Files.isDirectory(other)) {
      throw new UserError(
          "%s is not a directory".formatted(other), "name the folder that holds environments/");
    }
    return new Workspace(declaration, other, outputDirectory, out, err, today, watched);
  }

  Path environments() {
    return directory.resolve("environments");
  }

  Path dist() {
    return outputDirectory.orElse(directory.resolve("dist"));
  }

  /** {@code dist}, or the folder that is written instead, as people type it. */
  String distName() {
    return outputDirectory.map(Path::toString).orElse("dist");
  }
}
