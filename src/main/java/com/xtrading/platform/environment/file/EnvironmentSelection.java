package com.xtrading.platform.environment.file;

import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.EnvironmentProblem;
import com.xtrading.platform.environment.InvalidEnvironments;
import com.xtrading.platform.model.UserError;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The environments that somebody asks for, and all that could be read.
 *
 * @param chosen those asked for, by name
 * @param all every readable one
 * @param problems what is wrong with files that were not asked for
 * @param places where the values of the files stand
 */
public record EnvironmentSelection(
    List<Environment> chosen,
    List<Environment> all,
    List<EnvironmentProblem> problems,
    SettingLocations places) {

  /**
   * Reads every environment file of a directory and picks some; none named means all.
   *
   * @throws InvalidEnvironments when a file that is asked for has problems
   * @throws UserError when there is no environment of a name
   */
  public static EnvironmentSelection of(Path directory, List<String> names) {
    return of(directory, names, WhatIf.NOTHING);
  }

  /** The same, with settings of theirs that stand in no file. */
  public static EnvironmentSelection of(Path directory, List<String> names, WhatIf whatIf) {
    EnvironmentLoader.Loaded loaded = EnvironmentLoader.load(directory, whatIf);
    if (names.isEmpty()) {
      if (!loaded.problems().isEmpty()) {
        throw new InvalidEnvironments(loaded.problems());
      }
      return new EnvironmentSelection(
          loaded.environments(), loaded.environments(), List.of(), loaded.places());
    }
    if (loaded.environments().isEmpty() && !loaded.problems().isEmpty()) {
      throw new InvalidEnvironments(loaded.problems());
    }
    Set<String> asked = new TreeSet<>(names);
    List<EnvironmentProblem> theirs =
        asked.stream()
            .flatMap(name -> loaded.problemsOf(name).stream())
            .distinct()
            .sorted()
            .toList();
    if (!theirs.isEmpty()) {
      throw new InvalidEnvironments(theirs);
    }
    for (String name : asked) {
      if (loaded.environments().stream().noneMatch(known -> known.name().value().equals(name))) {
        throw new UserError(
            "there is no environment \"%s\"".formatted(name),
            "choose from "
                + String.join(
                    ", ",
                    loaded.environments().stream().map(known -> known.name().value()).toList()));
      }
    }
    return new EnvironmentSelection(
        loaded.environments().stream()
            .filter(known -> asked.contains(known.name().value()))
            .toList(),
        loaded.environments(),
        loaded.problems(),
        loaded.places());
  }

  /** The same without some of those asked for. */
  public EnvironmentSelection without(Set<String> names) {
    return new EnvironmentSelection(
        chosen.stream().filter(one -> !names.contains(one.name().value())).toList(),
        all,
        problems,
        places);
  }

  /** One of those asked for. */
  public Environment named(String name) {
    return chosen.stream()
        .filter(environment -> environment.name().value().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Does some work with the environments; what then does not fit is told at its line of the file.
   *
   * @throws InvalidEnvironments when the work does
   */
  public <T> T located(Supplier<T> work) {
    try {
      return work.get();
    } catch (InvalidEnvironments unfit) {
      throw new InvalidEnvironments(
          unfit.problems().stream().map(places::located).sorted().toList());
    }
  }
}
