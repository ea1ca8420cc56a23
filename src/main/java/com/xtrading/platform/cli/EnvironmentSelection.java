package com.xtrading.platform.cli;

import com.xtrading.platform.component.Timings;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.EnvironmentProblem;
import com.xtrading.platform.environment.InvalidEnvironments;
import com.xtrading.platform.environment.file.EnvironmentLoader;
import com.xtrading.platform.environment.file.SettingLocations;
import com.xtrading.platform.environment.file.WhatIf;
import com.xtrading.platform.manifest.DistDirectory;
import com.xtrading.platform.model.UserError;
import com.xtrading.platform.objects.RenderedEnvironment;
import com.xtrading.platform.policy.rules.Policies;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import com.xtrading.platform.synthesis.Synthesis;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The environments that a command is asked for, and all that could be read.
 *
 * @param chosen those asked for, by name
 * @param all every readable one
 * @param problems what is wrong with files that were not asked for
 * @param places where the values of the files stand
 */
record EnvironmentSelection(
    List<Environment> chosen,
    List<Environment> all,
    List<EnvironmentProblem> problems,
    SettingLocations places) {

  /**
   * Reads every environment file and picks some; none named means all.
   *
   * @throws EnvironmentProblems when a file that is asked for has problems
   */
  static EnvironmentSelection of(Workspace workspace, List<String> names) {
    return of(workspace, names, Map.of());
  }

  /** The same, with settings of theirs that stand in no file. */
  static EnvironmentSelection of(
      Workspace workspace, List<String> names, Map<String, String> settings) {
    EnvironmentLoader.Loaded loaded =
        EnvironmentLoader.load(workspace.environments(), new WhatIf(settings, Set.copyOf(names)));
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

  /** One of those asked for. */
  Environment named(String name) {
    return chosen.stream()
        .filter(environment -> environment.name().value().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Renders and judges what is chosen, and says so while it works.
   *
   * @param before what is delivered now
   * @throws EnvironmentProblems when a file does not fit what is declared
   */
  List<JudgedEnvironment> render(
      Workspace workspace, DistDirectory before, Console console, Timings timings) {
    Synthesis synthesis =
        new Synthesis(
            workspace.declaration(),
            environment -> before.manifests(environment.name().value(), Policies.COMPARED),
            workspace.today(),
            timings);
    return located(() -> synthesis.run(chosen, all, name -> rendering(console, name)));
  }

  /**
   * Draws what is chosen, for commands that do not ask whether policies hold.
   *
   * @throws EnvironmentProblems when a file does not fit what is declared
   */
  List<RenderedEnvironment> draw(Workspace workspace, Console console) {
    Synthesis synthesis =
        new Synthesis(
            workspace.declaration(), environment -> List.of(), workspace.today(), new Timings());
    return located(() -> synthesis.render(chosen, name -> rendering(console, name)));
  }

  private static void rendering(Console console, String name) {
    console.progress("rendering " + name + " …");
  }

  /** What does not fit is told at its line of the file. */
  private <T> T located(Supplier<T> work) {
    try {
      return work.get();
    } catch (InvalidEnvironments unfit) {
      throw new InvalidEnvironments(
          unfit.problems().stream().map(places::located).sorted().toList());
    }
  }
}
