package com.xtrading.platform.environment.file;

import com.xtrading.platform.environment.EnvironmentProblem;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where the values of environment files stand, for whoever finds out after reading that one of them
 * does not fit.
 */
public final class SettingLocations {

  private final Map<String, EnvironmentFile> files;

  SettingLocations(List<EnvironmentFile> files) {
    this.files = files.stream().collect(Collectors.toMap(EnvironmentFile::stem, file -> file));
  }

  /** The problem at its line of the file as it was read; unchanged where the file is not known. */
  public EnvironmentProblem located(EnvironmentProblem problem) {
    String name = problem.file().substring(problem.file().lastIndexOf('/') + 1);
    EnvironmentFile file = files.get(name.replace(EnvironmentFile.EXTENSION, ""));
    return file == null
        ? problem
        : new EnvironmentProblem(
            file.problems().file(),
            file.bound().nearestLine(problem.path()),
            problem.path(),
            problem.problem(),
            problem.allowed(),
            problem.change());
  }
}
