package com.xtrading.platform.cli;

import com.xtrading.platform.environment.file.EnvironmentSelection;
import com.xtrading.platform.model.UserError;
import com.xtrading.platform.objects.RenderedEnvironment;
import com.xtrading.platform.projection.ProjectedFolder;
import com.xtrading.platform.synthesis.DeliveredDist;
import com.xtrading.platform.synthesis.JudgedEnvironment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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
    return workspace
        .synthesis()
        .against(DeliveredDist.in(workspace.output().files()))
        .run(selection(workspace), console::rendering, Function.identity())
        .get(0);
  }

  /** The environment, drawn. */
  RenderedEnvironment draw(Workspace workspace, Console console) {
    return workspace.synthesis().render(selection(workspace), console::rendering).get(0);
  }

  private EnvironmentSelection selection(Workspace workspace) {
    String asked = name.orElseThrow();
    if (!Files.exists(workspace.environments().resolve(asked + ".yaml"))
        && Files.exists(workspace.directory().resolve(asked))) {
      throw new UserError(
          "%s is no environment".formatted(asked),
          "write --manifests %s to look at what is in it".formatted(asked));
    }
    return workspace.select(List.of(asked));
  }

  /**
   * The folder, as far as it can be read. What is no object yet is told and no error.
   *
   * @throws UserError when it is not there
   */
  ProjectedFolder read(Workspace workspace, Console console) {
    Path place = folder.orElseThrow();
    if (place.toString().isBlank()) {
      throw new UserError("--manifests is empty", "name a folder of manifests");
    }
    ProjectedFolder read = ProjectedFolder.read(workspace.directory(), place);
    read.skipped().forEach(console::skipped);
    return read;
  }
}
