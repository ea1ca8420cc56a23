package com.xtrading.platform.cli;

import com.xtrading.platform.component.Platform;
import com.xtrading.platform.component.Timings;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.file.EnvironmentSelection;
import com.xtrading.platform.environment.file.WhatIf;
import com.xtrading.platform.model.UserError;
import com.xtrading.platform.synthesis.LastRun;
import com.xtrading.platform.synthesis.OutputFolder;
import com.xtrading.platform.synthesis.Synthesis;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

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
 * @param program tells this program apart from others that would write something else; where it is
 *     empty, every run draws
 */
public record Workspace(
    Function<Environment, Platform> declaration,
    Path directory,
    Optional<Path> outputDirectory,
    PrintWriter out,
    PrintWriter err,
    LocalDate today,
    boolean watched,
    Supplier<Optional<String>> program) {

  Workspace in(Path other) {
    if (!Files.isDirectory(other)) {
      throw new UserError(
          "%s is not a directory".formatted(other), "name the folder that holds environments/");
    }
    return new Workspace(declaration, other, outputDirectory, out, err, today, watched, program);
  }

  /** The same, where the platform consists of something else. */
  Workspace declaring(Function<Environment, Platform> other) {
    return new Workspace(other, directory, outputDirectory, out, err, today, watched, program);
  }

  Path environments() {
    return directory.resolve("environments");
  }

  /** {@code dist/}, or the folder that is written instead, as people type it. */
  OutputFolder output() {
    return new OutputFolder(
        outputDirectory.orElse(directory.resolve("dist")),
        outputDirectory.map(Path::toString).orElse("dist"));
  }

  /** Environments that are asked for; none named means all. */
  EnvironmentSelection select(List<String> names) {
    return EnvironmentSelection.of(environments(), names);
  }

  /** The same, with settings of theirs that stand in no file. */
  EnvironmentSelection select(List<String> names, WhatIf whatIf) {
    return EnvironmentSelection.of(environments(), names, whatIf);
  }

  /** Renders and judges. The kernel starts at once, while the caller reads what it will draw. */
  Synthesis synthesis() {
    return synthesis(new Timings());
  }

  /** The same, for a caller who asks where the time goes. */
  Synthesis synthesis(Timings timings) {
    return new Synthesis(declaration, today, timings).warm();
  }

  /**
   * What stands of the last run.
   *
   * @param redraw whether nothing may
   */
  LastRun lastRun(boolean redraw) {
    return new LastRun(directory, environments(), output(), program, today, redraw);
  }
}
