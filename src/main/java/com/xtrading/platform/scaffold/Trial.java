package com.xtrading.platform.scaffold;

import com.xtrading.platform.component.Platform;
import com.xtrading.platform.environment.Environment;
import com.xtrading.platform.environment.EnvironmentProblem;
import com.xtrading.platform.environment.InvalidEnvironments;
import com.xtrading.platform.environment.file.EnvironmentLoader;
import com.xtrading.platform.environment.file.EnvironmentSelection;
import com.xtrading.platform.manifest.Folders;
import com.xtrading.platform.model.UserError;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import com.xtrading.platform.synthesis.Synthesis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** What would become of changed files: rendered and judged beside the project. */
public final class Trial {

  private static final String FOLDER = "environments";
  private static final String FITS = "EverythingFits";

  /** Beyond these, it is not the number of nodes that is too small. */
  private static final int MORE_NODES = 6;

  private final Path project;
  private final Function<Environment, Platform> declaration;
  private final Function<Function<Environment, Platform>, Synthesis> synthesis;
  private final Consumer<String> progress;

  /**
   * @param project whose files are changed
   * @param declaration what the platform consists of, where its page is not changed
   * @param synthesis renders and judges what a declaration says
   * @param progress is told the name of each environment before its turn
   */
  public Trial(
      Path project,
      Function<Environment, Platform> declaration,
      Function<Function<Environment, Platform>, Synthesis> synthesis,
      Consumer<String> progress) {
    this.project = project;
    this.declaration = declaration;
    this.synthesis = synthesis;
    this.progress = progress;
  }

  /**
   * What is wrong with one environment.
   *
   * @param findings a line for each
   * @param nodes how many would do, where only nodes are missing and some would
   */
  public record Misfit(String environment, List<String> findings, Optional<Integer> nodes) {}

  /**
   * Every environment that a change would break.
   *
   * @param classpath of this program
   * @throws InvalidEnvironments when files and declarations do not fit together
   */
  public List<Misfit> misfits(Change change, List<Path> classpath) {
    return inFolder(
        folder -> {
          String page = change.texts().get(PlatformPage.FILE);
          Function<Environment, Platform> declared =
              page == null ? declaration : TrialPage.of(new PlatformPage(page), folder, classpath);
          return misfits(change, synthesis.apply(declared), folder);
        });
  }

  private List<Misfit> misfits(Change change, Synthesis declared, Path folder) {
    SortedMap<String, String> files = environmentFiles();
    change
        .texts()
        .forEach(
            (path, text) -> {
              if (path.startsWith(FOLDER + "/")) {
                files.put(path.substring(FOLDER.length() + 1), text);
              }
            });
    List<Misfit> misfits = new ArrayList<>();
    for (JudgedEnvironment one : judged(files, List.of(), declared, folder)) {
      List<String> findings =
          one.told(one.verdict().findings()).stream().map(Object::toString).toList();
      if (!one.verdict().isFit()) {
        boolean onlyNodes =
            one.verdict().findings().stream().allMatch(finding -> finding.rule().equals(FITS));
        misfits.add(
            new Misfit(
                one.name(),
                findings,
                onlyNodes ? nodes(one.name(), files, declared, folder) : Optional.empty()));
      }
    }
    return misfits;
  }

  private Optional<Integer> nodes(
      String name, SortedMap<String, String> files, Synthesis declared, Path folder) {
    String file = name + ".yaml";
    EnvironmentText text = new EnvironmentText(name, files.get(file));
    for (int more = 1; more <= MORE_NODES; more++) {
      int count = text.number("count") + more;
      SortedMap<String, String> larger = new TreeMap<>(files);
      larger.put(file, text.withNodes(count).text());
      if (judged(larger, List.of(name), declared, folder).get(0).verdict().isFit()) {
        return Optional.of(count);
      }
    }
    return Optional.empty();
  }

  private List<JudgedEnvironment> judged(
      Map<String, String> files, List<String> names, Synthesis declared, Path folder) {
    Path environments = folder.resolve(FOLDER);
    try {
      Files.createDirectories(environments);
      for (Map.Entry<String, String> file : files.entrySet()) {
        Files.writeString(environments.resolve(file.getKey()), file.getValue());
      }
    } catch (IOException e) {
      throw new UserError("no folder can be written: " + e.getMessage(), "check the space");
    }
    try {
      return declared.run(
          EnvironmentSelection.of(environments, names), progress, Function.identity());
    } catch (InvalidEnvironments unfit) {
      throw new InvalidEnvironments(
          unfit.problems().stream().map(problem -> inProject(problem, folder)).toList());
    }
  }

  private static EnvironmentProblem inProject(EnvironmentProblem problem, Path folder) {
    String before = folder.toString().replace('\\', '/') + "/";
    return new EnvironmentProblem(
        problem.file().replace(before, ""),
        problem.line(),
        problem.path(),
        problem.problem().replace(before, ""),
        problem.allowed(),
        problem.change().replace(before, ""));
  }

  private SortedMap<String, String> environmentFiles() {
    SortedMap<String, String> files = new TreeMap<>();
    try {
      for (Path path : EnvironmentLoader.files(project.resolve(FOLDER))) {
        files.put(path.getFileName().toString(), Files.readString(path));
      }
    } catch (IOException e) {
      throw new UserError(
          "%s cannot be read".formatted(FOLDER), "run it in the folder of the project");
    }
    return files;
  }

  private static <T> T inFolder(Function<Path, T> work) {
    try {
      Path folder = Files.createTempDirectory("trial");
      try {
        return work.apply(folder);
      } finally {
        Folders.delete(folder);
      }
    } catch (IOException e) {
      throw new UserError("no folder can be made: " + e.getMessage(), "check the space");
    }
  }
}
