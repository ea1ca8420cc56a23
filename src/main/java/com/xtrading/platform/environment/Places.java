package com.xtrading.platform.environment;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where the values of environment files stand, for whoever finds out after reading that one of them
 * does not fit.
 */
public final class Places {

  private final Map<String, EnvironmentFile> files;

  Places(List<EnvironmentFile> files) {
    this.files = files.stream().collect(Collectors.toMap(EnvironmentFile::stem, file -> file));
  }

  /** The problem at its line of the file as it was read; unchanged where the file is not known. */
  public Problem located(Problem problem) {
    String name = problem.file().substring(problem.file().lastIndexOf('/') + 1);
    EnvironmentFile file = files.get(name.replace(EnvironmentFile.EXTENSION, ""));
    return file == null
        ? problem
        : new Problem(
            file.problems().file(),
            file.bound().nearestLine(problem.path()),
            problem.path(),
            problem.problem(),
            problem.allowed(),
            problem.change());
  }
}
