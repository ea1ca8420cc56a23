package com.xtrading.platform.cli;

import com.xtrading.platform.component.Timings;
import com.xtrading.platform.manifest.DistDirectory;
import com.xtrading.platform.manifest.Manifest;
import com.xtrading.platform.manifest.ManifestFolder;
import com.xtrading.platform.model.UserError;
import com.xtrading.platform.objects.FieldTypes;
import com.xtrading.platform.objects.RenderedEnvironment;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a command looks at: an environment, or manifests of anybody. */
final class EnvironmentOrFolder {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Parameters(paramLabel = "ENV", arity = "0..1", description = "The environment to render.")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--manifests",
      paramLabel = "DIR",
      description = "A folder of manifests, or a file, instead of an environment.")
  private Optional<Path> folder = Optional.empty();

  /**
   * Whether an environment is asked for, and not a folder.
   *
   * @throws UserError unless one of both is
   */
  boolean isEnvironment() {
    if (name.isPresent() == folder.isPresent()) {
      throw new UserError(
          "%s wants an environment or --manifests, and one of both".formatted(command.name()),
          "write %1$s production, or %1$s --manifests DIR".formatted(command.name()));
    }
    return name.isPresent();
  }

  /** The environment, rendered and judged. */
  JudgedEnvironment render(Workspace workspace, Console console) {
    return selection(workspace)
        .render(workspace, DistDirectory.at(workspace.dist()), console, new Timings())
        .get(0);
  }

  /** The environment, drawn. */
  RenderedEnvironment draw(Workspace workspace, Console console) {
    return selection(workspace).draw(workspace, console).get(0);
  }

  private EnvironmentSelection selection(Workspace workspace) {
    String asked = name.orElseThrow();
    if (!Files.exists(workspace.environments().resolve(asked + ".yaml"))
        && Files.exists(workspace.directory().resolve(asked))) {
      throw new UserError(
          "%s is no environment".formatted(asked),
          "write --manifests %s to look at what is in it".formatted(asked));
    }
    return EnvironmentSelection.of(workspace, List.of(asked));
  }

  /**
   * The manifests, as far as they can be read. Files are called as from the directory, where they
   * are below it.
   *
   * @throws UserError when there is no such folder or file
   */
  ManifestFolder read(Workspace workspace) {
    Path place = workspace.directory().resolve(folder.orElseThrow());
    if (folder.get().toString().isBlank()) {
      throw new UserError("--manifests is empty", "name a folder of manifests");
    }
    if (!Files.exists(place)) {
      throw new UserError(
          "%s is not there".formatted(folder.orElseThrow()), "name a folder of manifests");
    }
    ManifestFolder read = ManifestFolder.read(place, before(place, workspace.directory()));
    List<Manifest> readable = new ArrayList<>();
    List<String> problems = new ArrayList<>(read.problems());
    for (Manifest manifest : read.manifests()) {
      List<String> wrong = FieldTypes.problems(manifest);
      wrong.forEach(
          one -> problems.add("%s: %s: %s".formatted(manifest.path(), manifest.id(), one)));
      if (wrong.isEmpty()) {
        readable.add(manifest);
      }
    }
    return new ManifestFolder(readable, problems);
  }

  /** What the names of files begin with. */
  private static String before(Path place, Path directory) {
    Path whole = place.toAbsolutePath().normalize();
    Path from = directory.toAbsolutePath().normalize();
    Path folder = Files.isDirectory(whole) ? whole : whole.getParent();
    String text =
        (folder.startsWith(from) ? from.relativize(folder) : folder).toString().replace('\\', '/');
    return text.isEmpty() || text.endsWith("/") ? text : text + "/";
  }
}
