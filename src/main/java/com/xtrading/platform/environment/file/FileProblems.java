package com.xtrading.platform.environment.file;

import com.xtrading.platform.environment.EnvironmentProblem;
import com.xtrading.platform.model.InvalidValue;
import java.util.ArrayList;
import java.util.List;

/** Collects the problems of one file. */
final class FileProblems {

  private final String file;
  private final List<EnvironmentProblem> found = new ArrayList<>();

  FileProblems(String file) {
    this.file = file;
  }

  String file() {
    return file;
  }

  void add(int line, String path, String problem, String allowed, String change) {
    found.add(new EnvironmentProblem(file, line, path, problem, allowed, change));
  }

  void add(int line, String path, InvalidValue invalid) {
    add(line, path, invalid.getMessage(), invalid.allowed(), invalid.change());
  }

  /** A problem of the file as a whole. */
  void add(String problem, String allowed, String change) {
    add(0, "", problem, allowed, change);
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  List<EnvironmentProblem> all() {
    return List.copyOf(found);
  }
}
