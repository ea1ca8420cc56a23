package com.xtrading.platform.environment.file;

import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.EnvironmentProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Reads every environment file of a directory, strictly, and reports all problems of all files at
 * once.
 */
public final class EnvironmentLoader {

  private EnvironmentLoader() {}

  /**
   * What was read.
   *
   * @param environments the environments without a problem in their file, by name
   * @param problems all problems, by file, line and path
   * @param places where every value stands that could be read
   */
  public record Loaded(
      List<Environment> environments, List<EnvironmentProblem> problems, SettingLocations places) {

    public Loaded {
      environments = environments.stream().sorted(Comparator.comparing(Environment::name)).toList();
      problems = problems.stream().sorted().toList();
    }

    /** The problems in the file of one environment. */
    public List<EnvironmentProblem> problemsOf(String environmentName) {
      return problems.stream()
          .filter(
              problem -> {
                String name = problem.file().substring(problem.file().lastIndexOf('/') + 1);
                return isYaml(name)
                    && name.substring(0, name.lastIndexOf('.')).equals(environmentName);
              })
          .toList();
    }
  }

  /**
   * Reads all {@code *.yaml} files directly inside the directory; hidden files and files with other
   * extensions are passed over. Never fails: whatever goes wrong is a problem in the result.
   */
  public static Loaded load(Path directory) {
    return load(directory, WhatIf.NOTHING);
  }

  /** The same, with settings that stand in no file. */
  public static Loaded load(Path directory, WhatIf whatIf) {
    List<EnvironmentProblem> problems = new ArrayList<>();
    List<EnvironmentFile> files = new ArrayList<>();
    for (Path path : yamlFiles(directory, problems)) {
      String name = path.getFileName().toString();
      if (name.endsWith(EnvironmentFile.EXTENSION)) {
        files.add(EnvironmentFile.read(path, whatIf));
      } else {
        String stem = name.substring(0, name.lastIndexOf('.'));
        problems.add(
            problem(
                path,
                "has another extension",
                EnvironmentFile.EXTENSION,
                "rename it to " + stem + EnvironmentFile.EXTENSION));
      }
    }
    if (files.isEmpty() && problems.isEmpty()) {
      problems.add(
          problem(directory, "holds no environment", "one *.yaml or more", "add development.yaml"));
    }
    files.forEach(FileChecks::run);
    SharedChecks.run(files);
    files.forEach(file -> problems.addAll(file.problems().all()));
    return new Loaded(
        files.stream().flatMap(file -> file.valid().stream()).toList(),
        problems,
        new SettingLocations(files));
  }

  /** The files that are read, by name. */
  public static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(path -> isYaml(path.getFileName().toString()))
          .sorted(Comparator.comparing(path -> path.getFileName().toString()))
          .toList();
    }
  }

  private static List<Path> yamlFiles(Path directory, List<EnvironmentProblem> problems) {
    if (!Files.isDirectory(directory)) {
      problems.add(
          problem(directory, "is not a directory", "a directory", "name the right directory"));
      return List.of();
    }
    try {
      return files(directory);
    } catch (IOException unreadable) {
      problems.add(problem(directory, "cannot be read", "a directory", "check its permissions"));
      return List.of();
    }
  }

  private static boolean isYaml(String name) {
    return name.toLowerCase(Locale.ROOT).matches("[^.].*\\.ya?ml");
  }

  private static EnvironmentProblem problem(
      Path path, String problem, String allowed, String change) {
    return new EnvironmentProblem(EnvironmentFile.shown(path), 0, "", problem, allowed, change);
  }
}
