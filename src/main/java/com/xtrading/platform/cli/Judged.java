package com.xtrading.platform.cli;

import com.xtrading.platform.component.Timings;
import com.xtrading.platform.manifest.DistDirectory;
import com.xtrading.platform.manifest.ManifestFolder;
import com.xtrading.platform.synthesis.Synthesized;
import com.xtrading.platform.synthesis.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What a command looks at: an environment, or manifests of anybody. */
final class Judged {

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

  /** The environment, rendered. */
  Synthesized render(Workspace workspace, Console console) {
    return Selection.of(workspace, List.of(name.orElseThrow()))
        .render(workspace, DistDirectory.at(workspace.dist()), console, new Timings())
        .get(0);
  }

  /**
   * The manifests, as far as they can be read.
   *
   * @throws UserError when there is no such folder or file
   */
  ManifestFolder read(Workspace workspace) {
    Path place = folder(workspace);
    if (!Files.exists(place)) {
      throw new UserError(
          "%s is not there".formatted(folder.orElseThrow()), "name a folder of manifests");
    }
    return ManifestFolder.read(place);
  }

  /** Where the manifests are. */
  Path folder(Workspace workspace) {
    return workspace.directory().resolve(folder.orElseThrow());
  }
}
