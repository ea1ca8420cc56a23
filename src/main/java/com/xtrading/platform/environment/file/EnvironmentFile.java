package com.xtrading.platform.environment.file;

import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.file.YamlNode.Mapping;
import com.xtrading.platform.model.InvalidValue;
import com.xtrading.platform.model.KubernetesName;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What could be read from one environment file.
 *
 * @param stem the file name without extension, which is the name of the environment
 * @param bound every value that could be read
 * @param problems what is wrong; grows while checks run
 * @param environment the whole, if every part could be read
 */
record EnvironmentFile(
    String stem, BoundValues bound, FileProblems problems, Optional<Environment> environment) {

  static final String EXTENSION = ".yaml";

  static EnvironmentFile read(Path file, WhatIf whatIf) {
    String name = file.getFileName().toString();
    String stem = name.substring(0, name.length() - EXTENSION.length());
    FileProblems problems = new FileProblems(shown(file));
    BoundValues bound = new BoundValues();
    try {
      KubernetesName.parse(stem);
    } catch (InvalidValue invalid) {
      problems.add(0, "", invalid);
    }
    Optional<Mapping> top =
        FileText.read(file, problems)
            .flatMap(text -> LocatedYaml.read(text, problems))
            .map(mapping -> whatIf.over(mapping, stem, problems));
    Optional<Environment> environment =
        top.flatMap(mapping -> new RecordBinder(problems, bound).bind(mapping, Environment.class));
    return new EnvironmentFile(stem, bound, problems, environment);
  }

  /** A path as it is printed, the same on every system. */
  static String shown(Path path) {
    return path.toString().replace('\\', '/');
  }

  /** Where a value of this file stands, as {@code file:line}. */
  String place(String path) {
    return problems.file() + ":" + bound.line(path);
  }

  void report(String path, String problem, String allowed, String change) {
    problems.add(bound.line(path), path, problem, allowed, change);
  }

  /** The environment, if nothing is wrong with it. */
  Optional<Environment> valid() {
    return problems.isEmpty() ? environment : Optional.empty();
  }
}
